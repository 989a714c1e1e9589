using System.Globalization;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Date;

internal sealed class DateField : EditableField
{
    private const string Format = "yyyy-MM-dd";

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    private readonly EntryTime time;

    public DateField(EntryTime time)
    {
        this.time = time;
        Rules = new InlineValidator<string>
        {
            rules => rules.RuleFor(date => date).Must(date => date.Length == 0 || IsPossible(date))
                .WithMessage("Choose a real date that is not in the future."),
        };
    }

    public override string Name => JournalFields.Date;

    public override string Label => "Date";

    public override FieldPlace Place => FieldPlace.Day;

    public override bool IsText => false;

    public override string Initial => Iso(time.Today(null));

    public override IValidator<string> Rules { get; }

    public override Type Control => typeof(DateFieldControl);

    public override string StoredIn(Entry entry) => Iso(entry.Date);

    public override string Shown(string stored) => Day(stored)?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? stored;

    // Tomorrow counts: it may be that day already where the person is.
    private bool IsPossible(string date) => Day(date) is { } day && day >= Earliest && day <= time.Today(null).AddDays(1);

    private static string Iso(DateOnly date) => date.ToString(Format, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
