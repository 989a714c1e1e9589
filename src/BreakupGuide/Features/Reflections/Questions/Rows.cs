using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.Questions;

/// <summary>The empty rows that a control with one row for each item is shown with, and the keys of its rows.</summary>
/// <param name="First">Number in the key of the first of them.</param>
public sealed record Rows(int First, int Empty)
{
    public const int AtLeast = 3;
    public const int Most = Limits.ListItems;

    /// <summary>The button that asks for one more row.</summary>
    public const string Add = "add";

    public static Rows New { get; } = new(0, AtLeast);

    /// <param name="wanted">How many rows there are to be in all.</param>
    public static Rows For(Answer? answer, string? wanted)
    {
        var rows = int.TryParse(wanted, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var filled = Filled(answer?.Value);
        var empty = Math.Clamp(Math.Max(rows, AtLeast) - filled, 1, Most);
        return new(FirstOf(answer?.Version ?? 0), Math.Max(0, Math.Min(empty, Most - filled)));
    }

    /// <summary>The rows of a form that comes back: filled ones keep their keys, new ones are counted on from the version they were shown with.</summary>
    public Rows Returned(AnswerValue? sent, int shown) => this with { Empty = Math.Max(1, shown - Filled(sent)) };

    public static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"n{number}");

    /// <summary>The number in the key of the first of the new rows offered to someone who sees this version of the answer.</summary>
    /// <remarks>No key is ever used for two rows, else a new line would take over the thread of one that was removed.</remarks>
    public static int FirstOf(int version) => version * Most;

    private static int Filled(AnswerValue? value) => value?.GivenItems.Count ?? 0;
}
