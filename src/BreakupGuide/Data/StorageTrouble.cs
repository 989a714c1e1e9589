using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Sqlite;

namespace BreakupGuide.Data;

/// <summary>What can be wrong with the store while the program runs, told apart by what somebody can do about it.</summary>
public enum TroubleKind
{
    /// <summary>The disk is full, or the database has reached the size that it may have.</summary>
    Full,

    ReadOnly,

    /// <summary>Another program held the database for longer than we wait.</summary>
    Busy,

    /// <summary>Reading or writing failed.</summary>
    Disk,

    CannotOpen,

    Damaged,
}

/// <summary>One failure of the store: its kind, and the database's own code for whoever runs the program.</summary>
/// <param name="Code">Such as “SQLite's code 13”.</param>
public sealed record StorageTrouble(TroubleKind Kind, string Code)
{
    /// <summary>For the person whose words it concerns. It says nothing of the words: only the page knows where they are.</summary>
    public string Sentence => Kind switch
    {
        TroubleKind.Full => "There is no room left to store anything here at the moment.",
        TroubleKind.ReadOnly => "Nothing new can be stored here at the moment.",
        TroubleKind.Busy => "Another program has kept what is stored here busy for too long.",
        TroubleKind.Disk => "The disk of this place does not work as it should at the moment.",
        TroubleKind.CannotOpen => "What is stored here cannot be opened at the moment.",
        _ => "What is stored here seems to be damaged, and whoever runs this place has to look at it.",
    };

    /// <summary>For whoever runs the program.</summary>
    public string Finding => Kind switch
    {
        TroubleKind.Full => "no room is left for the database",
        TroubleKind.ReadOnly => "the database cannot be written to",
        TroubleKind.Busy => "another program holds the database",
        TroubleKind.Disk => "reading or writing failed",
        TroubleKind.CannotOpen => "the database cannot be opened",
        _ => "the database is damaged",
    };

    /// <returns>Null for every failure that is not the store's.</returns>
    public static StorageTrouble? Of(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if ((SqliteFailures.TroubleOf(cause) ?? PostgresFailures.TroubleOf(cause)) is { } trouble) return trouble;
        }

        return null;
    }
}
