using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Keeps what somebody leaves out when they show what they understand to somebody else. Where it does not open nothing may be shown.</summary>
public sealed class Withholding(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records)
    : SpaceRecord<Withheld>(contexts, transaction, records)
{
    protected override string Name => "withheld";

    protected override Withheld Nothing => Withheld.Nothing;

    protected override SealedText? Stored(SpaceRow row) => row.Withheld;

    protected override void Store(SpaceRow row, SealedText record) => row.Withheld = record;

    protected override bool Fits(Withheld record) => record.Items.Count <= Limits.WithheldItems && record.Names.Count <= Limits.WithheldNames;

    protected override Withheld Joined(Withheld own, Withheld theirs) => new([.. own.Items.Union(theirs.Items)], [.. own.Names.Union(theirs.Names)]);
}
