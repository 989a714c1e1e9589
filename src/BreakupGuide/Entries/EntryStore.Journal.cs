using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Journal fields on their way into the store: one from a draft, several from a native form.</summary>
/// <param name="Fields">Name, text and base version of each.</param>
/// <param name="IsAside">Only to be kept as an earlier version: of two versions the person chose the other one.</param>
public sealed record JournalChange(
    Guid Entry, EntryKind Kind, IReadOnlyList<JournalFieldChange> Fields, string? Client, long Sequence, string? Zone, bool IsAside = false)
{
    public override string ToString() => "[journal change]";
}

public sealed record JournalFieldChange(string Field, string Text, int BaseVersion)
{
    public override string ToString() => $"[{Field}]";
}

public sealed partial class EntryStore
{
    /// <summary>Saves fields of a journal entry, all or none; the first words make the entry.</summary>
    public Task<Saved> SaveJournalAsync(UnlockedSpace space, JournalChange change, CancellationToken cancel) =>
        InTransactionAsync(async database => await SaveJournalAsync(database, space, change, cancel), cancel);

    private async Task<Saved> SaveJournalAsync(AppDbContext database, UnlockedSpace space, JournalChange change, CancellationToken cancel)
    {
        var entry = await database.Entries.SingleOrDefaultAsync(e => e.Id == change.Entry && e.SpaceId == space.Id, cancel);
        var isNew = entry is null;
        if (entry is null)
        {
            // A date alone is no entry: it is filled in before anybody writes.
            if (change.Fields.All(f => f.Field == JournalFields.Date || string.IsNullOrWhiteSpace(f.Text))) return new Saved.Done(0);
            if (await RefuseNewAsync(database, space, cancel) is { } refused) return refused;
            entry = NewEntry(space, change.Entry, change.Zone, new HeadRecord(
                change.Kind, Now(), new Dictionary<string, FieldState>(), null, null, Zone(change.Zone), "", null, change.Client, Now(), Now()));
            database.Entries.Add(entry);
        }

        if (entry.Binned is not null) return new Saved.NotFound();
        if (TryOpen(() => Records.OpenHead(space, entry)) is not { } head) return Unreadable();
        if (head.Run is not null) return new Saved.NotFound();
        var body = TryOpen(() => Records.OpenBody(space, entry));
        if (entry.Body is not null && body is null) return Unreadable();
        if (change.IsAside && !isNew) return await LayAsideAsync(database, space, entry, head, body, change, cancel);

        var changed = new List<(JournalFieldChange Change, FieldState? Before)>();
        foreach (var field in change.Fields)
        {
            var before = field.Field == JournalFields.Words ? body : head.Fields.GetValueOrDefault(field.Field);
            if ((before?.Text ?? "") == field.Text) continue;
            if (before is not null && IsRepeated(before.Client, before.Sequence, change.Client, change.Sequence, isSame: false)) continue;
            if (before is not null && IsConflict(before.Version, before.Client, field.BaseVersion, change.Client))
            {
                if (await IsAmongRevisionsAsync(database, space, entry.Id, r => StateIn(r, field.Field) is { } earlier && IsRepeated(earlier.Client, earlier.Sequence, change.Client, change.Sequence, earlier.Text == field.Text), cancel)) continue;
                return new Saved.Conflict(before.Version, [before.Text]);
            }

            changed.Add((field, before));
        }

        if (changed.Count == 0) return new Saved.Done(VersionOf(change.Fields), IsRepeat: true);
        if (await IsFullAsync(database, space, cancel)) return Full(space);
        var isKept = !isNew && await KeepRevisionAsync(database, space, entry, head, body, changed, change.Client, cancel);
        head = head with { KeptAt = isKept ? Now() : KeptAt(head) };

        (head, body) = Apply(space, entry, head, body, changed, change.Client, change.Sequence);
        return new Saved.Done(VersionOf(change.Fields));

        int VersionOf(IReadOnlyList<JournalFieldChange> asked) =>
            asked.Max(f => (f.Field == JournalFields.Words ? body : head.Fields.GetValueOrDefault(f.Field))?.Version ?? 0);
    }

    private (HeadRecord Head, FieldState? Body) Apply(
        UnlockedSpace space, EntryRow entry, HeadRecord head, FieldState? body,
        List<(JournalFieldChange Change, FieldState? Before)> changed, string? client, long sequence)
    {
        var fields = new Dictionary<string, FieldState>(head.Fields);
        foreach (var (field, before) in changed)
        {
            var after = new FieldState(field.Text, (before?.Version ?? 0) + 1, client, sequence);
            if (field.Field == JournalFields.Words)
            {
                body = after;
                entry.Body = Records.Seal(space, entry.Id, after);
                continue;
            }

            fields[field.Field] = after;
            if (field.Field == JournalFields.Date && DateOnly.TryParseExact(field.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                entry.Date = date;
        }

        head = head with { Fields = fields, Opening = Opening(body?.Text ?? "") };
        Touch(space, entry, head, client);
        return (head, body);
    }

    private static DateTime KeptAt(HeadRecord head) => head.KeptAt ?? head.WrittenAt;

    /// <returns>Whether one was due.</returns>
    private async Task<bool> KeepRevisionAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, HeadRecord head, FieldState? body,
        List<(JournalFieldChange Change, FieldState? Before)> changed, string? client, CancellationToken cancel)
    {
        var isFirstFinished = await IsFirstFinishedAsync(database, space, entry.Id, head.FinishedAt, cancel);
        var takesMuch = changed.Any(c => TakesMuch(c.Before?.Text ?? "", c.Change.Text));
        if (!isFirstFinished && !takesMuch && !IsDue(head.Client, KeptAt(head), client)) return false;
        await AddRevisionAsync(database, space, entry.Id, entry.Id, isFirstFinished, new RevisionRecord(head, body, null), cancel);
        return true;
    }
}
