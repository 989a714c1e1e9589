namespace BreakupGuide.Features.Transfer;

/// <summary>A file cannot be brought in.</summary>
/// <param name="sentence">For the person who sent it: what it is and what to do. It quotes nothing of the file.</param>
public sealed class BringInException(string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <inheritdoc cref="BringInException(string, Exception?)"/>
    public string Sentence => Message;
}
