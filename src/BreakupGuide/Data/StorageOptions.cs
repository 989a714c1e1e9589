namespace BreakupGuide.Data;

/// <summary>Section <c>BreakupGuide</c>: where data lies.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the database and of the keys that sign cookies. Relative paths start at the content root.</summary>
    public string DataDirectory { get; set; } = "App_Data";

    /// <summary>A backup is made when the newest is older than this; 0 makes none.</summary>
    public int BackupHours { get; set; } = 24;

    /// <summary>How many scheduled backups are kept.</summary>
    public int BackupsKept { get; set; } = 7;

    public DatabaseOptions Database { get; set; } = new();
}

public sealed class DatabaseOptions
{
    /// <summary>Only <c>Sqlite</c> so far.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The largest size that the database file may grow to; 0 sets no limit. It keeps room on the disk for backups.</summary>
    public int MostMegabytes { get; set; }

    /// <summary>Below this there is hardly room for the tables.</summary>
    internal const int FewestMegabytes = 8;

    /// <summary>More pages SQLite cannot count.</summary>
    internal const int LargestMegabytes = 16_000_000;
}

/// <summary>Storage is not as it must be; the message says what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
