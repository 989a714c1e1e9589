namespace BreakupGuide.Data;

/// <summary>
/// Held as long as this program works on its data directory: two programs on one directory
/// would undo each other's work, and a restore under a running one would destroy both.
/// </summary>
/// <remarks>The operating system lets go of it when the program ends, however it ends.</remarks>
internal sealed class RunningLock : IDisposable
{
    private readonly FileStream held;
    private readonly DatabaseEngine engine;

    /// <exception cref="StorageException">Another program holds it.</exception>
    public RunningLock(DataDirectory directory, DatabaseEngine engine)
    {
        this.engine = engine;
        try
        {
            held = new FileStream(Path.Combine(directory.FullPath, "running"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new StorageException($"Another BreakupGuide is running on {directory.FullPath}. Stop it first.", exception);
        }
    }

    public void Dispose()
    {
        engine.LetGo();
        held.Dispose();
    }
}
