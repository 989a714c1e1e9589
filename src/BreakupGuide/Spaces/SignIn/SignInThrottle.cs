using System.Collections.Concurrent;
using System.Net;
using BreakupGuide.Metrics;
using BreakupGuide.Spaces.Limits;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>
/// Makes guessing slow: each wrong passphrase or recovery key lets the next try for the same name, and the next from the same client address, wait longer.
/// </summary>
/// <remarks>
/// A try waits, it is never refused here, and it never waits for another one: nobody can lock somebody else out, from the same address neither.
/// Each counts as wrong from its beginning until it turns out to be right, so many at once gain nothing; how many may come is for <see cref="SignInLimit"/>.
/// Names that exist and names that do not are counted alike. Names and addresses are kept as keyed hashes and forgotten after an hour: in memory, and
/// where several nodes work on one database, there as well.
/// </remarks>
public sealed class SignInThrottle(TriesOfAllNodes shared, TimeProvider clock, ProgramMetrics metrics)
{
    /// <summary>Wrong tries without a wait.</summary>
    internal const int Free = 3;

    /// <summary>Counts beyond this are cleared of what is old.</summary>
    internal const int Most = 20_000;

    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);
    internal static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Count> counts = new();

    /// <summary>How many names and addresses are counted just now.</summary>
    internal int Counted => counts.Count;

    /// <summary>Waits as long as the wrong tries before this one demand, then tries.</summary>
    /// <param name="attempt">Gives null when the secret was wrong.</param>
    public async Task<T?> TryAsync<T>(string name, IPAddress? from, Func<Task<T?>> attempt, CancellationToken cancel)
        where T : class
    {
        string[] both = [Hash(name), shared.Hash("from " + ClientAddress.Of(from))];
        var now = clock.GetUtcNow();
        var earlier = both.Max(who => Of(who).Add(now));
        // What could not be counted by all nodes is not theirs to take back.
        var counted = new List<string>(both.Length);
        var isWrong = false;
        try
        {
            foreach (var who in both)
            {
                if (await shared.AddAsync(who) is not { } elsewhere) continue;
                counted.Add(who);
                earlier = Math.Max(earlier, elsewhere);
            }

            var wait = Wait(earlier);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, clock, cancel);
            var got = await attempt();
            isWrong = got is null;
            metrics.Tried(!isWrong);
            if (!isWrong)
            {
                Of(both[0]).Clear();
                await shared.ClearAsync(both[0]);
            }

            return got;
        }
        finally
        {
            // The right secret for one name says nothing about the guesses that came from the same address for others. What could not be tried was no guess.
            if (!isWrong)
            {
                foreach (var who in both) Of(who).TakeBack();
                foreach (var who in counted) await shared.TakeBackAsync(who);
            }
        }
    }

    /// <summary>Stands for a name where tries are counted.</summary>
    internal string Hash(string name) => shared.Hash("name " + name);

    private static TimeSpan Wait(int earlier)
    {
        if (earlier < Free) return TimeSpan.Zero;
        var seconds = Math.Pow(2, earlier - Free);
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
        private readonly Lock access = new();
        private int wrong;
        private DateTimeOffset last = made;

        public DateTimeOffset Last
        {
            get
            {
                lock (access) return last;
            }
        }

        /// <returns>How many there were before.</returns>
        public int Add(DateTimeOffset now)
        {
            lock (access)
            {
                if (now - last >= Forgotten) wrong = 0;
                last = now;
                return wrong++;
            }
        }

        public void TakeBack()
        {
            lock (access) wrong = Math.Max(0, wrong - 1);
        }

        public void Clear()
        {
            lock (access) wrong = 0;
        }
    }
}
