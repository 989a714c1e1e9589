namespace BreakupGuide.Content.Loading;

/// <summary>Hands a type of question the keys that are its own.</summary>
/// <param name="inEach">The question is asked about an item: <c>{item}</c> is its text.</param>
internal sealed class OptionReader(YamlMap map, bool inEach, Origins origins, Func<YamlMap, Question> readInEach)
{
    public YamlMap Map { get; } = map;

    public Phrase? OptionalPhrase(string key) => Map.OptionalPhrase(key, inEach);

    /// <summary>The list behind the key, each entry read to its end.</summary>
    /// <param name="read">Is told whether <c>{item}</c> may stand in its phrases.</param>
    public IReadOnlyList<T> List<T>(string key, Func<YamlMap, bool, T> read)
        where T : notnull =>
        [.. Map.Maps(key).Select(entry =>
        {
            var record = read(entry, inEach);
            entry.End();
            return origins.Note(record, entry);
        })];

    public IReadOnlyList<Option> Options(string key) =>
        List(key, (entry, inEach) => new Option(
            entry.Text("value"), entry.Phrase("label", inEach), entry.OptionalPhrase("hint", inEach), entry.Flag("retired"),
            entry.OptionalText("counts-as")));

    /// <summary>The questions of an <c>each</c> block.</summary>
    public IReadOnlyList<Question> Questions(string key) => [.. Map.Maps(key).Select(readInEach)];

    public IReadOnlyList<Source> Sources(string key)
    {
        var sources = new List<Source>();
        foreach (var (text, entry) in Map.Mixed(key))
        {
            var source = text is not null ? Named(text, [], picked: false) : FromMap(entry!);
            sources.Add(origins.Note(source, entry ?? Map));
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
