using BreakupGuide.Content;

namespace BreakupGuide.Features.Journal.Fields.Want;

/// <summary>What the writer of a letter wants from it, asked once it has rested.</summary>
internal sealed class WantField : LetterQuestion
{
    public override string Name => "want";

    public override string Label => "What I want from it";

    public override Phrase Question { get; } = Phrase.Same("What do you want from this?");
}
