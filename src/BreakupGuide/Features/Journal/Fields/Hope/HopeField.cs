using BreakupGuide.Content;

namespace BreakupGuide.Features.Journal.Fields.Hope;

/// <summary>What the writer of a letter hopes to hear.</summary>
internal sealed class HopeField : LetterQuestion
{
    public override string Name => "hope";

    public override string Label => "The answer you hope for";

    public override Phrase Question { get; } = new(
        "What do you hope he answers?", "What do you hope she answers?", "What do you hope they answer?");
}
