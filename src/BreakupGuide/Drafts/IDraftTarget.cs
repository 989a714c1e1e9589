using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Drafts;

/// <summary>Takes the drafts of one kind of entry: knows the shape of its fields and their rules, and saves through the one store.</summary>
public interface IDraftTarget
{
    /// <summary>Kind of entry, as in <see cref="EntryKind"/>.</summary>
    EntryKind Kind { get; }

    Task<Saved> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel);
}
