using BreakupGuide.App;
using BreakupGuide.Data;
using BreakupGuide.Spaces.SignIn;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Features.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.App;

/// <summary>What the program counts of itself. That nothing personal is in it, once it is sent, is looked for by CanaryTests.</summary>
public sealed class TelemetryTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Saves_are_counted_by_what_became_of_them()
    {
        using var site = new Site();
        var user = new TestUser(site);
        using var saves = site.Services.Collect<long>("breakupguide.saves");
        using var durations = site.Services.Collect<double>("breakupguide.save.duration");
        await user.Writes(Guid.NewGuid(), "Once.");

        var counted = saves.Counted("outcome");
        Assert.Equal(new() { ["saved"] = 1 }, counted);
        Assert.Equal(counted.Values.Sum(), durations.GetMeasurementSnapshot().Count);
    }

    [Fact]
    public async Task Tries_to_unlock_are_counted()
    {
        using var site = new Site();
        var guest = new TestUser(site);
        using var unlocks = site.Services.Collect<long>("breakupguide.unlocks");
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        (await guest.Browser.Send(form, ("Input.Name", "Nobody"), ("Input.Passphrase", "moss lantern quiet harbour"))).Dispose();

        Assert.Equal(new() { ["wrong"] = 1 }, unlocks.Counted("outcome"));
    }

    [Fact]
    public async Task What_is_beyond_a_limit_is_counted_by_its_kind()
    {
        using var site = new Site([("BreakupGuide:Limits:SignIns:Burst", "1"), ("BreakupGuide:Limits:SignIns:PerMinute", "1")]);
        var guest = new TestUser(site);
        using var refusals = site.Services.Collect<long>("breakupguide.refusals");
        var form = (await guest.Browser.Open("/unlock")).QuerySelector("main form")!;
        for (var tries = 0; tries < 3; tries++)
            (await guest.Browser.Send(form, ("Input.Name", "Nobody"), ("Input.Passphrase", "moss lantern quiet harbour"))).Dispose();

        Assert.Equal(new() { ["SignIn"] = 2 }, refusals.Counted("kind"));
    }

    [SqliteFact]
    public async Task Open_spaces_and_what_is_swept_are_counted_and_the_age_of_the_backup_is_known()
    {
        using var site = new Site([("BreakupGuide:BackupHours", "48")], services => services.AddSingleton<TimeProvider>(clock));
        await new JournalUser(site).Keeps("Ilse");
        await new JournalUser(site).Writes("A visitor's.");
        using var open = site.Services.Collect<double>("breakupguide.spaces.open");
        using var age = site.Services.Collect<double>("breakupguide.backup.age");
        using var swept = site.Services.Collect<long>("breakupguide.swept");
        open.RecordObservableInstruments();
        age.RecordObservableInstruments();
        Assert.Equal(new() { ["visitor"] = 1, ["kept"] = 1 }, open.Counted("kind"));
        Assert.Empty(age.GetMeasurementSnapshot());

        site.Services.GetRequiredService<BackupSweep>().Sweep();
        clock.Advance(TimeSpan.FromHours(25));
        await site.Services.GetRequiredService<SessionSweep>().SweepAsync(default);
        age.RecordObservableInstruments();
        Assert.Equal(25 * 3600, age.LastMeasurement!.Value);
        Assert.Equal(1, swept.Counted("kind")["visitors"]);
    }

    [Fact]
    public async Task A_collector_that_is_no_address_is_said_at_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("breakupguide-telemetry-").FullName;
        var (code, error, _) = await BuiltProgram.StartAsync(folder, [(Telemetry.Endpoint, "here")]);
        Directory.Delete(folder, recursive: true);

        Assert.Equal(1, code);
        Assert.Contains($"{Telemetry.Endpoint} must be an address", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_JSON_where_it_is_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory("breakupguide-telemetry-").FullName;
        var (_, _, output) = await BuiltProgram.StartAsync(folder, [("Logging__Console__FormatterName", "json")]);
        Directory.Delete(folder, recursive: true);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
    }
}
