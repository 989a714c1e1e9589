using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Earlier states of entries and answers: listed, opened and brought back.</summary>
public sealed class Revisions(
    IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records, JournalWriter journal, AnswerWriter answers, Threads threads)
{
    /// <summary>An entry's revisions, or those of a run's answers, newest first; empty when there is no entry of this id in the space.</summary>
    public async Task<IReadOnlyList<Revision>> ListAsync(UnlockedSpace space, Guid entry, CancellationToken cancel)
    {
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = await database.Revisions.AsNoTracking().Where(r => r.EntryId == entry && r.SpaceId == space.Id)
            .OrderByDescending(r => r.Number).ToListAsync(cancel);
        return [.. rows.Select(row => Open(space, row))];
    }

    /// <summary>Runs as they stood at a time: an answer that was changed since as it was before, one that was given since not at all.</summary>
    /// <param name="until">UTC; what was written before it counts.</param>
    /// <returns>The runs, and whether anything in them was changed since.</returns>
    public async Task<(IReadOnlyList<OpenRun> Runs, bool AnyChanged)> AsOfAsync(
        UnlockedSpace space, IReadOnlyList<OpenRun> runs, DateTime until, CancellationToken cancel)
    {
        var given = runs.SelectMany(run => run.Answers.Values.Select(a => (Run: run.Entry.Id, Answer: a)));
        var changed = given.Where(g => g.Answer.GivenAt >= until).Select(g => RecordIds.OfAnswer(space, g.Run, g.Answer.Field)).ToList();
        if (changed.Count == 0) return (runs, false);
        // What stood there then was kept when it was written over, so not before.
        var minute = EntryTime.Minute(until);
        await using var database = await contexts.CreateDbContextAsync(cancel);
        var rows = (await database.Revisions.AsNoTracking().Where(r => r.SpaceId == space.Id && changed.Contains(r.RecordId) && r.Time >= minute)
            .OrderBy(r => r.Number).ToListAsync(cancel)).ToLookup(r => r.RecordId);
        return ([.. runs.Select(AsItWas)], true);

        OpenRun AsItWas(OpenRun run) => run with
        {
            Answers = run.Answers.Values.Select(a => a.GivenAt < until ? a : Before(rows[RecordIds.OfAnswer(space, run.Entry.Id, a.Field)]))
                .OfType<Answer>().ToDictionary(a => a.Field),
        };

        Answer? Before(IEnumerable<RevisionRow> kept) => kept.Select(row => records.Revision(space, row))
            .FirstOrDefault(r => r is { IsAside: false, Answer: { } before } && before.GivenAt < until)?.Answer!.ToAnswer();
    }

    /// <summary>
    /// Makes an earlier state the present one. That is a save like every other: it keeps what stands there now as a revision first,
    /// and refuses when somebody saved since the reader looked. A journal entry's date stays where the earlier state had none.
    /// </summary>
    /// <param name="baseVersion"><see cref="Entry.Version"/> or <see cref="Answer.Version"/> as the reader saw it.</param>
    public Task<Saved> RestoreAsync(UnlockedSpace space, Guid entry, Guid revision, int baseVersion, CancellationToken cancel) =>
        transaction.RunAsync(space, async database => Decided.Of(await RestoreAsync(database, space, entry, revision, baseVersion, cancel)), cancel);

    private async Task<Saved> RestoreAsync(AppDbContext database, UnlockedSpace space, Guid id, Guid revision, int baseVersion, CancellationToken cancel)
    {
        var row = await database.Revisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == revision && r.EntryId == id && r.SpaceId == space.Id, cancel);
        if (row is null) return new Saved.NotFound();
        return records.Revision(space, row) switch
        {
            { Answer: { } answer } => await RestoreAsync(database, space, id, answer, baseVersion, cancel),
            { Head: { } head } then => await journal.RestoreAsync(database, space, id, head, then.Body, baseVersion, cancel),
            _ => Saved.Refused.Unreadable(),
        };
    }

    private async Task<Saved> RestoreAsync(
        AppDbContext database, UnlockedSpace space, Guid run, AnswerRecord earlier, int baseVersion, CancellationToken cancel)
    {
        var kind = earlier.Value?.Threads is { } items ? await threads.KindOfAsync(database, space, run, earlier.Field, items, cancel) : null;
        var change = new AnswerChange(
            run, earlier.Field, earlier.Question, earlier.Wording, earlier.Value, earlier.State, baseVersion, null, 0, null, null, kind, IsAll: true);
        return await answers.SaveAsync(database, space, change, cancel);
    }

    private Revision Open(UnlockedSpace space, RevisionRow row)
    {
        var record = records.Revision(space, row);
        if (record is { Answer: { } answer })
        {
            var opening = EntryHead.Opening(string.Join(" · ", answer.Value?.Lines ?? []));
            return new Revision(row.Id, row.RecordId, answer.GivenAt, row.IsFirstFinished, opening, null, answer.ToAnswer());
        }

        if (record is not { Head: { } head }) return new Revision(row.Id, row.RecordId, row.Time, row.IsFirstFinished, "", null, null);
        var fields = new Dictionary<string, FieldState>(head.Fields);
        if (record.Body is not null) fields[JournalFields.Words] = record.Body;
        return new Revision(row.Id, row.RecordId, head.WrittenAt, row.IsFirstFinished, EntryHead.Opening(record.Body?.Text ?? ""), fields, null);
    }
}
