using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data;

/// <summary>What fails because two changes met: done again from the start, it goes well or finds out why not.</summary>
internal static class StoreRace
{
    public static bool IsLost(Exception exception) =>
        exception is DbUpdateConcurrencyException || SqliteFailures.IsRace(exception) || PostgresFailures.IsRace(exception);

    /// <summary>The way to the database was cut in the middle. Nothing of it holds, unless it was being committed.</summary>
    public static bool IsCut(Exception exception) => PostgresFailures.IsCut(exception);
}
