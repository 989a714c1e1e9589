using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Hope;

/// <summary>What the writer of a letter hopes to hear.</summary>
internal sealed class HopeField : EditableField
{
    public override string Name => "hope";

    public override string Label => "The answer you hope for";

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsFor(EntryKind kind) => kind == EntryKind.Letter;

    public override Phrase Question { get; } = new(
        "What do you hope he answers?", "What do you hope she answers?", "What do you hope they answer?");

    public override IValidator<string> Rules { get; } = LetterQuestion.Rules;

    public override Type Control => typeof(LetterQuestionControl);

    public override Type View => typeof(LetterQuestionView);

    public override string Read(string posted) => LetterQuestion.Read(posted);
}
