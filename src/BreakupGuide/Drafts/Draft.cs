using BreakupGuide.Entries;

namespace BreakupGuide.Drafts;

/// <summary>One control's content on its way to the store, by draft endpoint or by native form post.</summary>
/// <param name="Entry">The entry's id; new ones are made by the page that shows the form.</param>
/// <param name="Field">A question's field, or a field of a journal entry.</param>
/// <param name="Reflection">For the first save of a run: its slug, and with <c>~short</c> behind it the short walk.</param>
/// <param name="Form">Names and values as the browser sends a form: repeated names, only what is checked.</param>
/// <param name="BaseVersion">Version that the writer saw; 0 for none.</param>
/// <param name="Client">Random id of the page that writes; null for a native post, which is not repeated.</param>
/// <param name="Sequence">Grows with each save of that page.</param>
/// <param name="Zone">The writer's IANA time zone, when known.</param>
/// <param name="IsAside">
/// There are two versions of this field and the person chose the other one: this one is kept as an earlier version and changes nothing else.
/// Where nothing is stored yet it is an ordinary save.
/// </param>
/// <param name="DayEndsAt">See <see cref="DayEnd"/>; the browser's cookie tells it with each save.</param>
public sealed record Draft(
    Guid Entry,
    string Field,
    string? Reflection,
    IReadOnlyList<KeyValuePair<string, string>> Form,
    AnswerState State,
    int BaseVersion,
    string? Client,
    long Sequence,
    string? Zone,
    bool IsAside = false,
    int DayEndsAt = 0)
{
    public override string ToString() => $"[draft of {Field}]";
}
