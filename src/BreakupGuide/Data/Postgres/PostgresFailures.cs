using Npgsql;

namespace BreakupGuide.Data.Postgres;

/// <summary>What PostgreSQL's failures mean. Its codes: postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgresFailures
{
    /// <returns>Null for every failure that is not PostgreSQL's, and for what is a mistake of the program.</returns>
    public static StorageTrouble? TroubleOf(Exception exception) => exception switch
    {
        PostgresException failed => KindOf(failed.SqlState) is { } kind ? new StorageTrouble(kind, $"PostgreSQL's code {failed.SqlState}") : null,
        NpgsqlException { InnerException: TimeoutException } => new StorageTrouble(TroubleKind.Busy, "PostgreSQL did not answer in time"),
        NpgsqlException => new StorageTrouble(TroubleKind.CannotOpen, "no connection to PostgreSQL"),
        _ => null,
    };

    /// <summary>Two changes met: the same row twice, a row whose owner has gone, or two who wait for each other.</summary>
    public static bool IsRace(Exception exception) =>
        Find<PostgresException>(exception)?.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation
            or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The connection ended in the middle, such as by a restart of the server. A new one may work.</summary>
    public static bool IsCut(Exception exception) => Find<NpgsqlException>(exception) switch
    {
        PostgresException failed => IsOfConnection(failed.SqlState),
        { InnerException: IOException } => true,
        _ => false,
    };

    private static TroubleKind? KindOf(string code) => code switch
    {
        PostgresErrorCodes.DiskFull => TroubleKind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => TroubleKind.ReadOnly,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => TroubleKind.Busy,
        PostgresErrorCodes.IoError or PostgresErrorCodes.UndefinedFile => TroubleKind.Disk,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => TroubleKind.Damaged,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege => TroubleKind.CannotOpen,
        _ => IsOfConnection(code) || code.StartsWith("28", StringComparison.Ordinal) ? TroubleKind.CannotOpen : null,
    };

    private static bool IsOfConnection(string code) => code.StartsWith("08", StringComparison.Ordinal) || code.StartsWith("57P0", StringComparison.Ordinal);

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T) exception = exception.InnerException;
        return exception as T;
    }
}
