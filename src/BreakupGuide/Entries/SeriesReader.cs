using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Reads what was noted in one practice over time, by the days it belongs to. How much is read never depends on how much is there.</summary>
public sealed class SeriesReader(IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryReader entries, EntryIndex index)
{
    /// <summary>In how many of the newest entries something is looked for that waits.</summary>
    private const int Awaited = 50;

    /// <summary>A page of entries with their answers, the newest day first.</summary>
    /// <param name="after">The entry that the page before ended with, as <see cref="PageOfRuns.Last"/> named it; null for the first page.</param>
    public async Task<PageOfRuns> PageAsync(UnlockedSpace space, string practice, Guid? after, int size, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rest = await EntryOrder.AfterAsync(Of(database, space, practice), after, cancel);
        var rows = await EntryReader.Heads(Newest(rest, size + 1)).ToListAsync(cancel);
        var shown = rows.Take(size).ToList();
        var opened = await OpenAsync(database, space, shown, cancel);
        return new PageOfRuns([.. EntryOrder.NewestFirst(opened, r => r.Entry)], rows.Count > size ? shown[^1].Id : null);
    }

    /// <summary>The entries of the first and of the newest day; null where there are not two.</summary>
    public async Task<(OpenRun First, OpenRun Newest)?> EndsAsync(UnlockedSpace space, string practice, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var all = Of(database, space, practice);
        var first = all.OrderBy(e => e.Date).ThenBy(e => e.Created).ThenBy(e => e.Id).Take(1);
        var rows = await EntryReader.Heads(first).Concat(EntryReader.Heads(Newest(all, 1))).ToListAsync(cancel);
        var opened = await OpenAsync(database, space, [.. rows.DistinctBy(r => r.Id)], cancel);
        return opened is [var one, var other] ? (one, other) : null;
    }

    /// <summary>The answers to these questions in the newest entries, by their days.</summary>
    /// <param name="most">How many entries are looked at.</param>
    public async Task<AnswersByDay> AnswersAsync(
        UnlockedSpace space, string practice, IReadOnlyCollection<string> questions, int most, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var found = await Newest(Of(database, space, practice), most + 1).Select(e => new { e.Id, e.Date }).ToListAsync(cancel);
        var days = found.Take(most).ToDictionary(e => e.Id, e => e.Date);
        var (ids, asked) = (days.Keys.ToList(), Ids(space, questions));
        var rows = await database.Answers.AsNoTracking()
            .Where(a => a.SpaceId == space.Id && ids.Contains(a.EntryId) && asked.Contains(a.Question)).ToListAsync(cancel);
        var answers = rows.Select(row => (row.EntryId, Answer: records.Answer(space, row)?.ToAnswer())).Where(a => a.Answer is { IsGiven: true })
            .Select(a => new DatedAnswer(a.EntryId, days[a.EntryId], a.Answer!)).ToList();
        return new AnswersByDay(answers, [.. days.Values.Distinct().Order()], days.Count, IsAll: found.Count <= most);
    }

    /// <summary>The answers to one question in the newest entries in which the others were not answered yet: what waits to be gone on with.</summary>
    public async Task<IReadOnlyList<DatedAnswer>> WaitingAsync(
        UnlockedSpace space, string practice, string question, IReadOnlyCollection<string> others, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var (asked, later) = (RecordIds.OfQuestion(space, question), Ids(space, others));
        var rows = await (
            from entry in Newest(Of(database, space, practice), Awaited)
            join answer in database.Answers.AsNoTracking() on new { entry.SpaceId, EntryId = entry.Id } equals new { answer.SpaceId, answer.EntryId }
            where answer.SpaceId == space.Id && answer.Question == asked
                && !database.Answers.Any(o => o.SpaceId == space.Id && o.EntryId == entry.Id && later.Contains(o.Question))
            select new { entry.Date, Row = answer }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Row.EntryId, r.Date, Answer: records.Answer(space, r.Row)?.ToAnswer())).Where(r => r.Answer is { IsGiven: true })
            .Select(r => new DatedAnswer(r.EntryId, r.Date, r.Answer!))];
    }

    /// <summary>The day of the newest entry of each of these practices that has one. Nothing is opened.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> LastDaysAsync(
        UnlockedSpace space, IReadOnlyCollection<string> practices, CancellationToken cancel)
    {
        if (practices.Count == 0) return new Dictionary<string, DateOnly>();
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var found = await practices.Select(p => Newest(Of(database, space, p), 1).Select(e => new { e.Series, e.Date }))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        return practices.Select(p => (Practice: p, Row: found.FirstOrDefault(f => f.Series == RecordIds.OfReflection(space, p))))
            .Where(p => p.Row is not null).ToDictionary(p => p.Practice, p => p.Row!.Date);
    }

    private static IQueryable<EntryRow> Of(AppDbContext database, UnlockedSpace space, string practice)
    {
        var series = RecordIds.OfReflection(space, practice);
        return database.Entries.AsNoTracking().Where(e => e.SpaceId == space.Id && e.Series == series && e.Binned == null);
    }

    private static IQueryable<EntryRow> Newest(IQueryable<EntryRow> all, int most) =>
        EntryOrder.NewestFirst(all).Take(most);

    private static List<Guid?> Ids(UnlockedSpace space, IEnumerable<string> questions) => [.. questions.Select(q => (Guid?)RecordIds.OfQuestion(space, q))];

    // Whatever does not open stands in its place, and says so.
    private Task<List<OpenRun>> OpenAsync(AppDbContext database, UnlockedSpace space, IReadOnlyList<EntryRow> rows, CancellationToken cancel) =>
        entries.OpenRunsAsync(database, space, [.. rows.Select(row => records.Entry(space, row, withBody: false))], cancel);
}

/// <param name="Last">Names this page's end, for the next page; null when it is the last one.</param>
public sealed record PageOfRuns(IReadOnlyList<OpenRun> Runs, Guid? Last)
{
    public override string ToString() => $"[page of {Runs.Count}]";
}

/// <summary>One answer, and the day of its entry.</summary>
public sealed record DatedAnswer(Guid Entry, DateOnly Day, Answer Answer)
{
    /// <summary>The answer is a day, and that day has come.</summary>
    public bool IsDue(DateOnly today) => Answer.Value?.GivenDate <= today;

    public override string ToString() => "[answer of a day]";
}

/// <param name="Days">The days that have an entry, the first one first.</param>
/// <param name="Entries">How many entries were looked at.</param>
/// <param name="IsAll">There are no older ones.</param>
public sealed record AnswersByDay(IReadOnlyList<DatedAnswer> Answers, IReadOnlyList<DateOnly> Days, int Entries, bool IsAll)
{
    public override string ToString() => $"[answers of {Days.Count} days]";
}
