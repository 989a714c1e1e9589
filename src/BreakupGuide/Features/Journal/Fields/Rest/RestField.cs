using System.Globalization;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Rest;

/// <summary>How long a letter rests. Chosen as a length, stored as the time at which it ends.</summary>
internal sealed class RestField : EditableField
{
    private const int ShortestNight = 5;
    private const int Morning = 7;

    private readonly EntryTime time;

    public RestField(EntryTime time)
    {
        this.time = time;
        Rules = new InlineValidator<string>
        {
            rules => rules.RuleFor(rest => rest).Must(rest => rest.Length == 0 || ToStored(rest).Length > 0).WithMessage("Choose how long it rests."),
        };
    }

    public override string Name => JournalFields.Rest;

    public override string Label => "It rests until";

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsFor(EntryKind kind) => kind == EntryKind.Letter;

    public override bool IsText => false;

    public override bool MakesEntry => false;

    public override bool BeginsWithWords => true;

    public override IValidator<string> Rules { get; }

    public override Type Control => typeof(RestControl);

    public override string ToStored(string typed) => ToStored(typed, null);

    public override string ToStored(string typed, string? zone) => typed switch
    {
        RestControl.ThreeHours => Entries.Rest.Write(FullHour(time.Now().AddHours(3))),
        RestControl.TwelveHours => Entries.Rest.Write(FullHour(time.Now().AddHours(12))),
        RestControl.Tonight => Entries.Rest.Write(NextMorning(zone)),
        RestControl.Day => Entries.Rest.Write(FullHour(time.Now().AddDays(1))),
        RestControl.Week => Entries.Rest.Write(FullHour(time.Now().AddDays(7))),
        _ => Entries.Rest.Read(typed) is null ? "" : typed,
    };

    public override string Shown(string stored) => Until(stored, null);

    public override string Shown(string stored, string zone) => Until(stored, zone);

    private string Until(string stored, string? zone) =>
        Entries.Rest.Read(stored) is { } until ? time.Local(zone, until).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) : "";

    // After a night where the writer is, however late it is now.
    private DateTime NextMorning(string? zone)
    {
        var now = time.Local(zone);
        var morning = now.Date.AddHours(Morning);
        return time.Utc(zone, morning < now.AddHours(ShortestNight) ? morning.AddDays(1) : morning);
    }

    // The same however often a page saves it within the hour.
    private static DateTime FullHour(DateTime utc) => new(((utc.Ticks - 1) / TimeSpan.TicksPerHour + 1) * TimeSpan.TicksPerHour, DateTimeKind.Utc);
}
