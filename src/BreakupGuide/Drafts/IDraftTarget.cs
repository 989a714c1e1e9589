using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Drafts;

/// <summary>Takes the drafts of one kind of entry: knows the shape of its fields and their rules, and saves through the one store.</summary>
public interface IDraftTarget
{
    /// <summary>Whether this draft belongs to an entry of this kind; for each draft there is one target.</summary>
    bool Takes(Draft draft);

    /// <returns>
    /// What became of it, and the address that the form’s “Continue” would lead to now; null where only its own post can say.
    /// </returns>
    Task<(Saved Saved, string? Next)> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel);
}
