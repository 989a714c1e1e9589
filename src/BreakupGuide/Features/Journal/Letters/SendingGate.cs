using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal.Letters;

/// <summary>
/// Whether a letter may be offered for taking along. What was said about safety and contact last decides, however long ago:
/// a no does not run out by not being asked again.
/// </summary>
internal sealed record SendingGate(bool IsOpen, bool WasAsked)
{
    /// <summary>Questions of <c>content/safety.yaml</c> and the answers that close the gate, besides those that count as one of them.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Closing = new Dictionary<string, string[]>
    {
        ["safe"] = ["not-sure", "afraid"],
        ["contact"] = ["wants-space", "asked-once", "no-contact"],
    };

    public static async Task<SendingGate> ReadAsync(EntryReader entries, ContentLibrary library, UnlockedSpace space, CancellationToken cancel)
    {
        var answers = await entries.NewestAnswersAsync(space, [.. Closing.Keys], DateTime.UnixEpoch, cancel);
        var isClosed = answers.Any(a => a.Value.Value?.GivenValues.Intersect(ClosingOf(library, a.Key)).Any() == true);
        return new(!isClosed, answers.Count == Closing.Count);
    }

    private static IReadOnlyList<string> ClosingOf(ContentLibrary library, string question) =>
        library.SafetyQuestions.FirstOrDefault(q => q.Id == question)?.Options.Matching(Closing[question]) ?? Closing[question];
}
