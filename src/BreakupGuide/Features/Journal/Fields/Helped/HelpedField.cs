using BreakupGuide.Content;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal.Fields.Helped;

/// <summary>What helped while a letter rested, in the writer's own words.</summary>
internal sealed class HelpedField : LetterQuestion
{
    public override string Name => JournalFields.Helped;

    public override string Label => "What helped";

    public override Phrase Question { get; } = Phrase.Same("What helped?");
}
