using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Entries;

/// <summary>How much a space holds, as its row tells; see <see cref="Data.SpaceRow"/>.</summary>
/// <param name="Entries">Entries, those in the bin included.</param>
/// <param name="InBin">Entries in the bin.</param>
/// <param name="Bytes">Sealed bytes of everything, earlier versions and threads included.</param>
public sealed record SpaceTotals(int Entries, int InBin, long Bytes)
{
    public static SpaceTotals None { get; } = new(0, 0, 0);

    /// <returns><see cref="None"/> where there is no such space.</returns>
    internal static async Task<SpaceTotals> ReadAsync(AppDbContext database, UnlockedSpace space, CancellationToken cancel) =>
        await database.Spaces.Where(s => s.Id == space.Id).Select(s => new SpaceTotals(s.EntryCount, s.BinCount, s.Bytes)).SingleOrDefaultAsync(cancel)
        ?? None;
}

/// <summary>Whether there is room in a space, and what is said where there is none.</summary>
public sealed class Quota(IOptions<EntryOptions> options)
{
    /// <returns>Null while another entry may be begun.</returns>
    internal static Saved.Refused? RefuseNew(SpaceTotals totals) => totals.Entries < Limits.EntriesInSpace ? null : new(
    [
        "Your journal has reached its largest number of entries. What you wrote here is still on this page: "
        + "copy it, delete an entry you no longer need, and try again.",
    ]);

    /// <returns>Null while there is room for more words.</returns>
    internal Saved.Refused? RefuseMore(UnlockedSpace space, SpaceTotals totals)
    {
        if (totals.Bytes <= Most(space)) return null;
        return new Saved.Refused(
        [
            space.IsVisitor
                ? "Without a passphrase there is no room for more. What you wrote here is still on this page: choose a passphrase in another tab "
                    + "(in the settings, “Keep it with a passphrase”), since a private space holds much more, and try again."
                : "Your journal has reached its largest size. What you wrote here is still on this page: "
                + "copy it, delete an entry you no longer need, and try again.",
        ]);
    }

    /// <summary>Whether so much more fits in.</summary>
    internal bool HasRoom(UnlockedSpace space, SpaceTotals totals, int entries, long bytes) =>
        totals.Entries + entries <= Limits.EntriesInSpace && totals.Bytes + bytes <= Most(space);

    private long Most(UnlockedSpace space) => space.IsVisitor ? options.Value.BytesInVisitorsSpace : options.Value.BytesInSpace;
}
