using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Helped;

/// <summary>What helped while a letter rested, in the writer's own words.</summary>
internal sealed class HelpedField : EditableField
{
    public override string Name => JournalFields.Helped;

    public override string Label => "What helped";

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsFor(EntryKind kind) => kind == EntryKind.Letter;

    public override Phrase Question { get; } = Phrase.Same("What helped?");

    public override IValidator<string> Rules { get; } = LetterQuestion.Rules;

    public override Type Control => typeof(LetterQuestionControl);

    public override Type View => typeof(LetterQuestionView);

    public override string Read(string posted) => LetterQuestion.Read(posted);
}
