using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BreakupGuide.Data;

/// <summary>Without it there is nothing to show but the guides.</summary>
internal sealed class ReadingCheck(IDbContextFactory<AppDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await database.HurryAsync(cancellationToken);
            await database.Spaces.AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database can be read.");
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            return HealthCheckResult.Unhealthy($"The database cannot be read: {trouble.Finding}.");
        }
    }
}

/// <summary>
/// Only degraded: a proxy that took the program out of service would take the reading away, too, and no save could ever show that it is over.
/// </summary>
internal sealed class SavingCheck(StorageWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        watch.Met is var (trouble, since)
            ? HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture, $"Storing failed at {since:yyyy-MM-dd HH:mm} UTC and has not been seen to work since: {trouble.Finding}."))
            : HealthCheckResult.Healthy("No save has failed since the last one that worked."));
}

internal sealed class RoomCheck(DataDirectory directory) : IHealthCheck
{
    internal const long LeastBytes = 200L * 1024 * 1024;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Judge(directory.FreeBytes));

    internal static HealthCheckResult Judge(long free) => free < LeastBytes
        ? HealthCheckResult.Degraded("Less than 200 MB are free on the data directory's disk.")
        : HealthCheckResult.Healthy("There is room on the data directory's disk.");
}

internal sealed class BackupCheck(BackupSweep backups) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        backups.IsLate()
            ? HealthCheckResult.Degraded("The newest backup is older than twice BackupHours, or there is none.")
            : HealthCheckResult.Healthy("Nothing is overdue."));
}
