using BreakupGuide.Content;

namespace BreakupGuide.Features.Journal.Fields.NoAnswer;

/// <summary>How the writer of a letter will be without the answer they hope for.</summary>
internal sealed class NoAnswerField : LetterQuestion
{
    public override string Name => "no-answer";

    public override string Label => "If it does not come";

    public override Phrase Question { get; } = new(
        "How will you be if he does not?", "How will you be if she does not?", "How will you be if they do not?");
}
