using System.Net.Http.Json;
using AngleSharp.Dom;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Features.Reflections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace BreakupGuide.Tests.App;

/// <summary>A store that falls ill while the program runs: reading goes on, nothing that was typed is lost, and every page says what is wrong.</summary>
public sealed partial class StoreInTroubleTests : IDisposable
{
    private const string NoRoom = "There is no room left to store anything here at the moment.";
    private const string NotNow = "Nothing new can be stored here at the moment.";

    /// <summary>More than fits into a database that does not grow.</summary>
    internal static readonly string Long = string.Concat(Enumerable.Repeat("words that need room of their own ", 3000)).Trim();

    private readonly Clock clock = new(DateTimeOffset.UtcNow);
    private readonly StoreFaults store = new();
    private readonly FakeLoggerProvider heard = new();
    private readonly Guid entry = Guid.NewGuid();
    private readonly Site site;
    private readonly TestUser guest;

    public StoreInTroubleTests()
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
    [InlineData(true, NoRoom)]
    [InlineData(false, NotNow)]
    public async Task A_draft_is_refused_for_now_in_a_sentence_and_saved_later_under_the_same_number(bool isFull, string sentence)
    {
        await guest.Keeps("otter");
        var token = await guest.Token();
        await guest.Writes(entry, "before", token);
        FallIll(isFull);

        using (var refused = await guest.Write(entry, Long, token, isOpen: true, sequence: 2, seen: 1))
        {
            Assert.Equal(503, (int)refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.StartsWith(sentence, Assert.Single((await refused.Content.ReadFromJsonAsync<Refusal>())!.Messages), StringComparison.Ordinal);
        }

        Assert.True(await guest.CanRead(entry, "before"));
        store.Recover();
        Assert.Equal(2, (await guest.Writes(entry, Long, token, sequence: 2, seen: 1)).Version);
        Assert.Equal(2, (await guest.Writes(entry, Long, token, sequence: 2, seen: 1)).Version);
        Assert.True(await guest.CanRead(entry, Long));
    }

    [Fact]
    public async Task An_answer_is_refused_for_now_and_saved_later_under_the_same_number()
    {
        await guest.Keeps("otter");
        var token = await guest.Token();
        store.TurnReadOnly();
        using (var refused = await guest.Answer(entry, "who-ended", [["choice", "he"]], token)) Assert.Equal(503, (int)refused.StatusCode);

        store.Recover();
        using var saved = await guest.Answer(entry, "who-ended", [["choice", "he"]], token);
        Assert.Equal(1, (await Acknowledged.In(saved)).Version);
    }

    // At each step of the way: the space, the words, the session.
    [Theory]
    [InlineData("INSERT INTO \"Spaces\"")]
    [InlineData("INSERT INTO \"Entries\"")]
    [InlineData("INSERT INTO \"Sessions\"")]
    public async Task First_words_that_cannot_be_stored_leave_no_space_behind_that_nobody_can_open(string statement)
    {
        var token = await guest.Token();
        store.Fail(13, s => s.Contains(statement, StringComparison.Ordinal));

        using (var refused = await guest.Write(entry, "first words", token))
        {
            Assert.Equal(503, (int)refused.StatusCode);
            Assert.StartsWith(NoRoom, Assert.Single((await refused.Content.ReadFromJsonAsync<Refusal>())!.Messages), StringComparison.Ordinal);
        }

        Assert.Null(guest.SpaceCookie);
        await using (var database = Context()) Assert.Empty(database.Spaces);
        store.Recover();
        await guest.Writes(entry, "first words", token);
        Assert.True(await guest.CanRead(entry, "first words"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_journals_form_comes_back_with_the_words(bool isFull, bool isKept)
    {
        if (isKept) await guest.Keeps("otter");
        var form = FormOf(await guest.Browser.Open("/journal/new"));
        FallIll(isFull);

        var page = await Sent(form, ("words", Long), ("title", "A long night"), ("mood", "low"));

        Assert.StartsWith(isFull ? NoRoom : NotNow, page.QuerySelector("main [role=alert]")!.TextContent.Trim(), StringComparison.Ordinal);
        form = FormOf(page);
        Assert.Equal(Long, form.QuerySelector("textarea")!.TextContent);
        Assert.Equal("A long night", form.QuerySelector("input[name=title]")!.GetAttribute("value"));
        store.Recover();
        var shown = await guest.Browser.SendAndOpen(form);
        Assert.Contains("A long night", shown.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Long, shown.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_saved_are_shown_although_the_last_step_fails()
    {
        await guest.Keeps("otter");
        var form = FormOf(await guest.Browser.Open("/journal/new"));
        // The words make the entry; the step after it changes the entry.
        store.Fail(13, s => s.Contains("UPDATE \"Entries\"", StringComparison.Ordinal));

        var shown = await guest.Browser.SendAndOpen(form, ("words", "saved all the same"));

        Assert.Contains("saved all the same", shown.QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_questions_form_comes_back_with_the_words(bool isFull)
    {
        var walker = await AtTheText();
        FallIll(isFull);
        var words = Long[..20_000];

        await walker.Send("continue", ("text", words));

        Assert.StartsWith(isFull ? NoRoom : NotNow, walker.Page.QuerySelector("#messages[role=alert] > .error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(words, walker.Form.QuerySelector("textarea")!.TextContent);
        store.Recover();
        await walker.Send("continue");
        Assert.EndsWith("/came-instead", walker.Address, StringComparison.Ordinal);
        await walker.Send("back");
        Assert.Equal(words, walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task A_questions_form_comes_back_although_the_walk_cannot_even_be_read()
    {
        var walker = await AtTheText();
        store.Fail(10, s => s.Contains("FROM \"Entries\"", StringComparison.Ordinal));

        await walker.Send("continue", ("text", "typed before the disk broke"));

        Assert.StartsWith(
            "The disk of this place does not work", walker.Page.QuerySelector("#messages[role=alert] > .error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("typed before the disk broke", walker.Form.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task The_first_answer_of_all_comes_back_too()
    {
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/why-he-left/start");
        store.TurnReadOnly();

        await walker.Send("continue", ("choice", "he"));

        Assert.StartsWith(NotNow, walker.Page.QuerySelector("#messages[role=alert] > .error")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("he", walker.Form.QuerySelector("input[name=choice][checked]")!.GetAttribute("value"));
    }

    private void FallIll(bool isFull)
    {
        if (isFull) store.FillUp();
        else store.TurnReadOnly();
    }

    private async Task<Walker> AtTheText()
    {
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/why-he-left/start");
        await walker.Answer(["i"]);
        for (var step = 0; !walker.Address.EndsWith("/hoped-for", StringComparison.Ordinal) && step < 30; step++) await walker.Send("skip");
        return walker;
    }

    private static IElement FormOf(IDocument page) => page.QuerySelector("form[data-draft]")!;

    /// <summary>The page that comes back instead of one to go on to.</summary>
    private async Task<IDocument> Sent(IElement form, params (string Name, string Value)[] filled)
    {
        using var response = await guest.Browser.Send(form, filled);
        Assert.Equal(200, (int)response.StatusCode);
        return await Browser.Read(response);
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

    private AppDbContext Context() => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private sealed record Refusal(IReadOnlyList<string> Messages);
}
