using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal.Tags;

/// <summary>One tag and the entries that have it; those in the bin are left out.</summary>
/// <param name="Id">Names it in an address, where the tag itself must not stand.</param>
public sealed record TagInUse(Guid Id, string Name, IReadOnlyList<Guid> Entries)
{
    public override string ToString() => "[tag]";
}

/// <summary>What was done to tags last while the space is open, so that it can be undone.</summary>
public sealed class LastTagChange
{
    public IReadOnlyList<FieldRewrite> Changed { get; set; } = [];

    /// <summary>False where there was no room for the earlier versions of the rest.</summary>
    public bool IsAll { get; set; } = true;

    public bool IsUndone { get; set; }

    public override string ToString() => "[change of tags]";
}

/// <summary>The tags of a space: listed, renamed, put together, taken out. Every entry that changes keeps its earlier version.</summary>
internal sealed class JournalTags(EntryReader entries, JournalWriter writer)
{
    /// <summary>All tags, the most used first. Opens the head of every entry, like a filter.</summary>
    public async Task<IReadOnlyList<TagInUse>> ListAsync(UnlockedSpace space, CancellationToken cancel)
    {
        var uses =
            from entry in await entries.ListAsync(space, binned: false, cancel)
            from tag in TagList.Split(entry.Text(JournalFields.Tags))
            select (entry.Id, Tag: tag);
        return
        [
            .. uses.GroupBy(u => TextFold.Of(u.Tag))
                .Select(g => new TagInUse(
                    RecordIds.OfTag(space, g.Key), g.CountBy(u => u.Tag).MaxBy(t => t.Value).Key, [.. g.Select(u => u.Id).Distinct()]))
                .OrderByDescending(t => t.Entries.Count).ThenBy(t => t.Name, StringComparer.InvariantCultureIgnoreCase),
        ];
    }

    public Task RenameAsync(UnlockedSpace space, TagInUse tag, string name) =>
        ChangeAsync(space, tag, tags => tags.Select(t => TagList.AreSame(t, tag.Name) ? name : t));

    public Task RemoveAsync(UnlockedSpace space, TagInUse tag) => ChangeAsync(space, tag, tags => tags.Where(t => !TagList.AreSame(t, tag.Name)));

    /// <summary>Puts back what was changed last, in entries whose tags nobody has changed since.</summary>
    public async Task UndoAsync(UnlockedSpace space)
    {
        var last = space.Memory<LastTagChange>();
        if (last.IsUndone) return;
        var before = last.Changed.ToDictionary(c => c.Entry);
        var (undone, isAll) = await writer.RewriteAsync(
            space, JournalFields.Tags, [.. before.Keys], (id, now) => now == before[id].After ? before[id].Before : now, CancellationToken.None);
        (last.Changed, last.IsAll, last.IsUndone) = (undone, isAll, true);
    }

    // Once it has begun it is not given up, even if the browser leaves.
    private async Task ChangeAsync(UnlockedSpace space, TagInUse tag, Func<IReadOnlyList<string>, IEnumerable<string>> change)
    {
        var (changed, isAll) = await writer.RewriteAsync(
            space, JournalFields.Tags, tag.Entries, (_, now) => TagList.Join(change(TagList.Split(now))), CancellationToken.None);
        var last = space.Memory<LastTagChange>();
        (last.Changed, last.IsAll, last.IsUndone) = (changed, isAll, false);
    }
}
