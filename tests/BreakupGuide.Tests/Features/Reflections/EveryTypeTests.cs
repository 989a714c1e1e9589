using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Types that the three walks do not use: a reflection made for the test.</summary>
public sealed class EveryTypeTests : IDisposable
{
    private readonly Site site = new([], services =>
    {
        var made = Samples.Reflection(
            "made",
            [
                Date("since") with { Ask = Phrase.Same("Since when?") },
                Scale("heavy", 1, 5) with { Ask = Phrase.Same("How heavy?") },
                Text("why", new Condition.Of("heavy", Test.Number, [], AtLeast: 4)) with { Ask = Phrase.Same("Why so heavy?") },
            ],
            [new(Phrase.Same("Since"), null, null, [], [], ShowLook.Plain, null, ["since"])],
            [Outcome("rest", new Condition.Of("heavy", Test.Number, [], AtLeast: 4)), Outcome("fine", fallback: true)]);
        var none = new ContentLibrary([], [made], [], [], [], []);
        services.AddSingleton(none);
    });

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task Dates_and_scales_are_answered_checked_and_read()
    {
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/made/start");
        await walker.Send("continue", ("date", "2026-02-30"));
        Assert.Contains("This date could not be read", walker.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-02-30", walker.Form.QuerySelector("input[name=date]")!.GetAttribute("value"));

        await walker.Send("continue", ("date", "2026-02-28"));
        Assert.Equal("How heavy?", walker.Question);
        await walker.Send("continue", ("number", "9"));
        Assert.Equal("Choose one of the numbers from 1 to 5.", walker.Page.QuerySelector("[role=alert] > .error")!.TextContent);
        await walker.Send("continue", ("number", "5"));
        Assert.Equal("Why so heavy?", walker.Question);
        await walker.Send("not-today");

        Assert.Equal("28 February 2026", walker.Checked["Since when?"]);
        Assert.Equal("5 (heavy)", walker.Checked["How heavy?"]);
        await walker.Press("Finish");
        Assert.Equal(["rest", "Since"], walker.Page.QuerySelectorAll("section h2").Select(h => h.TextContent));
    }

    [Fact]
    public async Task A_date_that_is_taken_out_again_is_gone_and_the_question_open_to_be_skipped()
    {
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/made/start");
        await walker.Send("continue", ("date", "2026-02-28"));
        await walker.Send("back");
        await walker.Send("continue", ("date", ""));
        Assert.Equal("How heavy?", walker.Question);
        await walker.Send("skip");

        Assert.Equal("Skipped", walker.Checked["Since when?"]);
        await walker.Change("Since when?");
        Assert.Equal("", walker.Form.QuerySelector("input[name=date]")!.GetAttribute("value") ?? "");
    }
}
