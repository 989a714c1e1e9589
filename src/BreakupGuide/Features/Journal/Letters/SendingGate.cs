using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal.Letters;

/// <summary>
/// Whether a letter may be offered for taking along. What was said about safety and contact last decides, however long ago:
/// a no does not run out by not being asked again. A yes does, after thirty days.
/// </summary>
/// <param name="IsOpen">Nothing that was said closes it.</param>
/// <param name="WasAsked">Both questions were answered once.</param>
/// <param name="Question">The question about contact; null where the content has none.</param>
/// <param name="Contact">What was answered to it last.</param>
/// <param name="IsFresh">That answer still holds.</param>
public sealed record SendingGate(bool IsOpen, bool WasAsked, Question? Question, Answer? Contact, bool IsFresh)
{
    /// <summary>Id of the shared question about contact.</summary>
    public const string ContactQuestion = "contact";

    /// <summary>Questions of <c>content/safety.yaml</c> and the answers that close the gate, besides those that count as one of them.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Closing = new Dictionary<string, string[]>
    {
        ["safe"] = ["not-sure", "afraid"],
        [ContactQuestion] = ["wants-space", "asked-once", "no-contact"],
    };

    /// <summary>Copying is offered.</summary>
    public bool LetsCopy => IsOpen && (IsFresh || Question is null);

    public static async Task<SendingGate> ReadAsync(EntryReader entries, ContentLibrary library, UnlockedSpace space, DateTime now, CancellationToken cancel)
    {
        var answers = await entries.NewestAnswersAsync(space, [.. Closing.Keys], DateTime.UnixEpoch, cancel);
        var isClosed = answers.Any(a => a.Value.Value?.GivenValues.Intersect(ClosingOf(library, a.Key)).Any() == true);
        var contact = answers.GetValueOrDefault(ContactQuestion);
        return new(
            !isClosed, answers.Count == Closing.Count, QuestionOf(library, ContactQuestion), contact, contact?.GivenAt > now - Answer.SafetyHolds);
    }

    private static IReadOnlyList<string> ClosingOf(ContentLibrary library, string question) =>
        QuestionOf(library, question)?.Options.Matching(Closing[question]) ?? Closing[question];

    private static Question? QuestionOf(ContentLibrary library, string id) => library.SafetyQuestions.FirstOrDefault(q => q.Id == id);

    public override string ToString() => "[gate]";
}
