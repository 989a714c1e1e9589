using System.Net.Http.Json;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BreakupGuide.Tests.App;

/// <summary><c>/healthz</c>: what it says, to whom, and what it leaves alone.</summary>
public sealed class HealthTests : IDisposable
{
    private static readonly string[] Checks = ["stopping", "reading", "saving", "room", "backup"];

    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly StoreFaults store = new();
    private readonly FakeLoggerProvider heard = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Site site;
    private readonly TestUser guest;

    public HealthTests()
    {
        site = Start();
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task It_says_for_each_part_how_it_is_and_nothing_of_anybody()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "private words");
        using var response = await guest.Browser.Http.GetAsync("/healthz");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        var said = await Said();
        Assert.Equal(Checks, said.Checks.Select(c => c.Name));
        Assert.All(said.Checks.Where(c => c.Name != "room"), c => Assert.Equal("Healthy", c.Status));
        foreach (var secret in new[] { "otter", "private", site.DataDirectory, $"{entry}" }) Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_touches_no_session()
    {
        await guest.Keeps("otter");
        var before = await LastSeen();
        clock.MoveMinutes(14);
        using (await guest.Browser.Http.GetAsync("/healthz"))
        using (await guest.Browser.Http.GetAsync("/healthz/alive"))
        {
        }

        Assert.Equal(before, await LastSeen());
        clock.MoveMinutes(1);
        Assert.Null((await guest.Browser.Open("/")).QuerySelector("form#lock"));
    }

    [Fact]
    public async Task A_save_that_fails_is_said_until_one_works()
    {
        await guest.Keeps("otter");
        var token = await guest.Token();
        store.FillUp();
        using (var refused = await guest.Write(entry, StoreInTroubleTests.Long, token)) Assert.Equal(503, (int)refused.StatusCode);

        var saving = (await Said()).Checks.Single(c => c.Name == "saving");
        Assert.Equal("Degraded", saving.Status);
        Assert.Contains("no room is left", saving.Description, StringComparison.Ordinal);
        store.Recover();
        Assert.Equal("Degraded", (await Said()).Status);
        await guest.Writes(entry, StoreInTroubleTests.Long, token);

        Assert.Equal("Healthy", (await Said()).Checks.Single(c => c.Name == "saving").Status);
    }

    [Fact]
    public async Task A_database_that_cannot_be_read_is_503_and_the_program_is_alive_all_the_same()
    {
        _ = site.Services;
        store.Fail(10, _ => true);

        var said = await Said(503);
        Assert.Equal("Unhealthy", said.Status);
        Assert.Contains("cannot be read", said.Checks.Single(c => c.Name == "reading").Description, StringComparison.Ordinal);
        using (var alive = await site.Browse().Http.GetAsync("/healthz/alive")) Assert.Equal(200, (int)alive.StatusCode);
        Assert.DoesNotContain(heard.Collector.GetSnapshot(), l => l.Level == LogLevel.Error);
        store.Recover();
        Assert.Equal("Healthy", (await Said()).Checks.Single(c => c.Name == "reading").Status);
    }

    [SqliteFact]
    public async Task A_backup_that_is_overdue_is_said_once_the_program_has_had_the_time_to_make_one()
    {
        Assert.Equal("Healthy", await Backup());
        clock.Advance(TimeSpan.FromHours(2.1));
        Assert.Equal("Degraded", await Backup());
        site.Services.GetRequiredService<BackupSweep>().Sweep();
        Assert.Equal("Healthy", await Backup());
        clock.Advance(TimeSpan.FromHours(47.9));
        Assert.Equal("Healthy", await Backup());
        clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal("Degraded", await Backup());

        using var without = Start(("BreakupGuide:BackupHours", "0"));
        _ = without.Services;
        clock.Advance(TimeSpan.FromHours(100));
        Assert.Equal("Healthy", await Backup(without));
    }

    [Fact]
    public void A_disk_that_fills_up_is_said_before_it_is_full()
    {
        Assert.Equal(HealthStatus.Healthy, RoomCheck.Judge(RoomCheck.LeastBytes).Status);
        Assert.Equal(HealthStatus.Degraded, RoomCheck.Judge(RoomCheck.LeastBytes - 1).Status);
        Assert.Equal(new DriveInfo(site.DataDirectory).TotalSize > 0, site.Services.GetRequiredService<DataDirectory>().FreeBytes > 0);
    }

    [Fact]
    public async Task Whoever_asks_from_beside_the_program_is_not_sent_to_https()
    {
        using var secure = Start(("BreakupGuide:PublicUrl", "https://notes.example"));

        using var response = await secure.Browse().Http.GetAsync("/healthz");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    private Site Start(params (string Key, string Value)[] settings) => new(
        [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}"), .. settings],
        services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<ILoggerProvider>(heard);
            services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(store));
        });

    private async Task<Report> Said(int status = 200, Site? of = null)
    {
        using var response = await (of ?? site).Browse().Http.GetAsync("/healthz");
        Assert.Equal(status, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<Report>())!;
    }

    private async Task<string> Backup(Site? of = null) => (await Said(of: of)).Checks.Single(c => c.Name == "backup").Status;

    private async Task<DateTime> LastSeen()
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return (await database.Sessions.AsNoTracking().SingleAsync()).LastSeen;
    }

    private sealed record Report(string Status, IReadOnlyList<Part> Checks);

    private sealed record Part(string Name, string Status, string Description);
}
