using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>What was typed stands in the form again, exactly, however often the page is loaded and sent.</summary>
public sealed class ExactWordsTests : IDisposable
{
    // Empty lines before and after, blanks, and a sign that ends a line elsewhere.
    private const string Typed = "\r\n\r\n  lead,\u2028and on \r\n\r\n";
    private const string Shown = "\n\n  lead,\u2028and on \n\n";

    private readonly Site site = new([], services =>
    {
        var made = Samples.Reflection(
            "made",
            [
                Text("said"),
                Fields("give", new("gladly", Phrase.Same("Gladly")), new("never", Phrase.Same("Never"))),
                Choice("left", "a", "b").With<ChoiceOptions>(o => o with { Note = Phrase.Same("What happened?") }),
                Text("last"),
            ],
            [],
            [Outcome("fine", fallback: true)]);
        services.AddSingleton(new ContentLibrary([], [made], [], [], [], []));
    });

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData(0, "text")]
    [InlineData(1, "field.gladly")]
    [InlineData(1, "field.never")]
    [InlineData(2, "note")]
    public async Task In_a_text_area(int before, string name)
    {
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/made/start");
        if (before > 0) await walker.Send("continue", ("text", "So that there is a run"));
        if (before > 1) await walker.Send("skip");
        await walker.Send("continue", (name, Typed), ("choice", "a"));

        // Sent again as it stands each time, as a browser does.
        for (var times = 0; times < 3; times++)
        {
            await walker.Send("back");
            Assert.Equal(Shown, walker.Form.QuerySelector($"textarea[name='{name}']")!.TextContent);
            await walker.Send("continue", ("choice", "a"));
        }
    }
}
