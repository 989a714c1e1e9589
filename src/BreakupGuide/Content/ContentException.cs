namespace BreakupGuide.Content;

/// <summary>The content folder is not fit to start with; the message lists everything that is wrong, each with file and line.</summary>
public sealed class ContentException(IReadOnlyList<ContentError> errors)
    : Exception(
        $"The content has {errors.Count} {(errors.Count == 1 ? "mistake" : "mistakes")}:{Environment.NewLine}{string.Join(Environment.NewLine, errors)}")
{
    public IReadOnlyList<ContentError> Errors { get; } = errors;
}

/// <param name="File">Path below the content folder, with forward slashes.</param>
/// <param name="Line">From 1.</param>
public sealed record ContentError(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
