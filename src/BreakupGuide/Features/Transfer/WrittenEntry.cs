using System.Globalization;

namespace BreakupGuide.Features.Transfer;

/// <summary>An entry as another program's file has it.</summary>
/// <param name="Identity">What tells it from all others there; null where the file has nothing of the kind, so that time and words must do.</param>
/// <param name="Date">The day where the person was; null where only <paramref name="Utc"/> tells it.</param>
/// <param name="Time">The time on the clock there; where neither it nor <paramref name="Utc"/> is known it is noon.</param>
/// <param name="Zone">IANA time zone; null where the file tells none.</param>
/// <param name="Words">Markdown.</param>
/// <param name="Mood">One of our five words, or what the other program says.</param>
/// <param name="Earlier">Words that stood there before, the oldest first.</param>
internal sealed record WrittenEntry(
    string? Identity, DateOnly? Date, TimeOnly? Time, DateTime? Utc, string? Zone, string Words, string Title = "", string Mood = "",
    IReadOnlyList<string>? Tags = null, DateTime? Changed = null, IReadOnlyList<string>? Earlier = null, bool IsBinned = false)
{
    /// <summary>A day as files write it; null for what is none.</summary>
    public static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A UTC time as files write it, in UTC where it names no zone; null for what is none.</summary>
    public static DateTime? UtcOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.UtcDateTime : null;

    public override string ToString() => "[written entry]";
}
