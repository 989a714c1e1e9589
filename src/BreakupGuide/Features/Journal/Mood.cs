namespace BreakupGuide.Features.Journal;

/// <summary>How somebody felt while writing: five words in order, from heavy to light.</summary>
/// <param name="Value">What is stored; never changes.</param>
/// <param name="Word">What is shown.</param>
public sealed record Mood(string Value, string Word)
{
    public static readonly IReadOnlyList<Mood> All =
    [
        new("very-low", "Very low"),
        new("low", "Low"),
        new("so-so", "So-so"),
        new("all-right", "All right"),
        new("good", "Good"),
    ];

    /// <summary>The word for a stored value; null when none was chosen.</summary>
    public static string? WordOf(string value) => All.FirstOrDefault(m => m.Value == value)?.Word;
}
