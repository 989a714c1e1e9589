using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.App;

/// <summary>A node that was asked to stop says so, answers for a while, and lets no new live page in.</summary>
public sealed class StoppingTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly Site site;

    public StoppingTests() =>
        site = new Site([("BreakupGuide:StopAfterSeconds", "20")], services => services.AddSingleton<TimeProvider>(clock));

    public void Dispose()
    {
        // It waits here, too, and its clock goes only when it is told to.
        var gone = Task.Run(site.Dispose);
        while (!gone.Wait(TimeSpan.FromMilliseconds(10))) clock.Advance(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task It_goes_on_answering_and_says_that_it_is_about_to_stop()
    {
        using var http = new HttpClient { BaseAddress = site.Serve() };
        Assert.Contains("\"stopping\",\"status\":\"Healthy\"", await http.GetStringAsync("/healthz"), StringComparison.Ordinal);

        Assert.Contains("Healthy", await http.GetStringAsync("/healthz/ready"), StringComparison.Ordinal);

        site.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        using (var health = await http.GetAsync("/healthz")) Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        using (var ready = await http.GetAsync("/healthz/ready")) Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        using (var live = await http.GetAsync("/_blazor?id=none")) Assert.Equal(HttpStatusCode.ServiceUnavailable, live.StatusCode);
        Assert.Contains("BreakupGuide", await http.GetStringAsync("/privacy"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Healthy", await http.GetStringAsync("/healthz/alive"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_as_long_as_it_was_told_to()
    {
        using var http = new HttpClient { BaseAddress = site.Serve() };
        using var alive = await http.GetAsync("/healthz/alive");
        var host = site.Services.GetRequiredService<IHost>();

        var stopping = host.StopAsync();
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz/alive")).StatusCode);
        Assert.False(stopping.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        await stopping;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync("/healthz/alive"));
    }
}
