using static BreakupGuide.Tests.Features.Reflections.UnderstandingUser;

namespace BreakupGuide.Tests.Features.Reflections;

public sealed class UnderstandingPageTests(Site site) : IClassFixture<Site>
{
    private readonly UnderstandingUser anna = new(site);

    [Fact]
    public async Task What_was_named_stands_with_what_was_said_of_it_and_reasons_come_first()
    {
        await anna.WalksWhyAsync();
        await anna.WalksFixableAsync();

        var page = await anna.User.Browser.Open(Page);

        var parts = Parts(page);
        Assert.Equal("reasons", parts.Keys.First());
        // Of threads in the order in which they were named; the option that was taken along is one thing with the option.
        Assert.Equal(
            [
                "We never talked about Ben. do I believe it: Nobody can tell me",
                "the long winter where it lies: In the circumstances",
                "Our plans for life did not fit do I believe it: Yes where it lies: Between us",
                "Anna, I need room do I believe it: I am guessing",
            ],
            parts["reasons"]);
        Assert.Equal(["to be asked how it was with him: It was not there"], parts["needs"]);
        Assert.StartsWith("Notes", page.Title, StringComparison.Ordinal);
        Assert.Equal("What I understand now", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Every_sentence_leads_back_to_its_answer()
    {
        await anna.WalksWhyAsync();
        await anna.WalksFixableAsync();

        var links = (await anna.User.Browser.Open(Page)).QuerySelectorAll(".slip a").ToDictionary(a => a.TextContent.Trim(), a => a.GetAttribute("href")!);

        Assert.Equal($"/reflections/why-he-left/{anna.Why:N}/other-reason", links["We never talked about Ben."]);
        Assert.Equal($"/reflections/why-he-left/{anna.Why:N}/reasons-in-words", links["Anna, I need room"]);
        Assert.Equal($"/reflections/why-he-left/{anna.Why:N}/how-sure", links["I am guessing"]);
        Assert.Equal($"/reflections/can-it-be-fixed/{anna.Fixable:N}/causes", links["In the circumstances"]);
        Assert.Equal($"/reflections/can-it-be-fixed/{anna.Fixable:N}/needs", links["to be asked"]);
        foreach (var link in links.Values.Distinct()) Assert.NotNull((await anna.User.Browser.Open(link)).QuerySelector("h1#question"));
    }

    [Fact]
    public async Task What_was_named_in_an_older_run_leads_to_that_run()
    {
        await anna.WalksWhyAsync();
        var newer = Guid.NewGuid();
        await anna.Says(newer, "who-ended", ["choice", "i"]);
        await anna.Says(newer, "why-i-left", ["item.n0", "I was lonely"]);

        var page = await anna.User.Browser.Open(Page);

        Assert.Equal(["We never talked about Ben.", "I was lonely"], Parts(page)["reasons"]);
        Assert.Equal(
            $"/reflections/why-he-left/{anna.Why:N}/other-reason", page.QuerySelector(".slip a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_part_without_anything_says_what_fills_it()
    {
        await anna.WalksWhyAsync();

        var page = await anna.User.Browser.Open(Page);

        Assert.Empty(Parts(page)["needs"]);
        var section = page.QuerySelector("#needs")!.ParentElement!;
        Assert.Contains("What you need from somebody", section.TextContent, StringComparison.Ordinal);
        Assert.Equal("/reflections/can-it-be-fixed", section.QuerySelector("a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Before_there_is_anything_the_page_leads_to_the_three_walks(bool hasSpace)
    {
        if (hasSpace) await anna.User.Writes(Guid.NewGuid(), "only a page of the journal");

        var page = await anna.User.Browser.Open(Page);

        Assert.Contains("Nothing stands here yet.", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["/reflections/why-he-left", "/reflections/can-it-be-fixed", "/reflections/your-part"],
            page.QuerySelectorAll("main .link-list a").Select(a => a.GetAttribute("href")));
        Assert.Equal(!hasSpace, page.QuerySelector("main a[href='/unlock']") is not null);
    }

    [Fact]
    public async Task Nobody_sees_what_somebody_else_understands()
    {
        await anna.WalksWhyAsync();
        var other = new UnderstandingUser(site);
        await other.User.Writes(Guid.NewGuid(), "words of another");

        foreach (var address in new[] { Page, Others, "/understanding?on=2026-01-01" })
            Assert.DoesNotContain("Ben", await other.User.Sees(address), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_lies_in_the_bin_is_not_here()
    {
        await anna.WalksWhyAsync();
        using var deleted = await anna.User.Post($"/journal/{anna.Why}/delete");

        Assert.Contains("Nothing stands here yet.", await anna.User.Sees(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_journal_and_outcome_lead_here()
    {
        await anna.WalksWhyAsync();
        var walker = new Walker(anna.User.Browser);
        await walker.Open($"/reflections/why-he-left/{anna.Why}/check");
        await walker.Press("Finish");
        Assert.Equal(Page, walker.LinkTo("What I understand now"));

        foreach (var address in new[] { "/", "/journal" })
        {
            var link = (await anna.User.Browser.Open(address)).QuerySelector($"main a[href='{Page}']")!;
            Assert.StartsWith("What I understand now", link.TextContent, StringComparison.Ordinal);
        }
    }
}
