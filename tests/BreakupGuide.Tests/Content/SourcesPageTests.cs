using System.Text.RegularExpressions;
using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

/// <summary><c>docs/sources.md</c> says where each idea of the articles lives; here it is held to the content.</summary>
public sealed partial class SourcesPageTests
{
    [Fact]
    public void The_page_names_exactly_the_places_that_cover_an_id()
    {
        var library = ContentLoader.Load(Path.Combine(Repository.Root, "content"), QuestionTypeList.All);
        var places = library.Guides.SelectMany(g => g.Covers.Select(id => (id, $"guide `{g.Slug}`")))
            .Concat(library.Reflections.SelectMany(r => r.Questions.Concat(r.Questions.SelectMany(q => q.Questions))
                .SelectMany(q => q.Covers.Select(id => (id, $"question `{r.Slug}/{q.Id}`")))))
            .Concat(library.Practices.SelectMany(p => p.Questions.SelectMany(q => q.Covers.Select(id => (id, $"practice `{p.Slug}/{q.Id}`")))))
            .ToHashSet();

        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "sources.md")).Select(line => Row().Match(line)).Where(m => m.Success).ToList();
        var said = rows.SelectMany(m => m.Groups[2].Value.Split(", ").Where(p => p != "–").Select(p => (m.Groups[1].Value, p))).ToHashSet();

        Assert.DoesNotContain(rows, r => r.Groups[2].Value == "–");
        Assert.True(rows.Count > 100, "The page has no rows.");
        Assert.Empty(places.Except(said));
        Assert.Empty(said.Except(places));
    }

    [GeneratedRegex(@"^\| ([A-F]\d+(?:\.\d+)?) \| (.*) \|$")]
    private static partial Regex Row();
}
