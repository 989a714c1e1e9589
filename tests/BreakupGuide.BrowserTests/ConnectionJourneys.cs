using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>The circuit's connection: how it begins, what is said when it is lost, and that forms do without it.</summary>
public sealed class ConnectionJourneys
{
    private const string Question = "/reflections/why-he-left/start";

    /// <summary>For what happens at the next try to connect: one comes every five seconds.</summary>
    private static readonly LocatorAssertionsToBeVisibleOptions Soon = new() { Timeout = 60_000 };

    [Fact]
    public async Task One_request_becomes_the_connection_and_nothing_is_negotiated()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(new Uri(request.Url).AbsolutePath);
        page.WebSocket += (_, socket) => asked.Enqueue($"socket {new Uri(socket.Url).PathAndQuery}");
        await page.GotoAsync(Question);
        await PolicyJourney.AliveAsync(page);

        Assert.Equal(["socket /_blazor"], asked.Where(a => a.Contains("_blazor", StringComparison.Ordinal) && a != "/_blazor/initializers"));
    }

    [Fact]
    public async Task Where_no_web_socket_gets_through_the_page_says_so_and_its_form_posts()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        await page.RouteWebSocketAsync(IsCircuit, socket => _ = socket.CloseAsync());
        await page.GotoAsync(Question);
        await Expect(Stopped(page)).ToBeVisibleAsync();
        var question = await page.Locator("h1").InnerTextAsync();
        await page.Locator("input[type=radio]").First.CheckAsync();
        await page.ThroughAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync());

        Assert.NotEqual(question, await page.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task A_lost_connection_is_said_in_one_line_and_comes_back_by_itself()
    {
        await using var site = await SharedSite.VisitAsync();
        var page = await site.NewPageAsync();
        var isUp = true;
        var live = new ConcurrentQueue<IWebSocketRoute>();
        await page.RouteWebSocketAsync(IsCircuit, socket =>
        {
            if (!isUp) _ = socket.CloseAsync();
            else foreach (var end in new[] { socket, socket.ConnectToServer() }) live.Enqueue(end);
        });
        await page.GotoAsync(Question);
        await PolicyJourney.AliveAsync(page);

        isUp = false;
        foreach (var end in live) await end.CloseAsync();
        await Expect(page.GetByText("The connection is lost for the moment.")).ToBeVisibleAsync();
        // The first tries to connect have failed.
        await page.UntilAsync("() => document.getElementById('blazor-error-ui').style.display === 'block'");
        await Expect(Stopped(page)).ToBeHiddenAsync();
        await page.Locator("input[type=radio]").First.CheckAsync();
        await Expect(page.Locator("[data-draft-status]")).ToContainTextAsync("Saved ");

        isUp = true;
        await Expect(page.GetByText("The connection is lost for the moment.")).ToBeHiddenAsync(new() { Timeout = Soon.Timeout });
        await Expect(Stopped(page)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task After_a_restart_of_the_program_the_page_is_loaded_again_when_the_person_says_so()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync();
        await page.GotoAsync(Question);
        await PolicyJourney.AliveAsync(page);
        await page.EvaluateAsync("() => window.isOldPage = true");

        await site.KillAsync();
        await Expect(page.GetByText("The connection is lost for the moment.")).ToBeVisibleAsync();
        await site.StartAgainAsync();
        var again = page.GetByRole(AriaRole.Button, new() { Name = "Load the page again" });
        await Expect(again).ToBeVisibleAsync(Soon);
        await Expect(Stopped(page)).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isOldPage"));

        await page.ThroughAsync(() => again.ClickAsync());
        await PolicyJourney.AliveAsync(page);
        await Expect(again).ToBeHiddenAsync();
    }

    private static ILocator Stopped(IPage page) => page.GetByText("Some parts of this page have stopped");

    private static bool IsCircuit(string address) => new Uri(address).AbsolutePath == "/_blazor";
}
