using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Everything of a change commits together or not at all; what lost a race against another one is tried again from the start.</summary>
public sealed partial class StoreTransaction(IDbContextFactory<AppDbContext> contexts, StorageWatch watch, ILogger<StoreTransaction> logger)
{
    private const int Attempts = 3;

    /// <param name="space">What is read of it holds until everything is committed: nobody else changes it meanwhile.</param>
    internal Task<T> RunAsync<T>(UnlockedSpace space, Func<AppDbContext, Task<Decided<T>>> work, CancellationToken cancel) =>
        RunAsync([space.Id], work, cancel);

    /// <param name="spaces">What is read of these holds until everything is committed: nobody else changes them meanwhile.</param>
    internal async Task<T> RunAsync<T>(IReadOnlyCollection<Guid> spaces, Func<AppDbContext, Task<Decided<T>>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await contexts.CreateDbContextAsync(cancel);
            var isCommitting = false;
            try
            {
                await using var transaction = await database.BeginAsync(spaces, cancel);
                var decided = await work(database);
                if (decided is not Decided<T>.Commit) return decided.Result;
                var changed = await database.SaveChangesAsync(cancel);
                isCommitting = true;
                await transaction.CommitAsync(cancel);
                if (changed > 0) watch.Saved();
                return decided.Result;
            }
            catch (Exception exception) when (attempt < Attempts && (StoreRace.IsLost(exception) || (!isCommitting && StoreRace.IsCut(exception))))
            {
                LogTriedAgain(attempt);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "A save met another one and is tried again (attempt {Attempt}).")]
    private partial void LogTriedAgain(int attempt);
}

/// <summary>How a piece of work in a transaction ended.</summary>
internal abstract record Decided<T>(T Result)
{
    /// <summary>What was changed holds.</summary>
    public sealed record Commit(T Result) : Decided<T>(Result);

    /// <summary>Nothing of it holds, not even the entry that it would have begun.</summary>
    public sealed record RollBack(T Result) : Decided<T>(Result);
}

internal static class Decided
{
    public static Decided<T> Commit<T>(T result) => new Decided<T>.Commit(result);

    /// <summary>What was refused leaves nothing behind.</summary>
    public static Decided<Saved> Of(Saved saved) => saved is Saved.Done ? new Decided<Saved>.Commit(saved) : new Decided<Saved>.RollBack(saved);
}
