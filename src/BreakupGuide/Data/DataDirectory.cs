namespace BreakupGuide.Data;

/// <summary>The data directory as a full path: made and tested once when the program starts.</summary>
public sealed class DataDirectory
{
    /// <exception cref="StorageException">The folder cannot be made or written to.</exception>
    public DataDirectory(string path)
    {
        FullPath = Path.GetFullPath(path);
        try
        {
            Create(FullPath);
            Create(Keys);
            Create(Backups);
            // Files that were being brought in lay here until the database took them; their keys are gone.
            if (Path.Combine(FullPath, "arriving") is var arriving && Directory.Exists(arriving)) Directory.Delete(arriving, recursive: true);
            var probe = Path.Combine(FullPath, ".writable");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"BreakupGuide:DataDirectory is {FullPath}, and nothing can be written there.", exception);
        }
    }

    public string FullPath { get; }

    public string Database => Path.Combine(FullPath, "breakupguide.db");

    internal long FreeBytes => new DriveInfo(FullPath).AvailableFreeSpace;

    /// <summary>Keys that sign cookies and form tokens.</summary>
    public string Keys => Path.Combine(FullPath, "keys");

    /// <summary>Scheduled backups, and those made before an upgrade. Better moved elsewhere now and then: this folder lies on the same disk.</summary>
    public string Backups => Path.Combine(FullPath, "backups");

    /// <summary>Says into which database a move was begun; gone when it is finished.</summary>
    internal string Moving => Path.Combine(FullPath, "moving");

    /// <summary>Locks and the write-ahead log do not work over a network.</summary>
    /// <exception cref="StorageException">The folder lies on a network file system.</exception>
    internal void RefuseNetwork() => RefuseNetwork(new DriveInfo(FullPath).DriveType);

    internal void RefuseNetwork(DriveType drive)
    {
        if (drive == DriveType.Network)
            throw new StorageException(
                $"BreakupGuide:DataDirectory is {FullPath}, which lies on a network file system. SQLite would lose words there: choose a local disk.");
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
