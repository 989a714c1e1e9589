using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BreakupGuide.Tests.App;

/// <summary>A store that can no longer be written, or not even read: what is there stays readable, and the log says once what is wrong.</summary>
public sealed class ReadingInTroubleTests : IDisposable
{
    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly StoreFaults store = new();
    private readonly FakeLoggerProvider heard = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Site site;
    private readonly TestUser guest;

    public ReadingInTroubleTests()
    {
        site = new(
            [("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")],
            services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<ILoggerProvider>(heard);
                services.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(store));
            });
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reading_goes_on_and_the_log_says_once_what_is_wrong(bool isFull)
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "words to read");
        FallIll(isFull);
        for (var i = 0; i < 3; i++)
        {
            clock.MoveMinutes(2);
            foreach (var path in new[] { "/", "/journal", $"/journal/{entry}", $"/journal/{entry}/edit", "/reflections", "/settings", "/guides", "/help" })
                await guest.Browser.Open(path);
        }

        Assert.True(await guest.CanRead(entry, "words to read"));
        // What is full still takes a time of last use.
        if (isFull) Assert.Empty(OursAndErrors());
        else AssertOneWarning("the database cannot be written to");
    }

    [Fact]
    public async Task Pages_for_everybody_and_the_help_are_there_although_nothing_can_be_read()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "words to read");
        site.Services.GetRequiredService<OpenSpaces>().Dispose();
        store.Fail(10, _ => true);

        foreach (var path in new[] { "/help", "/guides", "/guides/why-did-he-leave", "/privacy" }) await guest.Browser.Open(path);
        var page = await guest.Browser.Open($"/journal/{entry}", 503);

        Assert.Contains(
            "The disk of this place does not work as it should at the moment. Nothing was changed.",
            page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        AssertOneWarning("reading or writing failed");
        store.Recover();
        Assert.True(await guest.CanRead(entry, "words to read"));
    }

    private void FallIll(bool isFull)
    {
        if (isFull) store.FillUp();
        else store.TurnReadOnly();
    }

    private void AssertOneWarning(string finding)
    {
        var line = Assert.Single(OursAndErrors());
        Assert.Equal((LogLevel.Warning, null), (line.Level, line.Exception));
        Assert.Contains(finding, line.Message, StringComparison.Ordinal);
    }

    // The framework warns of what a test's server does not have.
    private IEnumerable<FakeLogRecord> OursAndErrors() => heard.Collector.GetSnapshot()
        .Where(l => l.Level > LogLevel.Warning || (l.Level == LogLevel.Warning && l.Category!.StartsWith("BreakupGuide", StringComparison.Ordinal)));
}
