using System.Globalization;

namespace BreakupGuide.Features.Journal.Letters;

/// <summary>Says when a rest ends as people say it: “tomorrow evening”.</summary>
internal static class RestWords
{
    private const int Noon = 12;
    private const int Evening = 18;

    /// <param name="until">When it ends, on the clock of the reader.</param>
    /// <param name="now">What that clock says now.</param>
    public static string Until(DateTime until, DateTime now)
    {
        var part = until.Hour < Noon ? "morning" : until.Hour < Evening ? "afternoon" : "evening";
        return (until.Date - now.Date).Days switch
        {
            0 => $"this {part}",
            1 => $"tomorrow {part}",
            > 1 and < 7 => $"{until.ToString("dddd", CultureInfo.InvariantCulture)} {part}",
            _ => $"the {part} of {until.ToString("d MMMM", CultureInfo.InvariantCulture)}",
        };
    }
}
