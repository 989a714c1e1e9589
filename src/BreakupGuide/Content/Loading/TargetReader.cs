namespace BreakupGuide.Content.Loading;

/// <summary>Turns <c>help</c>, <c>guides/slug#heading</c> and the like into an address and the words of a link.</summary>
internal sealed class TargetReader(LoadedContent content)
{
    private static readonly Dictionary<string, Target> Pages = new(StringComparer.Ordinal)
    {
        ["help"] = new Target("/help", Phrase.Same("Help right now")),
        ["privacy"] = new Target("/privacy", Phrase.Same("Who can read what you write")),
        ["journal/letter"] = new Target("/urge", Phrase.Same("Write a letter that is not sent")),
        ["settings/done"] = new Target("/settings/done", Phrase.Same("I’m done here")),
        ["journal"] = new Target("/journal", Phrase.Same("Your journal")),
    };

    /// <summary>Targets of any kind.</summary>
    public IReadOnlyList<Target> Any(YamlMap map, string key) => Read(map, key, "");

    /// <summary>Guides alone, written without <c>guides/</c>.</summary>
    public IReadOnlyList<Target> Guides(YamlMap map, string key) => Read(map, key, "guides/");

    private List<Target> Read(YamlMap map, string key, string prefix)
    {
        var targets = new List<Target>();
        foreach (var text in map.Texts(key))
        {
            if (Find(prefix + text) is { } target)
                targets.Add(target);
            else
                map.Error(key, $"“{text}” leads nowhere: {Missing(prefix + text)}", about: File(prefix + text));
        }

        return targets;
    }

    private Target? Find(string target)
    {
        if (Pages.TryGetValue(target, out var page))
            return page;
        var (slug, heading) = Parts(target);
        if (IsWalk(target))
            return heading is null && content.Titles.TryGetValue(target, out var title) ? new Target("/" + target, title) : null;
        if (!target.StartsWith("guides/", StringComparison.Ordinal) || content.Guides.FirstOrDefault(g => g.Slug == slug) is not { } guide)
            return null;
        if (heading is null)
            return new Target("/" + target, guide.Title);
        return Heading(guide.He, heading) is { } he && Heading(guide.She, heading) is { } she && Heading(guide.They, heading) is { } they
            ? new Target("/" + target, new Phrase(Under(guide.Title.He, he), Under(guide.Title.She, she), Under(guide.Title.They, they)))
            : null;
    }

    /// <summary>A title that is a question ends in a mark of its own.</summary>
    private static string Under(string title, string heading) => title.EndsWith('?') ? $"{title} {heading}" : $"{title}: {heading}";

    private string Missing(string target)
    {
        var (slug, heading) = Parts(target);
        if (IsWalk(target))
            return $"there is no {target}.yaml";
        if (!target.StartsWith("guides/", StringComparison.Ordinal))
            return $"targets are {string.Join(", ", Pages.Keys)}, guides/slug, guides/slug#heading, reflections/slug and practices/slug";
        if (content.Guides.FirstOrDefault(g => g.Slug == slug) is not { } guide)
            return $"there is no guides/{slug}.md";
        return $"guides/{slug}.md has no heading “#{heading}”; it has {string.Join(", ", PhrasedText.Headings(guide.He.Tree.Blocks).Select(h => "#" + h.Id))}";
    }

    private static bool IsWalk(string target) =>
        target.StartsWith("reflections/", StringComparison.Ordinal) || target.StartsWith("practices/", StringComparison.Ordinal);

    private static string File(string target) =>
        target.StartsWith("guides/", StringComparison.Ordinal) ? $"guides/{Parts(target).Slug}.md" : $"{target}.yaml";

    private static (string Slug, string? Heading) Parts(string target)
    {
        var path = target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return path.Split('#', 2) is [var slug, var heading] ? (slug, heading) : (path, null);
    }

    private static string? Heading(GuideBody body, string id) =>
        PhrasedText.Headings(body.Tree.Blocks).FirstOrDefault(h => h.Id == id)?.Text;
}
