using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.Questions;

/// <summary>The empty rows that a list is shown with.</summary>
/// <param name="First">Number in the key of the first of them.</param>
public sealed record NewRows(int First, int Empty)
{
    public const int AtLeast = 3;

    /// <param name="wanted">How many rows the list is to have in all.</param>
    public static NewRows For(Answer? answer, string? wanted)
    {
        var rows = int.TryParse(wanted, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var filled = (answer?.Value as ListValue)?.Items.Count ?? 0;
        var empty = Math.Clamp(Math.Max(rows, AtLeast) - filled, 1, AnswerRules.MaxItems);
        return new(AnswerForm.FirstRow(answer?.Version ?? 0), Math.Max(0, Math.Min(empty, AnswerRules.MaxItems - filled)));
    }
}
