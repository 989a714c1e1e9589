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

    /// <summary>Keys that sign cookies and form tokens.</summary>
    public string Keys => Path.Combine(FullPath, "keys");

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
