using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data.Sqlite;

/// <summary>What SQLite's failures mean.</summary>
internal static class SqliteFailures
{
    /// <returns>Null for every failure that is not SQLite's, and for what is a mistake of the program.</returns>
    public static StorageTrouble? TroubleOf(Exception exception) => exception is SqliteException sqlite && KindOf(sqlite) is { } kind
        ? new StorageTrouble(kind, $"SQLite's code {sqlite.SqliteExtendedErrorCode}")
        : null;

    /// <remarks>
    /// A database that is held by somebody else is none: each transaction asks for the right to write first, and has waited long enough for it.
    /// </remarks>
    public static bool IsRace(Exception exception) =>
        exception is DbUpdateException { InnerException: SqliteException { SqliteErrorCode: SqliteCodes.Constraint } };

    private static TroubleKind? KindOf(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SqliteCodes.Full => TroubleKind.Full,
        // The index of the write-ahead log could not be made longer: that is what a full disk looks like to a reader.
        SqliteCodes.Disk when exception.SqliteExtendedErrorCode == SqliteCodes.NoRoomForIndex => TroubleKind.Full,
        SqliteCodes.Disk => TroubleKind.Disk,
        SqliteCodes.ReadOnly => TroubleKind.ReadOnly,
        SqliteCodes.Busy or SqliteCodes.Locked => TroubleKind.Busy,
        SqliteCodes.CannotOpen => TroubleKind.CannotOpen,
        SqliteCodes.Damaged or SqliteCodes.NoDatabase => TroubleKind.Damaged,
        _ => null,
    };
}

/// <summary>SQLite's result codes that are told apart. Source: sqlite.org/rescode.html.</summary>
internal static class SqliteCodes
{
    public const int Busy = 5;
    public const int Locked = 6;
    public const int ReadOnly = 8;
    public const int Disk = 10;
    public const int Damaged = 11;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int Constraint = 19;
    public const int NoDatabase = 26;

    /// <summary>SQLITE_IOERR_SHMSIZE.</summary>
    public const int NoRoomForIndex = 4874;
}
