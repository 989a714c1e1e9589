using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>
/// A program that is asked to stop goes on answering for a while, where that is configured: whoever watches it sees that it is about to go, and sends people to
/// another node, before anybody finds the door shut.
/// </summary>
internal sealed class Stopping(IOptions<TransportOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken) =>
        await Task.Delay(TimeSpan.FromSeconds(options.Value.StopAfterSeconds), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Unhealthy from the moment on at which the program was asked to stop.</summary>
internal sealed class StoppingCheck(IHostApplicationLifetime program) : IHealthCheck
{
    public const string Name = "stopping";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        program.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("The program is about to stop.")
            : HealthCheckResult.Healthy("The program is not about to stop."));
}
