namespace BreakupGuide.Data;

/// <summary>
/// Remembers which trouble the store is in, for <c>/healthz</c>: it is told of each failure, and of each save that worked.
/// One trouble is one line in the log, however many requests meet it.
/// </summary>
public sealed partial class StorageWatch(TimeProvider clock, ILogger<StorageWatch> logger)
{
    private readonly Lock gate = new();
    private StorageTrouble? trouble;
    private DateTime since;

    /// <summary>The trouble that was met since the last good save, and when (UTC); null when there was none.</summary>
    public (StorageTrouble Trouble, DateTime Since)? Met
    {
        get
        {
            lock (gate) return trouble is null ? null : (trouble, since);
        }
    }

    public void Failed(StorageTrouble met)
    {
        lock (gate)
        {
            if (trouble?.Kind == met.Kind) return;
            (trouble, since) = (met, clock.GetUtcNow().UtcDateTime);
        }

        LogTrouble(met.Finding, met.Code);
    }

    /// <summary>Words were stored.</summary>
    public void Saved() => Clear(_ => true);

    /// <summary>Does a write without which a request goes on all the same.</summary>
    /// <param name="isHurried">It waits a moment only (<see cref="AppDbContext.HurryAsync"/>): that somebody else is writing is no trouble.</param>
    /// <returns>False when the store was in trouble, or busy.</returns>
    public async Task<bool> TryAsync(Func<Task> write, bool isHurried = false)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } met)
        {
            if (!isHurried || met.Kind != TroubleKind.Busy) Failed(met);
            return false;
        }

        // Something small fits in although there is no room for words, and on a bad disk the next write may fail.
        Clear(kind => kind is TroubleKind.Busy or TroubleKind.ReadOnly);
        return true;
    }

    private void Clear(Func<TroubleKind, bool> isOver)
    {
        lock (gate)
        {
            if (trouble is null || !isOver(trouble.Kind)) return;
            trouble = null;
        }

        LogOver();
    }

    [LoggerMessage(LogLevel.Warning, "Storing does not work: {Finding} ({Code}). It is not said again before it is over.")]
    private partial void LogTrouble(string finding, string code);

    [LoggerMessage(LogLevel.Information, "Storing works again.")]
    private partial void LogOver();
}
