using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Keeps whom somebody can call on a bad evening, in the order in which they were added.</summary>
public sealed class PeopleToCall(IDbContextFactory<AppDbContext> contexts, StoreTransaction transaction, RecordReader records)
    : SpaceRecord<CallList>(contexts, transaction, records)
{
    protected override string Name => "people";

    protected override CallList Nothing => CallList.Nothing;

    protected override SealedText? Stored(SpaceRow row) => row.People;

    protected override void Store(SpaceRow row, SealedText record) => row.People = record;

    protected override bool Fits(CallList record) => record.People.Count <= Limits.PeopleToCall;

    protected override CallList Joined(CallList own, CallList theirs) => new([.. own.People.Union(theirs.People)]);
}
