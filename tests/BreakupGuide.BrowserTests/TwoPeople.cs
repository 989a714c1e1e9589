using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

public sealed class TwoPeople
{
    [Fact]
    public async Task Two_people_cannot_see_each_others_entries()
    {
        await using var site = await SharedSite.VisitAsync();
        var anna = await site.NewPageAsync();
        await anna.CreateSpaceAsync("Anna");
        await anna.GotoAsync("/journal/new");
        await anna.GetByLabel("Your words").FillAsync("Only Anna knows about the lighthouse.");
        await anna.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(anna.GetByRole(AriaRole.Main)).ToContainTextAsync("lighthouse");
        var entry = new Uri(anna.Url).AbsolutePath;
        await anna.GotoAsync("/reflections/why-he-left/start");
        var first = await anna.Locator("h1").InnerTextAsync();
        await anna.Locator("input[type=radio]").First.CheckAsync();
        await anna.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        await Expect(anna.Locator("h1")).Not.ToHaveTextAsync(first);
        var question = new Uri(anna.Url).AbsolutePath;

        var berta = await site.NewPageAsync();
        await berta.CreateSpaceAsync("Berta");
        var run = question[..question.LastIndexOf('/')];
        foreach (var address in new[] { entry, $"{entry}/edit", question, $"{run}/check", $"{run}/outcome" })
        {
            var response = await berta.GotoAsync(address);
            Assert.True(response!.Status == 404, $"{address} answered {response.Status}");
            Assert.DoesNotContain("lighthouse", await berta.ContentAsync(), StringComparison.Ordinal);
        }

        await berta.GotoAsync("/journal/new");
        await berta.GetByLabel("Your words").FillAsync("Berta likes trains.");
        await berta.ThroughAsync(() => berta.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
        await berta.GotoAsync("/journal");
        await Expect(berta.GetByRole(AriaRole.Main)).ToContainTextAsync("trains");
        await Expect(berta.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("lighthouse");
        await berta.GetByLabel("Search your journal").FillAsync("lighthouse");
        await berta.Keyboard.PressAsync("Enter");
        await Expect(berta.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("trains");
        await Expect(berta.Locator("main a[href*='" + entry + "']")).ToHaveCountAsync(0);

        // Anna's are still there for Anna.
        await anna.GotoAsync(entry);
        await Expect(anna.GetByRole(AriaRole.Main)).ToContainTextAsync("lighthouse");
    }
}
