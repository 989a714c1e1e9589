using System.Text.Json;
using BreakupGuide.Content;
using BreakupGuide.Tests.Content;
using BreakupGuide.Tests.Features.Export;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>A type that is added to the list of types is read, asked, answered, tested by conditions and shown, and nothing else is touched.</summary>
public sealed class AddedTypeTests : IDisposable
{
    private const string File = "reflections/nights.yaml";

    private const string Reflection = """
        kind: reflection
        title: "Nights"
        summary: "How you sleep."
        introduction: "Two questions."
        minutes: { short: 1, whole: 2 }
        version: 1
        guide: moving-out
        safety: []
        leads-to-contact: false
        questions:
          - id: nights
            ask: "How many nights did you sleep badly?"
            type: number
            most: 7
            unit: "nights"
            short: true
            notices:
              - when: { question: nights, at-least: 5 }
                says: "That is a lot."
          - id: awake
            ask: "What keeps you awake?"
            type: line
            keeps-in-view: [nights]
            when: { question: nights, at-least: 3 }
        shows:
          - title: "Your nights"
            answers: [nights]
        outcome:
          - id: many
            when: { question: nights, at-least: 3 }
            title: "Many nights"
            says: "Rest where you can."
          - id: few
            title: "Few nights"
            says: "Good."
        """;

    private readonly SampleContent sample = new();
    private readonly Site site;

    public AddedTypeTests()
    {
        sample[File] = Reflection;
        site = new([("BreakupGuide:ContentDirectory", sample.Directory)], services => services.AddQuestionType(new NumberType()));
    }

    public void Dispose()
    {
        site.Dispose();
        sample.Dispose();
    }

    [Fact]
    public async Task It_is_asked_checked_and_answered_and_opens_what_depends_on_it()
    {
        var walker = await Begin();
        Assert.Equal("How many nights did you sleep badly?", walker.Question);
        Assert.Equal("7", walker.Form.QuerySelector("input[type=number][name=amount]")!.GetAttribute("max"));

        await walker.Send("continue", ("amount", "a few"));
        Assert.Equal("This is no number.", walker.Page.QuerySelector("[role=alert] > .error")!.TextContent);
        Assert.Equal("a few", walker.Form.QuerySelector("[name=amount]")!.GetAttribute("value"));
        await walker.Send("continue", ("amount", "8"));
        Assert.Equal("7 is the most.", walker.Page.QuerySelector("[role=alert] > .error")!.TextContent);
        await walker.Send("continue", ("amount", "5"));
        Assert.Equal("What keeps you awake?", walker.Question);
        Assert.Equal("5 nights", walker.Page.QuerySelector("details dd.quote")!.TextContent.Trim());

        await walker.Send("back");
        Assert.Equal("5", walker.Form.QuerySelector("[name=amount]")!.GetAttribute("value"));
        Assert.Equal("That is a lot.", walker.Page.QuerySelector(".notice > p")!.TextContent);
        await walker.Send("continue", ("amount", "2"));
        Assert.Equal("2 nights", walker.Checked["How many nights did you sleep badly?"]);
        Assert.Single(walker.Checked);
    }

    [Fact]
    public async Task It_is_quoted_by_the_outcome_read_in_the_journal_and_taken_along()
    {
        var walker = await Begin();
        await walker.Send("continue", ("amount", "6"));
        await walker.Send("skip");
        await walker.Press("Finish");
        Assert.Equal(["Many nights", "Your nights"], walker.Page.QuerySelectorAll("section h2").Select(h => h.TextContent));
        Assert.Equal(["6 nights", "6 nights"], walker.Page.QuerySelectorAll("section .quote").Select(q => q.TextContent.Trim()));

        await walker.Open($"/journal/{walker.Address.Split('/')[3]}");
        Assert.Equal("How many nights did you sleep badly?", walker.Page.QuerySelector(".answer h2")!.TextContent);
        Assert.Equal("In nights", walker.Page.QuerySelector(".answer .label")!.TextContent);
        Assert.Equal("6", walker.Page.QuerySelector(".answer .quote")!.TextContent);

        var entry = (await Downloaded.ZipAsync(walker.Browser, "notes")).Single(f => f.Key.StartsWith("entries/", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(entry.Value);
        var answers = json.RootElement[0].GetProperty("answers").EnumerateArray();
        var value = answers.Single(a => a.GetProperty("question").GetString() == "nights").GetProperty("value");
        Assert.Equal(["type: number", "number: 6", "unit: nights"], value.EnumerateObject().Take(3).Select(p => $"{p.Name}: {p.Value}"));
    }

    [Theory]
    [InlineData("most: 7", "most: 0", "“most” must be 1 or more")]
    [InlineData("most: 7", "least: 7", "“least” is unknown here")]
    [InlineData("type: line", "type: lines", "it is one of text, line, fields, list, choice, checklist, sort, scale, date, number, each")]
    [InlineData("at-least: 5 }", "any: [five] }", "this test does not fit “nights”, which is of type number")]
    [InlineData("at-least: 5 }", "at-least: 8 }", "the scale of “nights” goes from 0 to 7")]
    public void Mistakes_with_it_are_named_at_their_line(string old, string text, string message)
    {
        var line = sample.Replace(File, old, text);
        sample.Write();

        var errors = Assert.Throws<ContentException>(() => ContentLoader.Load(sample.Directory, [.. QuestionTypeList.All, new NumberType()])).Errors;
        Assert.Contains(errors, e => e.File == File && e.Line == line && e.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_it_the_content_does_not_load()
    {
        sample.Write();

        var errors = Assert.Throws<ContentException>(() => ContentLoader.Load(sample.Directory, QuestionTypeList.All)).Errors;
        Assert.Contains(errors, e => e.File == File && e.Message.StartsWith("“number” is unknown for “type”", StringComparison.Ordinal));
    }

    private async Task<Walker> Begin()
    {
        sample.Write();
        var walker = new Walker(site.Browse());
        await walker.Open("/reflections/nights/start");
        return walker;
    }
}
