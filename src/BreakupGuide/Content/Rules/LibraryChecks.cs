using BreakupGuide.Content.Loading;
using BreakupGuide.Markdown;

namespace BreakupGuide.Content.Rules;

/// <summary>What the files of the content folder say about each other.</summary>
internal sealed class LibraryChecks(LoadedContent content, ContentErrors errors)
{
    private static readonly string[] Pages = ["/help", "/privacy", "/journal", "/urge", "/guides", "/reflections", "/practices"];

    private Origins Origins => content.Origins;

    public void Run()
    {
        NotEmpty(content.Guides, "guides", "there is no guide");
        NotEmpty(content.Reflections, "reflections", "there is no reflection");
        NotEmpty(content.Helplines, "helplines.yaml", "there is no help line");
        Twins(content.Guides, g => g.Order, "order", "two guides stand at place");
        Twins(content.References, r => r.Id, "id", "two references have the id");
        Twins(content.Situations, s => s.Id, "id", "two situations have the id");
        Twins(content.Understanding, p => p.Id, "id", "two parts have the id");
        Twins(content.Helplines, c => c.Country, "country", "two entries are for");
        Twins(content.MessageRules, r => r.Id, "id", "two rules have the id");
        foreach (var rule in content.MessageRules)
            OtherRule(rule);
        foreach (var guide in content.Guides)
            Reflection(Origins.Of(guide), guide.Reflection);
        foreach (var reflection in content.All)
            Guide(Origins.Of(reflection), reflection.Guide);
        foreach (var situation in content.Situations)
        {
            Guide(Origins.Of(situation), situation.Guide);
            Reflection(Origins.Of(situation), situation.Reflection);
        }

        foreach (var (file, line, mention) in content.Mentions)
        {
            if (Missing(mention) is { } missing)
                file.Error(line, missing, about: Source(mention));
        }
    }

    private void NotEmpty<T>(List<T> records, string path, string sentence)
    {
        if (records.Count == 0)
            errors.Add(path, 1, sentence, about: path);
    }

    private void Twins<TRecord, TKey>(IEnumerable<TRecord> records, Func<TRecord, TKey> by, string key, string sentence)
        where TRecord : notnull
    {
        foreach (var twin in records.GroupBy(by).SelectMany(g => g.Skip(1)).Where(r => !Origins.Of(r).IsFaulty(key)))
            Origins.Of(twin).Error(key, $"{sentence} “{by(twin)}”");
    }

    private void OtherRule(MessageRule rule)
    {
        var map = Origins.Of(rule);
        if (rule.NoneOf is { } id && !map.IsFaulty("none-of") && !content.MessageRules.Any(r => r.Id == id && r.For == rule.For && r.NoneOf is null))
            map.Error("none-of", $"there is no other rule “{id}” of the same kind that looks for something");
    }

    private void Guide(YamlMap map, string slug)
    {
        if (!map.IsFaulty("guide") && content.Guides.All(g => g.Slug != slug))
            map.Error("guide", $"there is no guides/{slug}.md", about: $"guides/{slug}.md");
    }

    private void Reflection(YamlMap map, string slug)
    {
        if (!map.IsFaulty("reflection") && content.Reflections.All(r => r.Slug != slug))
            map.Error("reflection", $"there is no reflections/{slug}.yaml", about: $"reflections/{slug}.yaml");
    }

    private string? Missing(MarkdownMention mention) => mention.Kind switch
    {
        MentionKind.Reference => content.References.Any(r => r.Id == mention.Value) ? null : $"“{mention.Value}” is not in references.yaml",
        MentionKind.Reflect => MissingQuestion(mention.Value.Split('/')),
        _ => mention.Value[0] == '/' ? MissingPage(mention.Value) : null,
    };

    /// <summary>The file that ought to hold what is mentioned.</summary>
    private static string Source(MarkdownMention mention) => mention.Kind switch
    {
        MentionKind.Reference => "references.yaml",
        MentionKind.Reflect => $"reflections/{mention.Value.Split('/')[0]}.yaml",
        _ when mention.Value.StartsWith("/reflections/", StringComparison.Ordinal) => mention.Value[1..] + ".yaml",
        _ when mention.Value.StartsWith("/practices/", StringComparison.Ordinal) => mention.Value[1..] + ".yaml",
        _ => mention.Value.Split('#')[0].TrimStart('/') + ".md",
    };

    private string? MissingQuestion(string[] link)
    {
        var reflection = content.Reflections.FirstOrDefault(r => r.Slug == link[0]);
        if (reflection is null)
            return $"there is no reflections/{link[0]}.yaml to reflect with";
        return reflection.Find(link[1]) is not null ? null : $"“{link[0]}” has no question “{link[1]}”";
    }

    private string? MissingPage(string path)
    {
        var (page, heading) = path.Split('#', 2) is [var before, var after] ? (before, after) : (path, null);
        if (Pages.Contains(page))
            return null;
        if (content.Reflections.Any(r => "/reflections/" + r.Slug == page) || content.Practices.Any(p => "/practices/" + p.Slug == page))
            return null;
        if (content.Guides.FirstOrDefault(g => "/guides/" + g.Slug == page) is not { } guide)
            return $"“{path}” leads nowhere";
        return heading is null || PhrasedText.Headings(guide.He.Tree.Blocks).Any(h => h.Id == heading) ? null : $"“{page}” has no heading “#{heading}”";
    }
}
