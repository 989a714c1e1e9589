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

    public IReadOnlyList<Source> Sources(string key) => SourceReader.Read(Map, key, origins);
}
