using BreakupGuide.Data;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>The files that are on their way in: one for each session. They go after an hour, when a space is locked, and when the program ends.</summary>
internal sealed class SentFiles(DataDirectory directory, TimeProvider clock) : IDisposable
{
    public static readonly TimeSpan Keeps = TimeSpan.FromHours(1);

    // Each may take as much disk as the largest file.
    private const int Most = 30;

    private readonly Dictionary<UnlockedSpace, SentFile> all = new(ReferenceEqualityComparer.Instance);

    /// <returns>Null where nothing was sent in this session, or it is gone.</returns>
    public SentFile? Find(UnlockedSpace space)
    {
        lock (all) return all.GetValueOrDefault(space);
    }

    /// <summary>Makes place for a file; one that was sent before goes.</summary>
    /// <exception cref="BringInException">Too many are on their way.</exception>
    public SentFile Begin(UnlockedSpace space, string fileName, string zone)
    {
        lock (all)
        {
            Drop(space);
            if (all.Count >= Most) throw new BringInException("Several people are bringing in journals at this moment. Try again in a while.");
            return all[space] = new SentFile(space, directory, fileName, zone, clock.GetUtcNow().UtcDateTime);
        }
    }

    public void Drop(UnlockedSpace space)
    {
        lock (all)
        {
            if (all.Remove(space, out var file)) file.Dispose();
        }
    }

    /// <summary>Drops what has been here for too long or cannot be read any more, and deletes what a program left behind that was killed.</summary>
    public void Sweep()
    {
        var before = clock.GetUtcNow().UtcDateTime - Keeps;
        lock (all)
        {
            foreach (var (space, _) in all.Where(f => f.Key.IsLocked || (f.Value.Began < before && !f.Value.State.IsRunning)).ToList()) Drop(space);
            var living = all.Values.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.EnumerateFiles(directory.Arriving).Where(f => !living.Contains(f))) File.Delete(path);
        }
    }

    public void Dispose()
    {
        lock (all)
        {
            foreach (var space in all.Keys.ToList()) Drop(space);
        }
    }
}
