using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Spaces.SignIn;

internal static class Throttles
{
    /// <summary>One that counts in memory: on SQLite there are no other nodes, and nothing is stored.</summary>
    public static SignInThrottle OfOneNode(TimeProvider clock) => new(
        new TriesOfAllNodes(null!, new SqliteEngine(null!, Options.Create(new StorageOptions()), clock), null!, null!, clock), clock, Meters.None);
}
