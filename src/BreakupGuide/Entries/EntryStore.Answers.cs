using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>An answer on its way into the store.</summary>
/// <param name="Start">For a run that may not exist yet: what to begin it with.</param>
/// <param name="Thread">Kind of thread that a list's items become; null for none.</param>
/// <param name="GivenAt">UTC time that the answer is to count from, where that matters; null for now.</param>
/// <param name="IsAll">The value is all that stands in the form. Without it, passing a question over with no value leaves the words that were there.</param>
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
    bool IsAside = false)
{
    public override string ToString() => $"[answer to {Question}]";
}

/// <param name="Carried">Answers of an earlier run that hold for this one too, such as those about safety; they keep their time.</param>
public sealed record RunStart(Run Run, IReadOnlyList<Answer> Carried);

public sealed partial class EntryStore
{
    /// <summary>Saves one answer of a run, and begins the run with the first.</summary>
    public Task<Saved> SaveAnswerAsync(UnlockedSpace space, AnswerChange change, CancellationToken cancel) =>
        InTransactionAsync(async database => await SaveAnswerAsync(database, space, change, cancel), cancel);

    /// <summary>Marks a run or an entry as finished. What changes later keeps the first finished state for good.</summary>
    /// <returns>False when there is none of this id in the space.</returns>
    public Task<bool> FinishAsync(UnlockedSpace space, Guid entry, CancellationToken cancel) =>
        ChangeHeadAsync(space, entry, head => head.FinishedAt is null ? head with { FinishedAt = Now() } : head, cancel);

    /// <summary>Goes on with the whole walk where the short one was begun.</summary>
    public Task<bool> WidenAsync(UnlockedSpace space, Guid entry, CancellationToken cancel) =>
        ChangeHeadAsync(space, entry, head => head.Run is null ? head : head with { Run = head.Run with { Walk = WalkLength.Whole } }, cancel);

    private async Task<Saved> SaveAnswerAsync(AppDbContext database, UnlockedSpace space, AnswerChange change, CancellationToken cancel)
    {
        var entry = await database.Entries.SingleOrDefaultAsync(e => e.Id == change.Entry && e.SpaceId == space.Id, cancel);
        var isEmpty = change.State == AnswerState.Given && change.Value is null or { IsEmpty: true };
        if (entry is null)
        {
            if (change.Start is null) return new Saved.NotFound();
            if (isEmpty && change.State == AnswerState.Given) return new Saved.Done(0);
            if (await RefuseNewAsync(database, space, cancel) is { } refused) return refused;
            entry = NewEntry(space, change.Entry, change.Zone, new HeadRecord(
                EntryKind.Reflection, Now(), new Dictionary<string, FieldState>(), change.Start.Run, null, Zone(change.Zone), "", null, null, Now()));
            database.Entries.Add(entry);
            foreach (var carried in change.Start.Carried) database.Answers.Add(Carry(space, entry.Id, carried));
        }

        if (entry.Binned is not null) return new Saved.NotFound();
        if (TryOpen(() => Records.OpenHead(space, entry)) is not { } head) return Unreadable();
        // A question of another reflection has no place here, though the run is the same person's.
        if (head.Run is null || (change.Start is { } start && start.Run.Reflection != head.Run.Reflection)) return new Saved.NotFound();

        var id = AnswerId(space, entry.Id, change.Field);
        var row = database.Answers.Local.SingleOrDefault(a => a.Id == id)
            ?? await database.Answers.SingleOrDefaultAsync(a => a.Id == id && a.SpaceId == space.Id, cancel);
        var before = row is null ? null : TryOpen(() => Records.Open(space, row));
        if (row is not null && before is null) return Unreadable();
        if (change.IsAside && before is not null) return await LayAsideAsync(database, space, entry, id, before, change, cancel);

        // Passing a question over keeps its words, those in the form or else those from before, so that “Change” finds them again.
        var value = change.State == AnswerState.Given || change.IsAll ? change.Value : change.Value ?? before?.Value;
        var isKept = false;
        if (before is not null)
        {
            var isSame = before.State == change.State && SameValue(before.Value, value);
            if (IsRepeated(before.Client, before.Sequence, change.Client, change.Sequence, isSame)) return new Saved.Done(before.Version, IsRepeat: true);
            if (isSame && !(change.GivenAt > before.GivenAt)) return new Saved.Done(before.Version, IsRepeat: true);
            if (IsConflict(before.Version, before.Client, change.BaseVersion, change.Client))
            {
                return await IsAmongRevisionsAsync(database, space, id, r => r.Answer is { } earlier && IsRepeated(earlier.Client, earlier.Sequence, change.Client, change.Sequence, SameValue(earlier.Value, value)), cancel)
                    ? new Saved.Done(before.Version, IsRepeat: true)
                    : new Saved.Conflict(before.Version, before.Value?.Lines ?? []);
            }

            if (await IsFullAsync(database, space, cancel)) return Full(space);
            isKept = await KeepRevisionAsync(database, space, entry, id, before, head.FinishedAt, change with { Value = value }, cancel);
        }
        else if (isEmpty && change.State == AnswerState.Given)
        {
            return new Saved.Done(0);
        }
        else if (await IsFullAsync(database, space, cancel))
        {
            return Full(space);
        }

        var after = new AnswerRecord(
            change.Field, change.Question, change.Wording, value, change.State, (before?.Version ?? 0) + 1, change.Client, change.Sequence, change.GivenAt ?? Now(),
            isKept || before?.Value is null ? Now() : KeptAt(before));
        if (row is null)
        {
            row = new AnswerRow { Id = id, EntryId = entry.Id, SpaceId = space.Id, Record = Records.Seal(space, id, after) };
            database.Answers.Add(row);
        }
        else
        {
            row.Record = Records.Seal(space, id, after);
        }

        row.RowVersion++;
        if (change.Thread is { } kind && value is ListValue list) await KeepThreadsAsync(database, space, entry.Id, change.Field, kind, list, cancel);
        Touch(space, entry, WithOpening(head, change.Field, value), change.Client);
        return new Saved.Done(after.Version);
    }

    private static AnswerRow Carry(UnlockedSpace space, Guid entry, Answer answer)
    {
        var id = AnswerId(space, entry, answer.Field);
        var record = new AnswerRecord(answer.Field, answer.Question, answer.Wording, answer.Value, answer.State, 1, null, 0, answer.GivenAt);
        return new AnswerRow { Id = id, EntryId = entry, SpaceId = space.Id, RowVersion = 1, Record = Records.Seal(space, id, record) };
    }

    private static DateTime KeptAt(AnswerRecord answer) => answer.KeptAt ?? answer.GivenAt;

    /// <returns>Whether one was due.</returns>
    private async Task<bool> KeepRevisionAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, Guid id, AnswerRecord before, DateTime? finishedAt, AnswerChange change, CancellationToken cancel)
    {
        if (before.Value is null) return false;
        var isFirstFinished = await IsFirstFinishedAsync(database, space, id, finishedAt, cancel);
        var takesMuch = TakesMuch(RevisionRecord.WordsOf(before.Value), RevisionRecord.WordsOf(change.Value));
        if (!isFirstFinished && !takesMuch && !IsDue(before.Client, KeptAt(before), change.Client)) return false;
        await AddRevisionAsync(database, space, entry.Id, id, isFirstFinished, new RevisionRecord(null, null, before), cancel);
        return true;
    }

    private async Task KeepThreadsAsync(
        AppDbContext database, UnlockedSpace space, Guid entry, string field, string kind, ListValue list, CancellationToken cancel)
    {
        var rows = await database.Threads.Where(t => t.SpaceId == space.Id).ToDictionaryAsync(t => t.Id, cancel);
        var now = Now().Ticks;
        foreach (var (place, item) in list.Items.Index())
        {
            var record = new ThreadRecord(kind, item.Text, entry, field, now + place);
            if (!rows.TryGetValue(item.Id, out var row))
            {
                database.Threads.Add(new ThreadRow { Id = item.Id, SpaceId = space.Id, RowVersion = 1, Record = Records.Seal(space, item.Id, record) });
                continue;
            }

            // A thread born elsewhere keeps its birthplace; its new words hold from here on.
            if (TryOpen(() => Records.Open(space, row)) is not { } before) continue;
            if (before.Text != item.Text || before.Dropped) Replace(space, row, before with { Text = item.Text, Dropped = false });
        }

        var kept = list.Items.Select(i => i.Id).ToHashSet();
        foreach (var row in rows.Values.Where(r => !kept.Contains(r.Id)))
        {
            if (TryOpen(() => Records.Open(space, row)) is { Dropped: false } before && before.Entry == entry && before.Field == field)
                Replace(space, row, before with { Text = "", Dropped = true });
        }
    }

    private static void Replace(UnlockedSpace space, ThreadRow row, ThreadRecord record)
    {
        row.Record = Records.Seal(space, row.Id, record);
        row.RowVersion++;
    }

    private static HeadRecord WithOpening(HeadRecord head, string field, AnswerValue? value)
    {
        if (head.OpeningField is not null && head.OpeningField != field) return head;
        var words = value is TextValue or ListValue && !value.IsEmpty ? Opening(string.Join(" · ", value.Lines)) : "";
        return words.Length == 0 && head.OpeningField is null ? head : head with { Opening = words, OpeningField = words.Length == 0 ? null : field };
    }

    private static bool SameValue(AnswerValue? one, AnswerValue? other) =>
        one is null ? other is null or { IsEmpty: true } : other is not null && one.GetType() == other.GetType() && Json(one) == Json(other);

    private static string Json(AnswerValue value) => System.Text.Json.JsonSerializer.Serialize(value);
}
