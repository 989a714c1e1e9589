namespace BreakupGuide.Content.Loading;

/// <summary>Reads where items come from.</summary>
internal static class SourceReader
{
    public static IReadOnlyList<Source> Read(YamlMap map, string key, Origins origins)
    {
        var sources = new List<Source>();
        foreach (var (text, entry) in map.Mixed(key))
        {
            var source = text is not null ? Named(text, [], picked: false) : FromMap(entry!);
            sources.Add(origins.Note(source, entry ?? map));
        }

        return sources;
    }

    private static Source FromMap(YamlMap map)
    {
        if (map.Has("thread"))
        {
            var thread = map.Text("thread");
            map.End();
            return new Source(null, null, thread, [], false);
        }

        var source = Named(map.Text("question"), map.Texts("sorted-as"), map.Flag("picked")) with { Except = map.Texts("except") };
        map.End();
        return source;
    }

    private static Source Named(string question, IReadOnlyList<string> sortedAs, bool picked) =>
        question.Split('/', 2) is [var reflection, var other]
            ? new Source(reflection, other, null, sortedAs, picked)
            : new Source(null, question, null, sortedAs, picked);
}
