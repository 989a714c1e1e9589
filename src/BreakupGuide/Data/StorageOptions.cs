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

    public SigningOptions Signing { get; set; } = new();
}

/// <summary>The secret that the keys which sign cookies are sealed with. All nodes on one database have the same.</summary>
public sealed class SigningOptions
{
    /// <summary>At least 32 random bytes, as base64: <c>openssl rand -base64 32</c>.</summary>
    public string? Secret { get; set; }

    /// <summary>A file that holds it. Where neither is named it is <c>keys/secret</c> in the data directory, which the first start makes.</summary>
    public string? SecretFile { get; set; }
}

public sealed class DatabaseOptions
{
    /// <summary><c>Sqlite</c> or <c>PostgreSQL</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Where PostgreSQL is, as Npgsql writes it: <c>Host=…;Database=…;Username=…;Password=…</c>. SQLite needs none.</summary>
    public string? ConnectionString { get; set; }

    internal bool IsPostgres => string.Equals(Provider, "PostgreSQL", StringComparison.OrdinalIgnoreCase);

    /// <summary>The largest size that SQLite's file may grow to; 0 sets no limit. It keeps room on the disk for backups.</summary>
    public int MostMegabytes { get; set; }

    /// <summary>Below this there is hardly room for the tables.</summary>
    internal const int FewestMegabytes = 8;

    /// <summary>More pages SQLite cannot count.</summary>
    internal const int LargestMegabytes = 16_000_000;
}

/// <summary>Storage is not as it must be; the message says what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
