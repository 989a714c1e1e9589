using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Markdown;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>Runs in words: what was answered, what was left open and, once they are finished, what the answers say.</summary>
internal sealed class RunInWords(EntryReader entries, Threads threads, ContentLibrary library, IHttpContextAccessor http, TimeProvider clock) : IEntryInWords
{
    private const string CannotOpen = "This answer could not be opened. It stays in your space.";

    private readonly Dictionary<(string Slug, int Version), RunContext> contexts = [];
    private RunContextReader? reader;
    private Guid readOf;

    public bool Reads(Entry entry) => entry.Run is not null;

    public async Task<ReadEntry> ReadAsync(UnlockedSpace space, OpenRun entry, CancellationToken cancel)
    {
        var pronoun = PronounCookie.Read(http.HttpContext);
        var stored = entry.Entry.Run!;
        var state = entry.Entry.FinishedAt is null ? [new ReadDetail("state", "", "Not finished yet")] : Array.Empty<ReadDetail>();
        if (await OpenAsync(space, entry, cancel) is not { } run)
        {
            // The reflection was taken out of the content folder; what was asked stands with the answers.
            var all = entry.Answers.Values.OrderBy(a => a.GivenAt).ToList();
            return new("Reflection", "", state, [.. Given(all), .. LeftOpen(all), .. NotOpened(entry.Unreadable.Count)]);
        }

        var answers = run.Walk.Active.Keys.Where(f => !run.Unreadable.Contains(f)).Select(f => entry.Answers.GetValueOrDefault(f)).OfType<Answer>().ToList();
        var resting = entry.Answers.Values.Where(a => a.IsGiven && !run.Walk.Active.ContainsKey(a.Field)).OrderBy(a => a.GivenAt).ToList();
        return new(
            run.Reflection.TitleOf(stored.Path).For(pronoun),
            "",
            state,
            [
                .. Given(answers),
                .. LeftOpen(answers),
                .. resting.Count == 0 ? [] : Given(resting, 3).Prepend(Said("Not asked any more, since another answer changed", 2)),
                .. run.Unreadable.Select(f => new ReadPart(ReadPartKind.Said, run.StepFor(f)?.Ask(pronoun), [Words(CannotOpen)])),
                .. NotOpened(entry.Unreadable.Count - run.Unreadable.Count),
                .. run.IsFinished ? Outcome(OutcomeReading.Of(run.Walk, pronoun), pronoun) : [],
            ]);
    }

    // What runs draw on is the same for all runs of one version: it is read once, however many there are.
    private async Task<WalkedRun?> OpenAsync(UnlockedSpace space, OpenRun run, CancellationToken cancel)
    {
        if (reader is null || readOf != space.Id)
        {
            contexts.Clear();
            (reader, readOf) = (new RunContextReader(entries, threads, library, space, clock.GetUtcNow().UtcDateTime), space.Id);
        }

        if (reader.Definition(run.Entry.Run!) is not { } reflection) return null;
        var key = (reflection.Slug, reflection.Version);
        if (!contexts.TryGetValue(key, out var context)) contexts[key] = context = await reader.ContextAsync(reflection, cancel);
        return RunStore.Open(space, reflection, run, context);
    }

    private static IEnumerable<ReadPart> Given(IEnumerable<Answer> answers, int level = 2) =>
        answers.Where(a => a.IsGiven).Select(a => new ReadPart(ReadPartKind.Answer, a.Wording, a.Value!.Parts, level) { Field = a.Field });

    private static IEnumerable<ReadPart> LeftOpen(IReadOnlyList<Answer> answers)
    {
        var open = answers.Where(a => a.State != AnswerState.Given).Select(a => $"{a.Wording} ({AnswerWords.Instead(a.State)})").ToList();
        return open.Count == 0 ? [] : [Said("Left open", 2, Items(open))];
    }

    private static IEnumerable<ReadPart> NotOpened(int count) => Enumerable.Repeat(new ReadPart(ReadPartKind.Said, null, [Words(CannotOpen)]), count);

    private static IEnumerable<ReadPart> Outcome(OutcomeReading reading, Pronoun pronoun) =>
    [
        Said("What your answers said", 2),
        .. reading.Outcomes.SelectMany((o, place) => Reached(o, isFirst: place == 0, pronoun)),
        .. reading.Parts.SelectMany(Shown),
    ];

    private static IEnumerable<ReadPart> Reached(Reached reached, bool isFirst, Pronoun pronoun)
    {
        var points = reached.Outcome.PointsTo is { } direction && (isFirst || direction == Direction.GetHelp) ? ReachedOutcome.Words(direction) : null;
        var says = MarkdownText.Paragraphs(reached.Outcome.Says.For(pronoun).Blocks);
        yield return Said(reached.Outcome.Title.For(pronoun), 3, Words([.. new[] { points }.OfType<string>(), .. says]));
        if (reached.Against.Count > 0) yield return Said("What speaks against it", 4, Items([.. reached.Against.Select(w => w.Says)]));
        if (reached.Open.Count > 0) yield return Said("Still open", 4, Items([.. reached.Open.Select(w => w.Says)]));
    }

    private static IEnumerable<ReadPart> Shown(ShownPart part)
    {
        yield return Said(part.Title, 3, [.. new[] { part.Intro, part.Empty }.OfType<string>().Select(words => Words(words))]);
        foreach (var group in part.Groups.Where(g => g.Items.Count > 0)) yield return Said(group.Title, 4, [.. group.Items.Select(Thing)]);
        foreach (var quote in part.Quotes) yield return Said(quote.Wording, 4, Items(quote.Lines));
    }

    /// <summary>One thing, and below it what was said of it.</summary>
    private static AnswerPart Thing(ShownItem item) => item.Details.Count == 0
        ? Items([item.Text])
        : new(item.Text, [.. item.Details.Select(d => $"{d.Label ?? d.Wording}: {d.OnOneLine}")], AnswerPartKind.Items);

    private static ReadPart Said(string heading, int level, params IReadOnlyList<AnswerPart> lines) => new(ReadPartKind.Said, heading, lines, level);

    private static AnswerPart Words(params IReadOnlyList<string> lines) => new(null, lines, AnswerPartKind.Words);

    private static AnswerPart Items(IReadOnlyList<string> lines) => new(null, lines, AnswerPartKind.Items);
}
