using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>A question that the writer of a letter answers in a few sentences.</summary>
internal abstract class LetterQuestion : EditableField
{
    public const int Longest = 2000;

    public abstract override Phrase Question { get; }

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsFor(EntryKind kind) => kind == EntryKind.Letter;

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(words => words).Must(words => words.Length <= Longest)
            .WithMessage("This holds 2,000 characters. Put the rest into the letter itself."),
    };

    public override Type Control => typeof(LetterQuestionControl);

    public override Type View => typeof(LetterQuestionView);

    public override string Read(string posted) => Lines(posted);
}
