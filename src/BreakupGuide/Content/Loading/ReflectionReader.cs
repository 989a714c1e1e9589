namespace BreakupGuide.Content.Loading;

/// <summary>Reads one version of a reflection.</summary>
internal sealed class ReflectionReader
{
    private readonly LoadedContent content;
    private readonly ConditionReader conditions;
    private readonly TargetReader targets;
    private readonly QuestionReader questions;

    public ReflectionReader(LoadedContent content)
    {
        this.content = content;
        conditions = new ConditionReader(content);
        targets = new TargetReader(content);
        questions = new QuestionReader(content, conditions, targets);
    }

    /// <summary>The shared questions of <c>safety.yaml</c>.</summary>
    public void Safety(ContentFile file)
    {
        if (file.Map() is not { } map)
            return;
        map.Require("questions");
        content.SafetyQuestions.AddRange(map.Maps("questions").Select(q => questions.Read(q)));
        foreach (var question in content.SafetyQuestions.Where(q => !q.Type.ChoosesOne))
            content.Origins.Of(question).Error("type", "a shared safety question is a choice");
        foreach (var question in content.SafetyQuestions)
        {
            var values = question.Options.Values.Select(o => o.Value).ToHashSet();
            foreach (var option in question.Options.Values.Where(o => o.CountsAs is { } other && !values.Contains(other)))
                content.Origins.Of(option).Error("counts-as", $"“{option.CountsAs}” is not a value of “{question.Id}”");
        }

        map.End();
    }

    public Reflection Read(string slug, YamlMap map)
    {
        var safety = map.Texts("safety");
        map.Require("safety");
        foreach (var id in safety.Where(id => content.SafetyQuestions.All(q => q.Id != id)))
            map.Error("safety", $"“{id}” is not a question of safety.yaml", about: "safety.yaml");
        map.Require("questions");
        map.Require("outcome");
        conditions.Name(map);
        var reflection = new Reflection(
            slug,
            map.Text("kind"),
            map.Phrase("title"),
            map.Phrase("summary"),
            Markdown(map, "introduction"),
            Minutes(map),
            map.Number("version"),
            map.Text("guide"),
            safety,
            map.Flag("leads-to-contact"),
            [.. content.SafetyQuestions.Where(q => safety.Contains(q.Id)), .. map.Maps("questions").Select(q => questions.Read(q))],
            [.. map.Maps("shows").Select(Show)],
            [.. map.Maps("outcome").Select(Outcome)])
        {
            Order = map.OptionalNumber("order") ?? 0,
            Paths = [.. map.Maps("paths").Select(Path)],
            Practice = map.Text("kind") == Reflection.PracticeKind ? Practice(map) : null,
        };
        map.Require("leads-to-contact");
        map.End();
        return content.Origins.Note(reflection, map);
    }

    private Practice Practice(YamlMap map)
    {
        var practice = new Practice(map.Texts("chart"), map.Flag("beside-first"), map.Map("look-again") is { } again ? LookAgain(again) : null);
        return content.Origins.Note(practice, map);
    }

    private LookAgain LookAgain(YamlMap map)
    {
        var again = new LookAgain(map.Text("date"), map.Texts("questions"));
        map.End();
        return content.Origins.Note(again, map);
    }

    private PathTitle Path(YamlMap map)
    {
        map.Require("when");
        var path = new PathTitle(map.Text("id"), conditions.Optional(map, "when")!, map.Phrase("title"));
        map.End();
        return content.Origins.Note(path, map);
    }

    private Minutes Minutes(YamlMap parent)
    {
        if (parent.Text("kind") == Reflection.PracticeKind)
            return content.Origins.Note(new Minutes(1, 1), parent);
        parent.Require("minutes");
        // Without a mapping of its own a mistake was noted already; the parent stands in for it.
        if (parent.Map("minutes") is not { } map)
            return content.Origins.Note(new Minutes(1, 1), parent);
        var minutes = new Minutes(map.Number("short"), map.Number("whole"));
        map.End();
        return content.Origins.Note(minutes, map);
    }

    private Show Show(YamlMap map)
    {
        var show = new Show(
            map.Phrase("title"),
            map.OptionalPhrase("intro"),
            map.OptionalText("sort"),
            [.. map.Maps("groups").Select(Group)],
            map.Texts("with"),
            Look(map),
            map.OptionalPhrase("empty"),
            map.Texts("answers"));
        map.End();
        return content.Origins.Note(show, map);
    }

    private static ShowLook Look(YamlMap map) => map.Word("as", YamlNames.Looks.Keys) is { } look ? YamlNames.Looks[look] : ShowLook.Plain;

    private ShowGroup Group(YamlMap map)
    {
        var group = new ShowGroup(map.Phrase("title"), map.Texts("values"));
        map.End();
        return content.Origins.Note(group, map);
    }

    private Outcome Outcome(YamlMap map)
    {
        var when = conditions.Optional(map, "when");
        var outcome = new Outcome(
            map.Text("id"),
            when,
            map.Flag("fallback") || when is null,
            map.Word("points-to", YamlNames.Directions.Keys) is { } way ? YamlNames.Directions[way] : null,
            map.Phrase("title"),
            Markdown(map, "says"),
            targets.Guides(map, "guides"),
            targets.Any(map, "next"))
        {
            Against = [.. map.Maps("against").Select(Weight)],
            Open = [.. map.Maps("open").Select(Weight)],
        };
        map.End();
        return content.Origins.Note(outcome, map);
    }

    private Weight Weight(YamlMap map)
    {
        map.Require("when");
        var weight = new Weight(conditions.Optional(map, "when"), map.Phrase("says"));
        map.End();
        return content.Origins.Note(weight, map);
    }

    private PhrasedMarkdown Markdown(YamlMap map, string key)
    {
        var phrase = map.Phrase(key);
        var (he, she, they) = PhrasedText.Read(phrase);
        if (map.Has(key) && !map.IsFaulty(key))
            content.Note(map.File, he, map.LineInside(key, phrase.He, 0) - 1);
        return new PhrasedMarkdown(he.Tree, she.Tree, they.Tree);
    }
}
