using System.Globalization;

namespace BreakupGuide.UI.Charts;

/// <summary>The days that a picture goes over, from left to right. Days between two entries keep their room and stay blank.</summary>
public sealed record DaySpan(DateOnly First, DateOnly Last)
{
    /// <summary>Where a day lies, as SVG takes it.</summary>
    public string At(DateOnly day) =>
        Percent(Last == First ? 0.5 : (day.DayNumber - First.DayNumber) / (double)(Last.DayNumber - First.DayNumber));

    internal static string Percent(double part) => string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.##}%");

    /// <summary>A day in few letters; with its year where the picture goes over more than one.</summary>
    public string Short(DateOnly day) => day.ToString(First.Year == Last.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);

    public string Words => First == Last ? Short(First) : $"{Short(First)} to {Short(Last)}";
}

/// <summary>One thing that may have been chosen, and the days on which it was, the first one first.</summary>
public sealed record MarkRow(string Label, IReadOnlyList<DateOnly> Days)
{
    public override string ToString() => "[row]";
}

/// <summary>A number on a day.</summary>
public sealed record DayNumber(DateOnly Day, int Number)
{
    public override string ToString() => "[number]";
}

/// <summary>The two ends of a scale, with their words.</summary>
public sealed record ScaleEnds(int Low, int High, string LowLabel, string HighLabel);
