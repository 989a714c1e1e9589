using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data;

/// <summary>The database that keeps everything, as the configuration names it. What only one of them needs stands in its own folder.</summary>
public abstract class DatabaseEngine
{
    /// <summary>What people call it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether what is deleted is overwritten in its files and in its log, so that nobody finds it there.</summary>
    public abstract bool OverwritesDeleted { get; }

    /// <summary>Whether other nodes may work on it beside this one.</summary>
    public virtual bool IsShared => false;

    /// <summary>Whether the program makes its backups; otherwise tools of its own do.</summary>
    internal abstract bool IsBackedUpHere { get; }

    /// <summary>Where it lies, for whoever runs the program; without a password.</summary>
    internal abstract string Place { get; }

    internal abstract void Use(DbContextOptionsBuilder options);

    /// <summary>A connection that is open, for the few statements that go without EF Core.</summary>
    internal abstract DbConnection Connect();

    internal abstract AppDbContext NewContext(DbContextOptions<AppDbContext> options);

    /// <summary>Whether it stands as this program left it and its settings hold: then there is nothing to start, and a start goes without EF Core.</summary>
    internal virtual bool IsReady() => false;

    /// <summary>Makes and migrates it, only when there is something to do, and checks its settings.</summary>
    /// <param name="mayBegin">An empty one is meant, although something is there that says that there was another.</param>
    /// <exception cref="StorageException">It comes from a newer program, is damaged, gone or in use, cannot be used, or its settings do not hold.</exception>
    internal abstract void Start(AppDbContext database, bool mayBegin = false);

    /// <summary>Whether it is whole, as far as it can tell by itself.</summary>
    /// <exception cref="StorageException">It is not.</exception>
    internal abstract void Verify(AppDbContext database);

    /// <exception cref="StorageException">No copy could be made, or this database is copied by tools of its own.</exception>
    internal abstract void BackUp(string file);

    /// <returns>Where what was there before lies now; null when there was nothing.</returns>
    /// <exception cref="StorageException">The copy could not be put back, or this database is put back by tools of its own.</exception>
    internal abstract string? Restore(string file);

    /// <summary>What no two nodes may do at the same time, such as a start: waits until it is alone.</summary>
    internal virtual void Alone(Action work) => work();

    /// <summary>What one node does for all of them.</summary>
    /// <returns>False when another one is doing it at this moment; then nothing was done.</returns>
    internal virtual async Task<bool> UnlessElsewhereAsync(string what, Func<Task> work, CancellationToken cancel)
    {
        await work();
        return true;
    }

    /// <summary>Hears which sessions end or are laid aside, by whichever node, until the connection is lost.</summary>
    /// <param name="begun">Called when from now on nothing is missed.</param>
    /// <param name="ended">Called with the sessions' ids.</param>
    internal virtual Task HearEndsAsync(Func<Task> begun, Func<IReadOnlyList<Guid>, Task> ended, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The program ends: no connection stays open.</summary>
    internal abstract void LetGo();
}

/// <summary>Contexts of the database that is configured.</summary>
internal sealed class ContextFactory(DatabaseEngine engine, DbContextOptions<AppDbContext> options) : IDbContextFactory<AppDbContext>
{
    public AppDbContext CreateDbContext() => engine.NewContext(options);
}
