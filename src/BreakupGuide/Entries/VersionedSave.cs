using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Entries;

/// <summary>A record whose earlier states are kept: a journal entry with all its fields, or one answer of a run.</summary>
/// <param name="Entry">Id of the entry it belongs to.</param>
/// <param name="Id">Id of the entry or of the answer.</param>
/// <param name="State">What stands there.</param>
/// <param name="Client">The page that wrote last.</param>
/// <param name="KeptAt">UTC time at which its newest revision was kept or, before there is one, its first words were given.</param>
/// <param name="FinishedAt">When the entry was finished; null while it is being written.</param>
/// <param name="HasWords">Whether there is anything to keep.</param>
internal sealed record VersionedRecord(Guid Entry, Guid Id, RevisionRecord State, string? Client, DateTime KeptAt, DateTime? FinishedAt, bool HasWords)
{
    public override string ToString() => $"[record {Id}]";
}

/// <summary>What is to be done with a save.</summary>
internal abstract record SaveDecision
{
    private SaveDecision()
    {
    }

    /// <summary>These fields change. What stood there is kept already, where that was due.</summary>
    public sealed record Apply(IReadOnlyList<VersionedField> Changed, bool IsRevisionKept) : SaveDecision
    {
        public override string ToString() => "[apply]";
    }

    /// <summary>Nothing changes: these words stand there already, or the same page has saved later ones.</summary>
    public sealed record Nothing : SaveDecision;

    /// <summary>Somebody wrote in between.</summary>
    public sealed record Conflict(VersionedField Field) : SaveDecision
    {
        public override string ToString() => "[conflict]";
    }

    public sealed record Refuse(Saved.Refused Refused) : SaveDecision;
}

/// <summary>Decides what becomes of a save, and keeps what stood there as a revision where that is due. The same for journal fields and answers.</summary>
public sealed class VersionedSave(RevisionLog revisions, Quota quota)
{
    /// <param name="record">Null where nothing is stored yet.</param>
    /// <param name="client">Page that writes; null for a form without script, and for an earlier version that is brought back.</param>
    internal async Task<SaveDecision> DecideAsync(
        AppDbContext database, UnlockedSpace space, SpaceTotals totals, VersionedRecord? record,
        IReadOnlyList<VersionedField> fields, string? client, long sequence,
        CancellationToken cancel)
    {
        var changed = new List<VersionedField>();
        foreach (var field in fields)
        {
            switch (field.Judge(client, sequence))
            {
                case FieldVerdict.Conflict when !await revisions.AnyAsync(database, space, record!.Id, r => field.IsIn(r, client, sequence), cancel):
                    return new SaveDecision.Conflict(field);
                case FieldVerdict.Changed:
                    changed.Add(field);
                    break;
            }
        }

        if (changed.Count == 0) return new SaveDecision.Nothing();
        if (quota.RefuseMore(space, totals) is { } refused) return new SaveDecision.Refuse(refused);
        var isKept = record is { HasWords: true } && await revisions.KeepAsync(database, space, record, changed.Any(f => f.TakesMuch), client, cancel);
        return new SaveDecision.Apply(changed, isKept);
    }

    /// <summary>Words that become an earlier version at once: of two versions of one field the person chose the other one.</summary>
    /// <param name="aside">The state that never stood there; null when it would say nothing new.</param>
    /// <param name="isKnown">Whether an earlier version says the same: what is sent again because its acknowledgement was lost is kept once.</param>
    /// <returns>Null when it is kept.</returns>
    internal async Task<Saved.Refused?> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, SpaceTotals totals, VersionedRecord record,
        RevisionRecord? aside, Func<RevisionRecord, bool> isKnown, CancellationToken cancel)
    {
        if (aside is null || await revisions.AnyAsync(database, space, record.Id, isKnown, cancel)) return null;
        if (quota.RefuseMore(space, totals) is { } refused) return refused;
        await revisions.AddAsync(database, space, record, aside with { IsAside = true }, isFirstFinished: false, cancel);
        return null;
    }
}
