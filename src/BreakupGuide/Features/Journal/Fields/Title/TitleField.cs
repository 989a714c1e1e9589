using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Title;

internal sealed class TitleField : EditableField
{
    public override string Name => "title";

    public override string Label => "Title";

    public override FieldPlace Place => FieldPlace.Heading;

    public override string Hint => "If you like.";

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(title => title).Must(title => title.Length <= Limits.TitleCharacters)
            .WithMessage($"Keep the title to {Limits.TitleCharacters} characters."),
    };

    public override string Read(string posted) => posted.Trim();
}
