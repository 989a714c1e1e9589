using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Reads entries and runs. What a page asks for costs the same in a large space; only <see cref="ListAsync"/> opens everything.</summary>
public sealed class EntryReader(IDbContextFactory<AppDbContext> contexts, RecordReader records, EntryIndex index)
{
    /// <summary>Of one minute the row does not tell which came first; nobody begins more runs of one reflection in a minute.</summary>
    private const int RunsOfOneMinute = 3;

    /// <summary>
    /// All entries of a space without their texts, newest first; those in the bin only where asked for. For what has to look at all: filters and downloads.
    /// </summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(UnlockedSpace space, bool binned, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await Heads(EntryOrder.Of(database, space.Id, binned)).ToListAsync(cancel);
        return [.. EntryOrder.NewestFirst(rows.Select(row => records.Entry(space, row, withBody: false)), e => e)];
    }

    /// <summary>A page of entries without their texts, newest first.</summary>
    /// <param name="after">The entry that the page before ended with, as <see cref="PageOfEntries.Last"/> named it; null for the first page.</param>
    public async Task<PageOfEntries> PageAsync(UnlockedSpace space, bool binned, Guid? after, int size, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rest = await EntryOrder.AfterAsync(EntryOrder.Of(database, space.Id, binned), after, cancel);
        var rows = await Heads(EntryOrder.NewestFirst(rest).Take(size + 1)).ToListAsync(cancel);
        var shown = rows.Take(size).ToList();
        return new PageOfEntries(
            [.. EntryOrder.NewestFirst(shown.Select(row => records.Entry(space, row, withBody: false)), e => e)], rows.Count > size ? shown[^1].Id : null);
    }

    /// <summary>How much is in a space.</summary>
    public async Task<SpaceTotals> TotalsAsync(UnlockedSpace space, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        return await SpaceTotals.ReadAsync(database, space, cancel);
    }

    /// <summary>One entry with its text; null when there is none of this id in the space.</summary>
    public async Task<Entry?> FindAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id, cancel);
        return row is null ? null : records.Entry(space, row, withBody: true);
    }

    /// <summary>One run with its answers by field, or a letter with those about safety; null when there is neither of this id in the space.</summary>
    public async Task<OpenRun?> FindRunAsync(UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var row = await database.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.SpaceId == space.Id, cancel);
        var entry = row is null ? null : records.Entry(space, row, withBody: true);
        if (entry is null or { Run: null, Kind: not EntryKind.Letter, IsUnreadable: false }) return null;
        return (await OpenRunsAsync(database, space, [entry], cancel)).Single();
    }

    /// <summary>Runs of a reflection that are not in the bin, newest first.</summary>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<Entry>> RunsAsync(UnlockedSpace space, string reflection, int most, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await NewestOf(database, space, reflection, most).ToListAsync(cancel);
        return [.. NewestBegun(rows.Select(row => records.Entry(space, row, withBody: false)))];
    }

    /// <summary>What was answered in one field, in the newest runs of a reflection that are not in the bin.</summary>
    /// <param name="since">UTC time from which on a run must have begun.</param>
    /// <param name="most">Of how many runs at most.</param>
    public async Task<IReadOnlyList<Answer>> AnswersInRunsAsync(
        UnlockedSpace space, string reflection, string field, DateTime since, int most, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var minute = EntryTime.Minute(since);
        var runs = await NewestOf(database, space, reflection, most).Where(e => e.Created >= minute).Select(e => e.Id).ToListAsync(cancel);
        var ids = runs.Select(run => RecordIds.OfAnswer(space, run, field)).ToList();
        var rows = await database.Answers.AsNoTracking().Where(a => a.SpaceId == space.Id && ids.Contains(a.Id)).ToListAsync(cancel);
        return [.. rows.Select(row => records.Answer(space, row)).OfType<AnswerRecord>().Select(r => r.ToAnswer()).Where(a => a.IsGiven)];
    }

    /// <summary>When runs of these reflections were begun and changed last, by the minute; those in the bin are left out.</summary>
    /// <param name="most">How many runs at most, the newest.</param>
    public async Task<IReadOnlyList<DateTime>> TimesOfRunsAsync(
        UnlockedSpace space, IReadOnlyCollection<string> reflections, int most, CancellationToken cancel)
    {
        if (reflections.Count == 0) return [];
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await reflections.Select(r => NewestOf(database, space, r, most).Select(e => new { e.Created, e.Changed }))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        return [.. rows.OrderByDescending(r => r.Created).Take(most).SelectMany(r => new[] { r.Created, r.Changed })];
    }

    /// <summary>The newest letters that have this field and are not in the bin, newest first, without their texts.</summary>
    /// <param name="field"><see cref="JournalFields.Rest"/>, or <see cref="JournalFields.Helped"/> once there is no rest.</param>
    /// <param name="most">How many at most.</param>
    public async Task<IReadOnlyList<Entry>> LettersAsync(UnlockedSpace space, string field, int most, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await Heads(NewestOf(database, space, RecordIds.OfLetters(space, field), most, DateTime.MaxValue)).ToListAsync(cancel);
        return [.. rows.Select(row => records.Entry(space, row, withBody: false)).Where(e => !e.IsUnreadable).OrderByDescending(e => e.Created)];
    }

    /// <summary>The newest run of each of these reflections, by slug; those in the bin are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Entry>> NewestRunsAsync(
        UnlockedSpace space, IReadOnlyCollection<string> reflections, CancellationToken cancel)
    {
        if (reflections.Count == 0) return new Dictionary<string, Entry>();
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await NewestOf(database, space, reflections, DateTime.MaxValue)!.ToListAsync(cancel);
        return Newest(rows.Select(row => records.Entry(space, row, withBody: false)));
    }

    /// <summary>Which of these reflections have a run that is not in the bin.</summary>
    public async Task<IReadOnlyList<string>> ReflectionsAsync(UnlockedSpace space, IReadOnlyCollection<string> reflections, CancellationToken cancel)
    {
        if (reflections.Count == 0) return [];
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var found = await reflections.Select(r => NewestOf(database, space, r, 1).Select(e => e.Series))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        return [.. reflections.Where(r => found.Contains(RecordIds.OfReflection(space, r)))];
    }

    /// <summary>One run and the newest ones of these reflections, all with their answers.</summary>
    /// <param name="until">Newest of those that were begun before this UTC time.</param>
    /// <returns>The run, null when there is none of this id in the space; and the newest ones by slug.</returns>
    public async Task<(OpenRun? Run, IReadOnlyDictionary<string, OpenRun> Newest)> FindRunWithNewestAsync(
        UnlockedSpace space, Guid? id, IReadOnlyCollection<string> reflections, DateTime until, CancellationToken cancel)
    {
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var wanted = database.Entries.AsNoTracking().Where(e => e.Id == id && e.SpaceId == space.Id);
        var rows = await (NewestOf(database, space, reflections, until) is { } newest ? wanted.Concat(newest) : wanted).ToListAsync(cancel);

        var run = id is null || rows.Find(r => r.Id == id) is not { } row ? null : records.Entry(space, row, withBody: false);
        if (run is { Run: null, IsUnreadable: false }) run = null;
        var others = Newest(rows.DistinctBy(r => r.Id).Where(r => r.Binned is null && r.Series is not null)
            .Select(r => records.Entry(space, r, withBody: false)));
        var opened = await OpenRunsAsync(database, space, [.. others.Values.Concat(run is null ? [] : [run]).DistinctBy(e => e.Id)], cancel);
        return (opened.FirstOrDefault(r => r.Entry.Id == run?.Id), others.ToDictionary(o => o.Key, o => opened.Single(r => r.Entry.Id == o.Value.Id)));
    }

    /// <summary>The newest answers to these questions, of whichever run that is not in the bin.</summary>
    /// <param name="since">UTC time from which on they count.</param>
    public async Task<IReadOnlyDictionary<string, Answer>> NewestAnswersAsync(
        UnlockedSpace space, IReadOnlyCollection<string> questions, DateTime since, CancellationToken cancel)
    {
        if (questions.Count == 0) return new Dictionary<string, Answer>();
        await index.EnsureAsync(space, cancel);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var minute = EntryTime.Minute(since);
        var rows = await questions.Select(q => NewestTo(database, space, RecordIds.OfQuestion(space, q), minute))
            .Aggregate((all, more) => all.Concat(more)).ToListAsync(cancel);
        return rows.Select(row => records.Answer(space, row)).OfType<AnswerRecord>().Select(r => r.ToAnswer())
            .Where(a => a.IsGiven && a.GivenAt > since)
            .GroupBy(a => a.Field)
            .ToDictionary(g => g.Key, g => g.MaxBy(a => a.GivenAt)!);
    }

    private static IEnumerable<Entry> NewestBegun(IEnumerable<Entry> all) => all.Where(e => e.Run is not null).OrderByDescending(e => e.Created);

    private static Dictionary<string, Entry> Newest(IEnumerable<Entry> runs) =>
        runs.Where(e => e.Run is not null).GroupBy(e => e.Run!.Reflection).ToDictionary(g => g.Key, g => NewestBegun(g).First());

    // Without the text, which may be long.
    internal static IQueryable<EntryRow> Heads(IQueryable<EntryRow> entries) => entries.AsNoTracking().Select(e => new EntryRow
    {
        Id = e.Id,
        SpaceId = e.SpaceId,
        Created = e.Created,
        Changed = e.Changed,
        Date = e.Date,
        Binned = e.Binned,
        Series = e.Series,
        Head = e.Head,
    });

    private static IQueryable<EntryRow>? NewestOf(AppDbContext database, UnlockedSpace space, IReadOnlyCollection<string> reflections, DateTime until) =>
        reflections.Count == 0 ? null : reflections.Select(r => NewestOf(database, space, RecordIds.OfReflection(space, r), RunsOfOneMinute, until))
            .Aggregate((all, more) => all.Concat(more));

    private static IQueryable<EntryRow> NewestOf(AppDbContext database, UnlockedSpace space, string reflection, int most) =>
        NewestOf(database, space, RecordIds.OfReflection(space, reflection), most, DateTime.MaxValue);

    internal static IQueryable<EntryRow> NewestOf(AppDbContext database, UnlockedSpace space, Guid series, int most, DateTime until) =>
        database.Entries.AsNoTracking()
            .Where(e => e.SpaceId == space.Id && e.Series == series && e.Binned == null && e.Created < until)
            .OrderByDescending(e => e.Created).Take(most);

    // A run takes a copy along when it begins, so the newest minute may hold several; which of them is the newest only their records tell.
    private static IQueryable<AnswerRow> NewestTo(AppDbContext database, UnlockedSpace space, Guid question, DateTime since) =>
        (from answer in database.Answers.AsNoTracking()
         join entry in database.Entries on new { answer.SpaceId, Id = answer.EntryId } equals new { entry.SpaceId, entry.Id }
         where answer.SpaceId == space.Id && answer.Question == question && answer.Given >= since && entry.Binned == null
         orderby answer.Given descending
         select answer).Take(2 * RunsOfOneMinute);

    /// <summary>These runs with their answers, in their order.</summary>
    internal async Task<List<OpenRun>> OpenRunsAsync(AppDbContext database, UnlockedSpace space, IReadOnlyList<Entry> runs, CancellationToken cancel)
    {
        if (runs.Count == 0) return [];
        var ids = runs.Select(r => r.Id).ToList();
        var rows = (await database.Answers.AsNoTracking().Where(a => a.SpaceId == space.Id && ids.Contains(a.EntryId)).ToListAsync(cancel))
            .ToLookup(a => a.EntryId);
        return [.. runs.Select(run => OpenRun(space, run, rows[run.Id]))];
    }

    private OpenRun OpenRun(UnlockedSpace space, Entry run, IEnumerable<AnswerRow> rows)
    {
        var answers = new Dictionary<string, Answer>();
        var unreadable = new HashSet<Guid>();
        foreach (var row in rows)
        {
            if (records.Answer(space, row) is { } record) answers[record.Field] = record.ToAnswer();
            else unreadable.Add(row.Id);
        }

        return new OpenRun(run, answers, unreadable);
    }
}

/// <param name="Last">Names this page's end, for the next page; null when it is the last one.</param>
public sealed record PageOfEntries(IReadOnlyList<Entry> Entries, Guid? Last)
{
    public override string ToString() => $"[page of {Entries.Count}]";
}
