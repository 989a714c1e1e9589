using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.NoAnswer;

/// <summary>How the writer of a letter will be without the answer they hope for.</summary>
internal sealed class NoAnswerField : EditableField
{
    public override string Name => "no-answer";

    public override string Label => "If it does not come";

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsFor(EntryKind kind) => kind == EntryKind.Letter;

    public override Phrase Question { get; } = new(
        "How will you be if he does not?", "How will you be if she does not?", "How will you be if they do not?");

    public override IValidator<string> Rules { get; } = LetterQuestion.Rules;

    public override Type Control => typeof(LetterQuestionControl);

    public override Type View => typeof(LetterQuestionView);

    public override string Read(string posted) => LetterQuestion.Read(posted);
}
