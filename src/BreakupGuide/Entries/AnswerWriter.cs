using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>An answer on its way into the store.</summary>
/// <param name="Start">For a run that may not exist yet: what to begin it with.</param>
/// <param name="Thread">Kind of thread that a list's items become; null for none.</param>
/// <param name="GivenAt">UTC time that the answer is to count from, where that matters; null for now.</param>
/// <param name="IsAll">The value is all that stands in the form. Without it, passing a question over with no value leaves the words that were there.</param>
/// <param name="Path">The run's path with this answer; see <see cref="Run"/>.</param>
/// <param name="IsAside">Only to be kept as an earlier version: of two versions the person chose the other one.</param>
public sealed record AnswerChange(
    Guid Entry,
    string Field,
    string Question,
    string Wording,
    AnswerValue? Value,
    AnswerState State,
    int BaseVersion,
    string? Client,
    long Sequence,
    string? Zone,
    RunStart? Start,
    string? Thread,
    DateTime? GivenAt = null,
    bool IsAll = false,
    bool IsAside = false,
    string? Path = null)
{
    internal bool IsEmpty => State == AnswerState.Given && Value is null or { IsEmpty: true };

    public override string ToString() => $"[answer to {Question}]";
}

/// <param name="Carried">Answers of an earlier run that hold for this one too, such as those about safety; they keep their time.</param>
/// <param name="Day">The day that it belongs to; null for today.</param>
public sealed record RunStart(Run Run, IReadOnlyList<Answer> Carried, EntryKind Kind = EntryKind.Reflection, DateOnly? Day = null);

/// <summary>Saves the answers of runs, and those about safety that are given beside a letter.</summary>
public sealed class AnswerWriter(StoreTransaction transaction, RecordReader records, VersionedSave versions, Threads threads, EntryHead heads, EntryTime time)
{
    /// <summary>Saves one answer of a run, and begins the run with the first.</summary>
    public Task<Saved> SaveAsync(UnlockedSpace space, AnswerChange change, CancellationToken cancel) =>
        transaction.RunAsync(space, async database => Decided.Of(await SaveAsync(database, space, change, cancel)), cancel);

    internal async Task<Saved> SaveAsync(AppDbContext database, UnlockedSpace space, AnswerChange change, CancellationToken cancel)
    {
        var id = RecordIds.OfAnswer(space, change.Entry, change.Field);
        var (totals, entry, row) = await FindAsync(database, space, change.Entry, id, cancel);
        if (entry is null)
        {
            if (change.Start is null) return new Saved.NotFound();
            if (change.IsEmpty) return new Saved.Done(0);
            if (Quota.RefuseNew(totals) is { } refused) return refused;
            database.Entries.Add(entry = heads.New(space, change.Entry, change.Start.Kind, change.Start.Run, change.Zone, null, change.Start.Day));
            foreach (var carried in change.Start.Carried) database.Answers.Add(Carry(space, entry.Id, carried));
            row = database.Answers.Local.SingleOrDefault(a => a.Id == id);
        }

        if (entry.Binned is not null) return new Saved.NotFound();
        if (records.Head(space, entry) is not { } head) return Saved.Refused.Unreadable();
        if (!IsAnswered(head, change.Start)) return new Saved.NotFound();
        var before = row is null ? null : records.Answer(space, row);
        if (row is not null && before is null) return Saved.Refused.Unreadable();
        if (before is null && change.IsEmpty) return new Saved.Done(0);

        var record = before is null ? null : new VersionedRecord(
            entry.Id, id, new RevisionRecord(null, null, before), before.Client,
            before.KeptAt ?? before.GivenAt, head.FinishedAt, HasWords: before.Value is not null);
        if (change.IsAside && record is not null) return await LayAsideAsync(database, space, totals, record, before!, change, cancel);

        // Passing a question over keeps its words, those in the form or else those from before, so that “Change” finds them again.
        var value = change.State == AnswerState.Given || change.IsAll ? change.Value : change.Value ?? before?.Value;
        return await versions.DecideAsync(database, space, totals, record, [Versioned(change, value, before)], change.Client, change.Sequence, cancel) switch
        {
            SaveDecision.Nothing => new Saved.Done(before!.Version, IsRepeat: true),
            SaveDecision.Conflict => new Saved.Conflict(before!.Version, before.Value?.Lines ?? []),
            SaveDecision.Refuse(var refused) => refused,
            SaveDecision.Apply(_, var isRevisionKept) =>
                await ApplyAsync(database, space, entry, head, row, before, change with { Value = value }, isRevisionKept, cancel),
            _ => throw new InvalidOperationException("There is no other decision."),
        };
    }

    // A question of another reflection has no place in a run, though it is the same person's. Beside a letter only safety is asked, in no reflection.
    private static bool IsAnswered(HeadRecord head, RunStart? start) =>
        head.Run is null ? head.Kind == EntryKind.Letter && start is null : start is null || start.Run.Reflection == head.Run.Reflection;

    private async Task<Saved> ApplyAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, HeadRecord head,
        AnswerRow? row, AnswerRecord? before, AnswerChange change, bool isRevisionKept,
        CancellationToken cancel)
    {
        var now = time.Now();
        var after = new AnswerRecord(
            change.Field, change.Question, change.Wording, change.Value, change.State,
            (before?.Version ?? 0) + 1, change.Client, change.Sequence, change.GivenAt ?? now,
            isRevisionKept || before?.Value is null ? now : before.KeptAt ?? before.GivenAt);
        if (row is null) database.Answers.Add(NewRow(space, entry.Id, after, rowVersion: 1));
        else Replace(space, row, after);
        if (change is { Thread: { } kind, Value.Threads: { } items }) await threads.FollowAsync(database, space, entry.Id, change.Field, kind, items, cancel);
        if (head.Run is { } run) head = head with { Run = run with { Path = change.Path } };
        heads.Touch(space, entry, WithOpening(head, change.Field, change.Value), change.Client);
        return new Saved.Done(after.Version);
    }

    private async Task<Saved> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, SpaceTotals totals, VersionedRecord record,
        AnswerRecord before, AnswerChange change, CancellationToken cancel)
    {
        var value = change.Value is { IsEmpty: false } given && !AnswerValue.AreSame(before.Value, given) ? given : null;
        var aside = new AnswerRecord(
            change.Field, change.Question, change.Wording, value, AnswerState.Given, before.Version, change.Client, change.Sequence, time.Now());
        return await versions.LayAsideAsync(
                database, space, totals, record, value is null ? null : new RevisionRecord(null, null, aside),
                r => r.Answer is not null && AnswerValue.AreSame(r.Answer.Value, value), cancel)
            ?? (Saved)new Saved.Done(before.Version);
    }

    internal static AnswerRow NewRow(UnlockedSpace space, Guid entry, AnswerRecord answer, int rowVersion)
    {
        var id = RecordIds.OfAnswer(space, entry, answer.Field);
        var row = new AnswerRow { Id = id, EntryId = entry, SpaceId = space.Id, RowVersion = rowVersion, Record = SealedRecords.Seal(space, id, answer) };
        Index(space, row, answer);
        return row;
    }

    internal static void Index(UnlockedSpace space, AnswerRow row, AnswerRecord answer)
    {
        row.Question = RecordIds.OfQuestion(space, answer.Question);
        row.Given = EntryTime.Minute(answer.GivenAt);
    }

    private static void Replace(UnlockedSpace space, AnswerRow row, AnswerRecord answer)
    {
        row.Record = SealedRecords.Seal(space, row.Id, answer);
        row.RowVersion++;
        Index(space, row, answer);
    }

    private static AnswerRow Carry(UnlockedSpace space, Guid entry, Answer answer) =>
        NewRow(
            space, entry, new AnswerRecord(answer.Field, answer.Question, answer.Wording, answer.Value, answer.State, 1, null, 0, answer.GivenAt),
            rowVersion: 1);

    private static async Task<(SpaceTotals Totals, EntryRow? Entry, AnswerRow? Answer)> FindAsync(
        AppDbContext database, UnlockedSpace space, Guid run, Guid id, CancellationToken cancel)
    {
        var found = await (
            from owner in database.Spaces
            where owner.Id == space.Id
            from entry in database.Entries.Where(e => e.SpaceId == space.Id && e.Id == run).DefaultIfEmpty()
            from answer in database.Answers.Where(a => a.SpaceId == space.Id && a.Id == id).DefaultIfEmpty()
            select new { owner.EntryCount, owner.BinCount, owner.Bytes, Entry = entry, Answer = answer }).SingleOrDefaultAsync(cancel);
        return found is null ? (SpaceTotals.None, null, null) : (new SpaceTotals(found.EntryCount, found.BinCount, found.Bytes), found.Entry, found.Answer);
    }

    private static VersionedField Versioned(AnswerChange change, AnswerValue? value, AnswerRecord? before)
    {
        var isSame = before is not null && before.State == change.State && AnswerValue.AreSame(before.Value, value);
        return new(
            change.Field,
            Stamp(before),
            change.BaseVersion,
            isSame,
            CountsAnew: change.GivenAt > before?.GivenAt,
            RevisionRecord.WordsOf(before?.Value),
            RevisionRecord.WordsOf(value),
            revision => revision.Answer is { } earlier ? (Stamp(earlier)!, AnswerValue.AreSame(earlier.Value, value)) : null);
    }

    private static FieldStamp? Stamp(AnswerRecord? answer) => answer is null ? null : new FieldStamp(answer.Version, answer.Client, answer.Sequence);

    private static HeadRecord WithOpening(HeadRecord head, string field, AnswerValue? value)
    {
        if (head.OpeningField is not null && head.OpeningField != field) return head;
        var words = value is { IsOwnWords: true, IsEmpty: false } ? EntryHead.Opening(string.Join(" · ", value.Lines)) : "";
        return words.Length == 0 && head.OpeningField is null ? head : head with { Opening = words, OpeningField = words.Length == 0 ? null : field };
    }
}
