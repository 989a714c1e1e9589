using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace BreakupGuide.Sessions;

/// <summary>Makes guessing slow: each wrong passphrase or recovery key lets the next try for the same name, and the next from the same client address, wait longer.</summary>
/// <remarks>
/// A try waits, it is never refused: nobody can lock somebody else out. Tries from one address take turns, so that many at once gain nothing.
/// Names that exist and names that do not are counted alike. Kept in memory: names as keyed hashes, addresses as such, both forgotten after an hour.
/// </remarks>
public sealed class TryPace(TimeProvider clock)
{
    /// <summary>Wrong tries without a wait.</summary>
    internal const int Free = 3;

    /// <summary>Counts beyond this are cleared of what is old.</summary>
    private const int Most = 20_000;

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    internal static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Count> counts = new();

    /// <summary>Waits as long as the wrong tries before this one demand, then tries.</summary>
    /// <param name="attempt">Gives null when the secret was wrong.</param>
    public async Task<T?> TryAsync<T>(string name, IPAddress? from, Func<Task<T?>> attempt, CancellationToken cancel)
        where T : class
    {
        var byName = Of("name " + Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name))));
        var byAddress = Of("from " + ClientAddress.Of(from));
        await byAddress.Turn.WaitAsync(cancel);
        try
        {
            var wait = Wait(byName) is var one && Wait(byAddress) is var other && one > other ? one : other;
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
            var got = await attempt();
            // The right secret for one name says nothing about the guesses that came from the same address for others.
            if (got is not null) byName.Clear();
            else foreach (var count in new[] { byName, byAddress }) count.Add(clock.GetUtcNow());
            return got;
        }
        finally
        {
            byAddress.Turn.Release();
        }
    }

    private TimeSpan Wait(Count count)
    {
        var wrong = clock.GetUtcNow() - count.Last >= Forgotten ? 0 : count.Wrong;
        if (wrong < Free) return TimeSpan.Zero;
        var seconds = Math.Pow(2, wrong - Free);
        return seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
    }

    private Count Of(string who)
    {
        if (counts.Count > Most)
        {
            var old = clock.GetUtcNow() - Forgotten;
            foreach (var (other, count) in counts.Where(c => c.Value.Last < old)) counts.TryRemove(KeyValuePair.Create(other, count));
        }

        return counts.GetOrAdd(who, _ => new Count(clock.GetUtcNow()));
    }

    // From its making on it is young: one that is about to be counted up is not cleared away.
    private sealed class Count(DateTimeOffset made)
    {
        private int wrong;
        private long last = made.UtcTicks;

        public SemaphoreSlim Turn { get; } = new(1);

        public int Wrong => wrong;

        public DateTimeOffset Last => new(Interlocked.Read(ref last), TimeSpan.Zero);

        public void Add(DateTimeOffset now)
        {
            if (now - Last >= Forgotten) Clear();
            Interlocked.Increment(ref wrong);
            Interlocked.Exchange(ref last, now.UtcTicks);
        }

        public void Clear() => Interlocked.Exchange(ref wrong, 0);
    }
}
