using System.Globalization;

namespace BreakupGuide.Features.Reflections;

/// <summary>How far a walk has come at one of its questions.</summary>
/// <param name="At">The question's place, from one.</param>
/// <param name="Of">How many there are; null where that cannot be said yet.</param>
/// <param name="IsAbout">Answers to come decide how many there are.</param>
public sealed record Progress(int At, int? Of, bool IsAbout)
{
    public string Words => Of is { } all
        ? string.Create(CultureInfo.InvariantCulture, $"{At} of {(IsAbout ? "about " : "")}{all}")
        : string.Create(CultureInfo.InvariantCulture, $"Question {At}");
}
