namespace BreakupGuide.Content.Loading;

/// <summary>Reads one question of a reflection. Which keys a question may have depends on its type.</summary>
internal sealed class QuestionReader(LoadedContent content, ConditionReader conditions, TargetReader targets)
{
    private const int TextMax = 20_000;
    private const int LineMax = 300;

    /// <summary>Keys of one type or another: while the type is not known, none of them is wrong.</summary>
    private static readonly string[] OptionKeys =
    [
        "max", "fields", "thread", "prefill", "item-label", "options", "note", "from", "at-most", "pick", "pick-ask", "items", "into",
        "low", "high", "low-label", "high-label", "questions",
    ];

    /// <param name="inEach">A question about one item: <c>{item}</c> is its text.</param>
    public Question Read(YamlMap map, bool inEach = false)
    {
        // An unknown type was noted; reading on as text finds the other mistakes.
        var type = map.Has("type") ? map.Word("type", YamlNames.Types) ?? QuestionType.Text
            : map.Has("questions") ? QuestionType.Each
            : map.Require("type") ? default : QuestionType.Text;
        var question = new Question
        {
            Id = map.Text("id"),
            Type = type,
            Short = map.Flag("short"),
            When = conditions.Optional(map, "when"),
        };
        question = type == QuestionType.Each ? Each(question, map) : Options(Asked(question, map, inEach), map, inEach);
        if (map.IsFaulty("type"))
            Array.ForEach(OptionKeys, key => map.Has(key));
        map.End();
        return content.Origins.Note(question, map);
    }

    private Question Each(Question question, YamlMap map)
    {
        map.Require("from");
        map.Require("questions");
        return question with
        {
            From = Sources(map, "from"),
            AtMost = map.Number("at-most"),
            Questions = [.. map.Maps("questions").Select(q => Read(q, inEach: true))],
        };
    }

    private Question Asked(Question question, YamlMap map, bool inEach) => question with
    {
        Ask = map.Phrase("ask", inEach),
        Hint = map.OptionalPhrase("hint", inEach),
        Why = map.OptionalPhrase("why", inEach),
        Covers = map.Texts("covers"),
        KeepsInView = map.Texts("keeps-in-view"),
        Notices = [.. map.Maps("notices").Select(n => Notice(n, inEach))],
    };

    private Question Options(Question question, YamlMap map, bool inEach)
    {
        switch (question.Type)
        {
            case QuestionType.Text or QuestionType.Line:
                return question with { Max = map.OptionalNumber("max") ?? (question.Type == QuestionType.Text ? TextMax : LineMax) };
            case QuestionType.Fields:
                map.Require("fields");
                return question with { Fields = [.. map.Maps("fields").Select(f => Field(f, inEach))] };
            case QuestionType.List:
                return question with
                {
                    Thread = map.OptionalText("thread"),
                    Prefill = Sources(map, "prefill"),
                    ItemLabel = map.OptionalPhrase("item-label"),
                };
            case QuestionType.Choice:
                map.Require("options");
                return question with { Options = Values(map, "options", inEach), Note = map.OptionalPhrase("note", inEach) };
            case QuestionType.Checklist:
                return question with
                {
                    Options = Values(map, "options", inEach),
                    From = Sources(map, "from"),
                    AtMost = map.OptionalNumber("at-most"),
                    Pick = map.OptionalNumber("pick"),
                    PickAsk = map.OptionalPhrase("pick-ask"),
                };
            case QuestionType.Sort:
                map.Require("into");
                return question with
                {
                    Items = Values(map, "items", inEach),
                    From = Sources(map, "from"),
                    Into = Values(map, "into", inEach),
                };
            case QuestionType.Scale:
                return question with
                {
                    Low = map.Number("low"),
                    High = map.Number("high"),
                    LowLabel = map.Phrase("low-label"),
                    HighLabel = map.Phrase("high-label"),
                };
            default:
                return question;
        }
    }

    private Field Field(YamlMap map, bool inEach)
    {
        var field = new Field(map.Text("id"), map.Phrase("label", inEach), map.OptionalPhrase("hint", inEach));
        map.End();
        return content.Origins.Note(field, map);
    }

    private IReadOnlyList<Option> Values(YamlMap parent, string key, bool inEach) =>
        [.. parent.Maps(key).Select(map =>
        {
            var option = new Option(map.Text("value"), map.Phrase("label", inEach), map.OptionalPhrase("hint", inEach), map.Flag("retired"));
            map.End();
            return content.Origins.Note(option, map);
        })];

    private Notice Notice(YamlMap map, bool inEach)
    {
        var notice = new Notice(conditions.Optional(map, "when"), map.Phrase("says", inEach), targets.Any(map, "links"));
        map.End();
        return content.Origins.Note(notice, map);
    }

    private List<Source> Sources(YamlMap parent, string key)
    {
        var sources = new List<Source>();
        foreach (var (text, map) in parent.Mixed(key))
        {
            var source = text is not null ? Named(text, [], picked: false) : FromMap(map!);
            sources.Add(content.Origins.Note(source, map ?? parent));
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

        var source = Named(map.Text("question"), map.Texts("sorted-as"), map.Flag("picked"));
        map.End();
        return source;
    }

    private static Source Named(string question, IReadOnlyList<string> sortedAs, bool picked) =>
        question.Split('/', 2) is [var reflection, var other]
            ? new Source(reflection, other, null, sortedAs, picked)
            : new Source(null, question, null, sortedAs, picked);
}
