using System.Net;
using static BreakupGuide.Tests.Features.Reflections.UnderstandingUser;

namespace BreakupGuide.Tests.Features.Reflections;

public sealed class UnderstandingForOthersTests(Site site) : IClassFixture<Site>
{
    private readonly UnderstandingUser anna = new(site);

    [Fact]
    public async Task Somebody_else_sees_neither_buttons_nor_links_nor_what_is_still_empty()
    {
        await anna.WalksWhyAsync();

        var page = await anna.User.Browser.Open(Others);

        Assert.Equal(["reasons"], Parts(page).Keys);
        Assert.Equal(3, Parts(page)["reasons"].Length);
        Assert.Empty(page.QuerySelectorAll(".slip a, .slip button"));
        Assert.Contains("Other words may still tell who somebody is", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_only_for_oneself_is_left_out_wherever_it_stands_until_the_mark_is_taken_off()
    {
        await anna.WalksWhyAsync();
        await anna.WalksFixableAsync();
        // The same words in another list are another thread.
        await anna.Says(anna.Fixable, "needs", ["item.n0", "to be asked"], ["item.n1", "our plans for life did not fit"]);

        var marked = await anna.PressAsync("Our plans for life did not fit");
        var button = marked.QuerySelectorAll("button[form]").Single(b => b.TextContent.Trim() == "Only for me: Our plans for life did not fit");
        Assert.Equal("true", button.GetAttribute("aria-pressed"));
        Assert.Contains(Parts(marked)["reasons"], r => r.StartsWith("Our plans", StringComparison.Ordinal));
        Assert.DoesNotContain("our plans", await anna.User.Sees(Others), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("the long winter", await anna.User.Sees(Others), StringComparison.Ordinal);

        await anna.PressAsync("Our plans for life did not fit");
        Assert.Contains("Our plans", await anna.User.Sees(Others), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_leads_back_to_its_part_and_names_no_words()
    {
        await anna.WalksWhyAsync();
        var page = await anna.User.Browser.Open(Page);
        var button = page.QuerySelector("button[form=only-for-me]")!;

        using var response = await anna.User.Browser.Send(
            page.QuerySelector("form#only-for-me")!, (button.GetAttribute("name")!, button.GetAttribute("value")!));

        Assert.Equal("/understanding#reasons", response.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("reasons")]
    [InlineData("reasons <script>")]
    [InlineData("reasons Anna")]
    public async Task What_is_no_id_is_not_kept(string value)
    {
        await anna.WalksWhyAsync();
        var form = (await anna.User.Browser.Open(Page)).QuerySelector("form#only-for-me")!;

        using var response = await anna.User.Browser.Send(form, ("mark", value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Names_become_their_first_letter_and_stand_so_for_everybody_else_only()
    {
        await anna.WalksWhyAsync();
        var form = (await anna.User.Browser.Open(Others)).QuerySelector("form[action='/understanding/names']")!;

        var page = await anna.User.Browser.SendAndOpen(form, ("names", "anna, Ben"));

        Assert.Contains("A., I need room do I believe it: I am guessing", Parts(page)["reasons"]);
        Assert.Contains("We never talked about B. do I believe it: Nobody can tell me", Parts(page)["reasons"]);
        Assert.Equal("anna, Ben", page.QuerySelector("input#names")!.GetAttribute("value"));
        Assert.Contains("Anna, I need room", await anna.User.Sees(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_names_than_can_be_kept_leave_the_former_ones()
    {
        await anna.WalksWhyAsync();
        var form = (await anna.User.Browser.Open(Others)).QuerySelector("form[action='/understanding/names']")!;
        form = (await anna.User.Browser.SendAndOpen(form, ("names", "Ben"))).QuerySelector("form[action='/understanding/names']")!;

        var page = await anna.User.Browser.SendAndOpen(form, ("names", string.Join(',', Enumerable.Range(0, 60).Select(i => $"n{i}"))));

        Assert.Contains("could not be kept", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Ben", page.QuerySelector("input#names")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Marks_and_names_stay_when_the_space_is_kept()
    {
        await anna.WalksWhyAsync();
        await anna.PressAsync("We never talked about Ben.");
        var form = (await anna.User.Browser.Open(Others)).QuerySelector("form[action='/understanding/names']")!;
        using (await anna.User.Browser.Send(form, ("names", "Anna"))) await anna.Keeps();

        var page = await anna.User.Browser.Open(Others);

        Assert.DoesNotContain("Ben", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A., I need room do I believe it: I am guessing", Parts(page)["reasons"]);
    }
}
