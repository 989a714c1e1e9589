using BreakupGuide.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BreakupGuide.Tests.Data;

/// <summary>Sweeps wait for the program: one that cannot start has taken its services away again while they would still be at work.</summary>
public sealed class PeriodicSweepTests
{
    [Fact]
    public async Task A_program_that_cannot_start_sweeps_nothing()
    {
        using var host = Host(services => services.AddHostedService<CannotStart>());

        await Assert.ThrowsAsync<IOException>(() => host.StartAsync());

        Assert.Equal(0, host.Services.GetRequiredService<CountedSweep>().Times);
        await host.StopAsync();
        Assert.Equal((0, 0), (host.Services.GetRequiredService<CountedSweep>().Times, host.Services.GetRequiredService<CountedSweep>().Ends));
    }

    [Fact]
    public async Task Once_it_has_started_it_sweeps_and_ends_with_the_program()
    {
        using var host = Host(_ => { });
        await host.StartAsync();
        var sweep = host.Services.GetRequiredService<CountedSweep>();
        await sweep.Swept.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await host.StopAsync();

        Assert.Equal((1, 1), (sweep.Times, sweep.Ends));
    }

    private static IHost Host(Action<IServiceCollection> more)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<CountedSweep>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CountedSweep>());
        more(builder.Services);
        return builder.Build();
    }

    private sealed class CannotStart : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new IOException("The port is in use.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class CountedSweep(IHostApplicationLifetime program, TimeProvider clock) : PeriodicSweep(TimeSpan.FromHours(1), program, clock)
    {
        public int Times { get; private set; }

        public int Ends { get; private set; }

        protected override TimeSpan AfterStart => TimeSpan.Zero;

        public TaskCompletionSource Swept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override Task SweepAsync(CancellationToken cancel)
        {
            Times++;
            Swept.TrySetResult();
            return Task.CompletedTask;
        }

        protected override Task EndAsync()
        {
            Ends++;
            return Task.CompletedTask;
        }

        protected override void LogFailed(Exception exception) => Assert.Fail(exception.Message);
    }
}
