namespace BreakupGuide.Content.Loading;

/// <summary>Reads one question of a reflection. Which keys a question may have depends on its type.</summary>
internal sealed class QuestionReader(LoadedContent content, ConditionReader conditions, TargetReader targets)
{
    private static readonly EachType Each = new();

    private readonly Dictionary<string, QuestionType> types = content.Types.Append(Each).ToDictionary(t => t.Name);

    /// <param name="inEach">A question about one item: <c>{item}</c> is its text.</param>
    public Question Read(YamlMap map, bool inEach = false)
    {
        var type = Type(map);
        var question = new Question
        {
            Id = map.Text("id"),
            Type = type,
            Short = map.Flag("short"),
            When = conditions.Optional(map, "when"),
            Options = content.Origins.Note(type.Read(new OptionReader(map, inEach, content.Origins, entry => Read(entry, inEach: true))), map),
        };
        if (!question.IsBlock)
            question = Asked(question, map, inEach);
        if (map.IsFaulty("type"))
            Array.ForEach([.. types.Values.SelectMany(t => t.Keys)], key => map.Has(key));
        map.End();
        return content.Origins.Note(question, map);
    }

    /// <summary>An unknown or missing type is noted; reading on as the first of them finds the other mistakes.</summary>
    private QuestionType Type(YamlMap map)
    {
        if (!map.Has("type") && map.Has("questions"))
            return Each;
        return map.Require("type") && map.Word("type", types.Keys) is { } name ? types[name] : content.Types[0];
    }

    private Question Asked(Question question, YamlMap map, bool inEach) => question with
    {
        Ask = map.Phrase("ask", inEach),
        AskLater = map.OptionalPhrase("ask-later", inEach),
        Hint = map.OptionalPhrase("hint", inEach),
        Label = map.OptionalPhrase("label", inEach),
        Why = map.OptionalPhrase("why", inEach),
        Covers = map.Texts("covers"),
        KeepsInView = map.Texts("keeps-in-view"),
        Notices = [.. map.Maps("notices").Select(n => Notice(n, inEach))],
    };

    private Notice Notice(YamlMap map, bool inEach)
    {
        var notice = new Notice(conditions.Optional(map, "when"), map.Phrase("says", inEach), targets.Any(map, "links"));
        map.End();
        return content.Origins.Note(notice, map);
    }
}
