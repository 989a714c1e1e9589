using System.Globalization;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Words;

internal sealed class WordsField : EditableField
{
    public override string Name => JournalFields.Words;

    public override string Label => "Your words";

    public override FieldPlace Place => FieldPlace.Body;

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(words => words).Must(words => words.Length <= Limits.TextCharacters)
            .WithMessage(words =>
                $"This is {Count(words.Length)} characters long; one entry holds {Count(Limits.TextCharacters)}. Move a part of it into a second entry."),
    };

    public override Type Control => typeof(WordsControl);

    public override Type View => typeof(WordsView);

    // Forms send line ends as CR LF, scripts as LF; stored as LF, so that the same words stay the same.
    public override string Read(string posted) => Lines(posted);

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
