using System.Globalization;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data;

/// <summary>
/// Makes a backup every so many hours and keeps the newest ones. Looks once an hour, so that a program that is often restarted makes them, too.
/// </summary>
internal sealed partial class BackupSweep(
    DataDirectory directory, DatabaseEngine engine, IOptions<StorageOptions> options, TimeProvider clock, ILogger<BackupSweep> logger) : BackgroundService
{
    private const string Prefix = "daily-";
    private const string Stamp = "yyyyMMdd-HHmmss";

    private readonly DateTime began = clock.GetUtcNow().UtcDateTime;

    private bool IsMeant => engine.IsBackedUpHere && options.Value.BackupHours > 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) Sweep();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping.
        }
    }

    /// <summary>
    /// Makes a backup when the newest is old enough, then deletes those beyond the number to keep. Backups from before an upgrade are left alone.
    /// </summary>
    internal void Sweep()
    {
        if (!IsMeant) return;
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (Newest(now) is { } newest && now - newest < TimeSpan.FromHours(options.Value.BackupHours)) return;
            engine.BackUp(Path.Combine(directory.Backups, $"{Prefix}{now.ToString(Stamp, CultureInfo.InvariantCulture)}.db"));
            foreach (var old in All(now).SkipLast(options.Value.BackupsKept)) File.Delete(old);
            // What a killed program left of one. Of these names only we make any.
            foreach (var half in Directory.GetFiles(directory.Backups, Prefix + "*.unfinished")) File.Delete(half);
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            // The next hour tries again; /healthz tells how old the newest backup is.
            LogFailed(exception);
        }
    }

    /// <summary>
    /// Whether the newest backup is older than twice the hours that it should be, although the program has run long enough to try more than once.
    /// </summary>
    internal bool IsLate()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var hours = options.Value.BackupHours;
        return IsMeant && (now - began).Duration() > TimeSpan.FromHours(2) && !(Age() <= TimeSpan.FromHours(2 * hours));
    }

    /// <summary>Of the newest scheduled backup; null when there is none.</summary>
    internal TimeSpan? Age()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return engine.IsBackedUpHere ? now - Newest(now) : null;
    }

    /// <summary>When the newest scheduled backup was made (UTC); null when there is none.</summary>
    private DateTime? Newest(DateTime now) => All(now) is [.., var file] && MadeAt(file) is { } made && made <= now ? made : null;

    // The oldest first. What bears a time that is still to come was made by a clock that has been set back since: it must not pass for the newest.
    private IReadOnlyList<string> All(DateTime now) => Directory.Exists(directory.Backups)
        ? [.. Directory.GetFiles(directory.Backups, Prefix + "*.db").OrderBy(f => MadeAt(f) <= now).ThenBy(f => f, StringComparer.Ordinal)]
        : [];

    private static DateTime? MadeAt(string file)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var name = Path.GetFileNameWithoutExtension(file);
        return DateTime.TryParseExact(name[Prefix.Length..], Stamp, CultureInfo.InvariantCulture, Utc, out var made) ? made : null;
    }

    [LoggerMessage(LogLevel.Error, "The backup failed; it is tried again in an hour.")]
    private partial void LogFailed(Exception exception);
}
