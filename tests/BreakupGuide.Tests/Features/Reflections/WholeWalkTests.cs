using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Walks from the first question to the outcome, without JavaScript; after the first answers, which open the way, all are taken by chance.</summary>
public class WholeWalkTests
{
    private const int MostSteps = 120;

    [Theory]
    [InlineData("why-he-left", "", 1, "he")]
    [InlineData("why-he-left", "", 2, "i")]
    [InlineData("why-he-left", "?walk=short", 3, "he")]
    [InlineData("your-part", "", 4, "no")]
    [InlineData("your-part", "", 5, "not-sure")]
    [InlineData("your-part", "?walk=short", 6, "no")]
    [InlineData("can-it-be-fixed", "", 7, "no fine back")]
    [InlineData("can-it-be-fixed", "", 8, "no must unsure")]
    [InlineData("can-it-be-fixed", "?walk=short", 9, "no fine back")]
    public async Task Every_walk_leads_from_its_first_question_to_its_outcome(string slug, string query, int seed, string first)
    {
        using var site = new Site();
        var walker = new Walker(site.Browse());
        var asked = await WalkThrough(walker, $"/reflections/{slug}/start{query}", new Random(seed), first.Split(' '));

        // What names things that are asked about afterwards, and what asks for the best of those that were ticked.
        var questions = OnPaper.Library.Reflections.Single(r => r.Slug == slug).Questions;
        Assert.All(asked, field => Assert.Contains(
            questions.SelectMany(q => q.Questions.Prepend(q)),
            q => q.Id == field && (q.Thread is not null || q.Options is ChecklistOptions { Pick: not null })));

        Assert.Equal("Check your answers", walker.Page.QuerySelector("h1")!.TextContent);
        await walker.Press("Finish");

        Assert.Equal("What your answers say", walker.Page.QuerySelector("h1")!.TextContent);
        Assert.NotEmpty(walker.Page.QuerySelectorAll("main section h2"));
        Assert.DoesNotContain("%", walker.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[{}]", walker.Text);
    }

    [Fact]
    public async Task The_three_walks_follow_each_other_in_one_space()
    {
        using var site = new Site();
        var walker = new Walker(site.Browse());
        var random = new Random(10);

        foreach (var (slug, first) in new[] { ("why-he-left", "he"), ("your-part", "no"), ("can-it-be-fixed", "fine back"), ("why-he-left", "i") })
        {
            await WalkThrough(walker, $"/reflections/{slug}/start", random, first.Split(' '));
            await walker.Press("Finish");
            Assert.Equal("What your answers say", walker.Page.QuerySelector("h1")!.TextContent);
        }
    }

    /// <returns>The fields whose form had to be sent, though a draft had saved its answer.</returns>
    private static async Task<IReadOnlyList<string>> WalkThrough(Walker walker, string start, Random random, string[] first)
    {
        var asked = new List<string>();
        await walker.Open(start);
        foreach (var answer in first) await walker.Answer([answer]);
        for (var step = 0; !walker.Address.EndsWith("/check", StringComparison.Ordinal); step++)
        {
            Assert.True(step < MostSteps, $"No end in sight at {walker.Address}");
            Assert.StartsWith("Notes – ", walker.Page.Title, StringComparison.Ordinal);
            Assert.NotEmpty(walker.Question);
            Assert.DoesNotMatch("[{}]", walker.Text);
            var field = Field(walker);
            var way = Way(random);
            var filled = Fill(walker.Form, random).ToList();
            // As the page's script does it: what a draft's answer says comes next is where the form leads, too.
            var isDraft = way == "continue" && walker.Form.GetAttribute("data-draft-open") == "true" && filled.Exists(f => f.Value.Length > 0);
            if (isDraft) filled.AddRange(await walker.Draft(field, [.. filled.Select(f => new[] { f.Name, f.Value })]));
            await walker.Send(way, [.. filled]);
            Assert.Null(walker.Page.QuerySelector(".error"));
            if (!isDraft) continue;
            if (walker.Next is null) asked.Add(field);
            else Assert.Equal(walker.Address, walker.Next);
        }

        return asked;
    }

    private static string Field(Walker walker) => walker.Form.QuerySelector("[data-draft-field]")!.GetAttribute("data-draft-field")!;

    private static string Way(Random random) => random.Next(10) switch
    {
        0 => "skip",
        1 => "dont-know",
        2 => "not-today",
        _ => "continue",
    };

    private static IEnumerable<(string Name, string Value)> Fill(IElement form, Random random)
    {
        foreach (var control in form.QuerySelectorAll("textarea[name], input[type=text][name]"))
            yield return (control.GetAttribute("name")!, random.Next(3) == 0 ? "" : $"Words {random.Next(1000)}");
        foreach (var control in form.QuerySelectorAll("input[type=date][name]"))
            yield return (control.GetAttribute("name")!, $"2026-01-{random.Next(1, 29):00}");
        foreach (var group in form.QuerySelectorAll("input[type=radio]").GroupBy(r => r.GetAttribute("name")!))
            yield return (group.Key, group.ElementAt(random.Next(group.Count())).GetAttribute("value")!);
        foreach (var group in form.QuerySelectorAll("input[type=checkbox]").GroupBy(r => r.GetAttribute("name")!))
        {
            foreach (var box in group.OrderBy(_ => random.Next()).Take(random.Next(group.Key == "pick" ? 3 : 4)))
                yield return (group.Key, box.GetAttribute("value")!);
        }
    }
}
