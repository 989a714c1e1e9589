using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>
/// Reads what lies apart in time and belongs together: two runs of one reflection, all answers to one question. How much is read never
/// depends on how much is there.
/// </summary>
public sealed class LookingBack(IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryReader entries, EntryIndex index)
{
    /// <summary>Among how many of a reflection's newest runs the two finished ones are looked for.</summary>
    private const int RunsLookedAt = 5;

    /// <summary>These entries with their answers, in no order; those that are not in the space, and those in the bin, are left out.</summary>
    public async Task<IReadOnlyList<OpenRun>> FindRunsAsync(UnlockedSpace space, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await EntryReader.Heads(database.Entries.Where(e => e.SpaceId == space.Id && ids.Contains(e.Id) && e.Binned == null)).ToListAsync(cancel);
        return await OpenAsync(database, space, rows.Select(row => records.Entry(space, row, withBody: false)), cancel);
    }

    /// <summary>The two newest finished runs of each of these reflections that has two, the newer one first.</summary>
    public async Task<IReadOnlyList<(OpenRun Now, OpenRun Then)>> NewestPairsAsync(
        UnlockedSpace space, IReadOnlyCollection<string> reflections, CancellationToken cancel)
    {
        if (reflections.Count == 0) return [];
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await reflections
            .Select(r => EntryReader.Heads(EntryReader.NewestOf(database, space, RecordIds.OfReflection(space, r), RunsLookedAt, DateTime.MaxValue)))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        var pairs = rows.Select(row => records.Entry(space, row, withBody: false)).Where(e => e is { Run: not null, FinishedAt: not null })
            .GroupBy(e => e.Run!.Reflection).Select(g => g.OrderByDescending(e => e.Created).Take(2).ToList()).Where(p => p.Count == 2).ToList();
        var opened = (await OpenAsync(database, space, pairs.SelectMany(p => p), cancel)).ToDictionary(r => r.Entry.Id);
        return [.. pairs.Select(p => (opened[p[0].Id], opened[p[1].Id]))];
    }

    /// <summary>A page of what was answered to one question of a reflection, the newest first; once for each thing in an <c>each</c> block.</summary>
    /// <param name="question">The question's id, also of one that is not asked any more.</param>
    /// <param name="after">The answer that the page before ended with, as <see cref="PageOfAnswers.Last"/> named it; null for the first page.</param>
    public async Task<PageOfAnswers> AnswersAsync(
        UnlockedSpace space, string reflection, string question, Guid? after, int size, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var series = RecordIds.OfReflection(space, reflection);
        var rest = To(database, space, question).Where(a => a.Series == series);
        if (after is { } id && await rest.Where(a => a.Row.Id == id).Select(a => a.Row.Given).SingleOrDefaultAsync(cancel) is { } end)
            rest = rest.Where(a => a.Row.Given < end || (a.Row.Given == end && a.Row.Id.CompareTo(id) < 0));

        var rows = await rest.OrderByDescending(a => a.Row.Given).ThenByDescending(a => a.Row.Id).Take(size + 1).ToListAsync(cancel);
        var shown = rows.Take(size).Select(r => (r.Date, r.Row, Answer: records.Answer(space, r.Row)?.ToAnswer())).ToList();
        return new PageOfAnswers(
            // A run takes answers about safety along: said once, they stand once.
            [.. shown.Where(a => a.Answer is not null).Select(a => new DatedAnswer(a.Row.EntryId, a.Date, a.Answer!))
                .OrderByDescending(a => a.Answer.GivenAt).DistinctBy(a => (a.Answer.Field, a.Answer.GivenAt))],
            shown.Count(a => a.Answer is null), rows.Count > size ? shown[^1].Row.Id : null);
    }

    /// <summary>The newest answers to each of these questions, of whichever reflection, the newest first.</summary>
    /// <param name="most">How many of one question at most.</param>
    public async Task<IReadOnlyList<DatedAnswer>> NewestAnswersAsync(
        UnlockedSpace space, IReadOnlyCollection<string> questions, int most, CancellationToken cancel)
    {
        if (questions.Count == 0) return [];
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await questions.Select(q => To(database, space, q).OrderByDescending(a => a.Row.Given).Take(most))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        return
        [
            .. rows.Select(r => (r.Row.EntryId, r.Date, Answer: records.Answer(space, r.Row)?.ToAnswer())).Where(r => r.Answer is { IsGiven: true })
                .Select(r => new DatedAnswer(r.EntryId, r.Date, r.Answer!)).OrderByDescending(a => a.Answer.GivenAt),
        ];
    }

    /// <summary>The newest free writing, letters included, without the texts; what belongs to a day before this one is left out.</summary>
    public async Task<IReadOnlyList<Entry>> FreeWritingAsync(UnlockedSpace space, DateOnly since, int most, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var all = EntryOrder.Of(database, space.Id, binned: false).Where(e => e.Series == null && e.Date >= since);
        var rows = await EntryReader.Heads(EntryOrder.NewestFirst(all).Take(most)).ToListAsync(cancel);
        return [.. rows.Select(row => records.Entry(space, row, withBody: false)).Where(e => !e.IsUnreadable)];
    }

    private Task<List<OpenRun>> OpenAsync(AppDbContext database, UnlockedSpace space, IEnumerable<Entry> runs, CancellationToken cancel) =>
        entries.OpenRunsAsync(database, space, [.. runs.Where(e => e.Run is not null || e.IsUnreadable)], cancel);

    /// <summary>All answers to a question, of whichever reflection; those in the bin are left out.</summary>
    private static IQueryable<DatedRow> To(AppDbContext database, UnlockedSpace space, string question)
    {
        var asked = RecordIds.OfQuestion(space, question);
        return
            from answer in database.Answers.AsNoTracking()
            join entry in database.Entries on new { answer.SpaceId, Id = answer.EntryId } equals new { entry.SpaceId, entry.Id }
            where answer.SpaceId == space.Id && answer.Question == asked && entry.Binned == null
            select new DatedRow { Date = entry.Date, Series = entry.Series, Row = answer };
    }

    private sealed class DatedRow
    {
        public required Guid? Series { get; init; }

        public required DateOnly Date { get; init; }

        public required AnswerRow Row { get; init; }
    }
}

/// <param name="Unreadable">How many answers of this page do not open.</param>
/// <param name="Last">Names this page's end, for the next page; null when it is the last one.</param>
public sealed record PageOfAnswers(IReadOnlyList<DatedAnswer> Answers, int Unreadable, Guid? Last)
{
    public override string ToString() => $"[page of {Answers.Count} answers]";
}
