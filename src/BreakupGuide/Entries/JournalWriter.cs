using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Journal fields on their way into the store: one from a draft, several from a native form.</summary>
/// <param name="Fields">Name, text and base version of each.</param>
/// <param name="DayEndsAt">The hour after midnight at which the writer's day ends: an entry that begins before it belongs to the day before.</param>
/// <param name="IsAside">Only to be kept as an earlier version: of two versions the person chose the other one.</param>
public sealed record JournalChange(
    Guid Entry, EntryKind Kind, IReadOnlyList<JournalFieldChange> Fields, string? Client, long Sequence, string? Zone, bool IsAside = false,
    int DayEndsAt = 0)
{
    /// <summary>What is stored besides where these words make the entry, and is left alone where it is there already.</summary>
    public IReadOnlyList<JournalFieldChange> Along { get; init; } = [];

    public override string ToString() => "[journal change]";
}

public sealed record JournalFieldChange(string Field, string Text, int BaseVersion)
{
    public override string ToString() => $"[{Field}]";
}

/// <summary>What a field said before and after it was changed in many entries at once.</summary>
public sealed record FieldRewrite(Guid Entry, string Before, string After)
{
    public override string ToString() => $"[rewritten {Entry}]";
}

/// <summary>Saves what is written freely.</summary>
public sealed class JournalWriter(StoreTransaction transaction, RecordReader records, VersionedSave versions, EntryHead heads, EntryTime time)
{
    private const int RewrittenAtOnce = 100;

    /// <summary>Saves fields of a journal entry, all or none; the first words make the entry.</summary>
    public Task<Saved> SaveAsync(UnlockedSpace space, JournalChange change, CancellationToken cancel) =>
        transaction.RunAsync(space, async database => Decided.Of(await SaveAsync(database, space, change, cancel)), cancel);

    /// <summary>
    /// Changes one field in several entries, those in the bin left out: saves like every other, so each keeps its earlier version. So many in a
    /// transaction; where there is no room for more it stops, and what was changed is changed.
    /// </summary>
    /// <param name="change">What the field is to say, by the entry and what it says now.</param>
    /// <returns>What was changed, and whether that was all.</returns>
    public async Task<(IReadOnlyList<FieldRewrite> Changed, bool IsAll)> RewriteAsync(
        UnlockedSpace space, string field, IReadOnlyList<Guid> entries, Func<Guid, string, string> change, CancellationToken cancel)
    {
        var all = new List<FieldRewrite>();
        foreach (var some in entries.Chunk(RewrittenAtOnce))
        {
            var (changed, isAll) = await transaction.RunAsync(
                space, async database => Decided.Commit(await RewriteAsync(database, space, field, some, change, cancel)), cancel);
            all.AddRange(changed);
            if (!isAll) return (all, false);
        }

        return (all, true);
    }

    private async Task<(List<FieldRewrite> Changed, bool IsAll)> RewriteAsync(
        AppDbContext database, UnlockedSpace space, string field, IReadOnlyList<Guid> entries, Func<Guid, string, string> change, CancellationToken cancel)
    {
        var changed = new List<FieldRewrite>();
        foreach (var id in entries)
        {
            var (_, entry) = await FindAsync(database, space, id, cancel);
            if (entry is not { Binned: null } || Open(space, entry) is not { Head.Run: null } now) continue;
            var before = now.Field(field)?.Text ?? "";
            var after = change(id, before);
            if (after == before) continue;
            var saved = await SaveAsync(
                database, space, new JournalChange(id, now.Head.Kind, [new(field, after, now.Field(field)?.Version ?? 0)], null, 0, null), cancel);
            if (saved is not Saved.Done) return (changed, false);
            changed.Add(new(id, before, after));
        }

        return (changed, true);
    }

    /// <summary>Makes an earlier state the present one; see <see cref="Revisions"/>.</summary>
    internal async Task<Saved> RestoreAsync(
        AppDbContext database, UnlockedSpace space, Guid id, HeadRecord earlier, FieldState? words, int baseVersion, CancellationToken cancel)
    {
        var (_, entry) = await FindAsync(database, space, id, cancel);
        if (entry is not { Binned: null }) return new Saved.NotFound();
        if (Open(space, entry) is not { } now) return Saved.Refused.Unreadable();
        if (now.Head.Run is not null) return new Saved.NotFound();

        var changed = now.Head.Fields.Keys.Union(earlier.Fields.Keys).Append(JournalFields.Words)
            .Where(f => f != JournalFields.Date || earlier.Fields.ContainsKey(f))
            .Select(f => new JournalFieldChange(
                f, (f == JournalFields.Words ? words : earlier.Fields.GetValueOrDefault(f))?.Text ?? "", now.Field(f)?.Version ?? 0))
            .Where(f => f.Text != (now.Field(f.Field)?.Text ?? ""))
            .ToList();
        if (changed.Count == 0) return new Saved.Done(now.Version);
        if (now.Version != baseVersion) return new Saved.Conflict(now.Version, now.Body is null ? [] : [now.Body.Text]);
        var saved = await SaveAsync(database, space, new JournalChange(id, now.Head.Kind, changed, null, 0, null), cancel);
        return saved is Saved.Done ? new Saved.Done(now.Version + changed.Count) : saved;
    }

    private async Task<Saved> SaveAsync(AppDbContext database, UnlockedSpace space, JournalChange change, CancellationToken cancel)
    {
        var (totals, entry) = await FindAsync(database, space, change.Entry, cancel);
        var isNew = entry is null;
        if (entry is null)
        {
            // A date or a rest alone is no entry: it is filled in before anybody writes.
            if (change.Fields.All(f => !JournalFields.MakesEntry(f.Field) || string.IsNullOrWhiteSpace(f.Text))) return new Saved.Done(0);
            if (Quota.RefuseNew(totals) is { } refused) return refused;
            change = change with { Fields = [.. change.Fields, .. change.Along] };
            database.Entries.Add(entry = heads.New(
                space, change.Entry, change.Kind, null, change.Zone, change.Client, time.Today(change.Zone, change.DayEndsAt)));
        }

        if (entry.Binned is not null) return new Saved.NotFound();
        if (Open(space, entry) is not { } now) return Saved.Refused.Unreadable();
        if (now.Head.Run is not null) return new Saved.NotFound();
        var record = isNew ? null : new VersionedRecord(
            entry.Id, entry.Id, new RevisionRecord(now.Head, now.Body, null), now.Head.Client, now.KeptAt, now.Head.FinishedAt, HasWords: true);
        if (change.IsAside && record is not null) return await LayAsideAsync(database, space, totals, record, now, change, cancel);

        var fields = change.Fields.Select(f => Versioned(f, now.Field(f.Field))).ToList();
        switch (await versions.DecideAsync(database, space, totals, record, fields, change.Client, change.Sequence, cancel))
        {
            case SaveDecision.Conflict(var field):
                return new Saved.Conflict(field.Stored!.Version, [field.Before]);
            case SaveDecision.Refuse(var refused):
                return refused;
            case SaveDecision.Nothing:
                return new Saved.Done(VersionOf(change, now), IsRepeat: true);
            case SaveDecision.Apply(var changed, var isRevisionKept):
                now = Apply(space, entry, now, changed, change, isRevisionKept);
                break;
        }

        return new Saved.Done(VersionOf(change, now));
    }

    private async Task<Saved> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, SpaceTotals totals, VersionedRecord record, Opened now, JournalChange change, CancellationToken cancel)
    {
        var aside = change.Fields.Where(f => !string.IsNullOrWhiteSpace(f.Text) && f.Text != now.Field(f.Field)?.Text).ToList();
        var state = now;
        foreach (var field in aside)
            state = state.With(field.Field, new FieldState(field.Text, now.Field(field.Field)?.Version ?? 0, change.Client, change.Sequence));
        var revision = aside.Count == 0 ? null : new RevisionRecord(state.Head with { WrittenAt = time.Now() }, state.Body, null);
        return await versions.LayAsideAsync(database, space, totals, record, revision, r => aside.All(f => StateIn(r, f.Field)?.Text == f.Text), cancel)
            ?? (Saved)new Saved.Done(VersionOf(change, now));
    }

    private Opened Apply(UnlockedSpace space, EntryRow entry, Opened now, IReadOnlyList<VersionedField> changed, JournalChange change, bool isRevisionKept)
    {
        foreach (var field in changed)
        {
            var after = new FieldState(field.After, (field.Stored?.Version ?? 0) + 1, change.Client, change.Sequence);
            now = now.With(field.Name, after);
            if (field.Name == JournalFields.Words) entry.Body = SealedRecords.Seal(space, entry.Id, after);
            if (field.Name == JournalFields.Date
                && DateOnly.TryParseExact(field.After, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                entry.Date = date;
        }

        var head = now.Head with { Opening = EntryHead.Opening(now.Body?.Text ?? ""), KeptAt = isRevisionKept ? time.Now() : now.KeptAt };
        entry.Series = EntryHead.Series(space, head);
        heads.Touch(space, entry, head, change.Client);
        return now with { Head = head };
    }

    private static async Task<(SpaceTotals Totals, EntryRow? Entry)> FindAsync(AppDbContext database, UnlockedSpace space, Guid id, CancellationToken cancel)
    {
        var found = await (
            from owner in database.Spaces
            where owner.Id == space.Id
            from entry in database.Entries.Where(e => e.SpaceId == space.Id && e.Id == id).DefaultIfEmpty()
            select new { owner.EntryCount, owner.BinCount, owner.Bytes, Entry = entry }).SingleOrDefaultAsync(cancel);
        return found is null ? (SpaceTotals.None, null) : (new SpaceTotals(found.EntryCount, found.BinCount, found.Bytes), found.Entry);
    }

    /// <returns>Null when head or text do not open.</returns>
    private Opened? Open(UnlockedSpace space, EntryRow entry)
    {
        if (records.Head(space, entry) is not { } head) return null;
        var body = entry.Body is null ? null : records.Body(space, entry);
        return entry.Body is not null && body is null ? null : new Opened(head, body);
    }

    private static VersionedField Versioned(JournalFieldChange change, FieldState? before) => new(
        change.Field,
        Stamp(before),
        change.BaseVersion,
        IsSame: (before?.Text ?? "") == change.Text,
        CountsAnew: false,
        before?.Text ?? "",
        change.Text,
        revision => StateIn(revision, change.Field) is { } earlier ? (Stamp(earlier)!, earlier.Text == change.Text) : null);

    private static int VersionOf(JournalChange change, Opened now) => change.Fields.Max(f => now.Field(f.Field)?.Version ?? 0);

    private static FieldStamp? Stamp(FieldState? state) => state is null ? null : new FieldStamp(state.Version, state.Client, state.Sequence);

    private static FieldState? StateIn(RevisionRecord revision, string field) =>
        field == JournalFields.Words ? revision.Body : revision.Head?.Fields.GetValueOrDefault(field);

    /// <summary>An opened journal entry: its words are a record of their own, the other fields stand in the head.</summary>
    private sealed record Opened(HeadRecord Head, FieldState? Body)
    {
        public DateTime KeptAt => Head.KeptAt ?? Head.WrittenAt;

        /// <summary>See <see cref="Entry.Version"/>.</summary>
        public int Version => Head.Fields.Values.Sum(f => f.Version) + (Body?.Version ?? 0);

        public FieldState? Field(string name) => name == JournalFields.Words ? Body : Head.Fields.GetValueOrDefault(name);

        public Opened With(string name, FieldState state) =>
            name == JournalFields.Words
                ? this with { Body = state }
                : this with { Head = Head with { Fields = new Dictionary<string, FieldState>(Head.Fields) { [name] = state } } };

        public override string ToString() => "[opened entry]";
    }
}
