namespace BreakupGuide.Content.Loading;

/// <summary>Reads what stands behind <c>when</c>.</summary>
internal sealed class ConditionReader(LoadedContent content)
{
    private static readonly string[] Kinds = [.. YamlNames.ListTests.Keys, "empty", "count", "at-least", "at-most"];

    /// <summary>Stands in for a condition that could not be read, so that the rest is judged as if it were there.</summary>
    private static readonly Condition Unread = new Condition.AllOf([]);

    private readonly Dictionary<string, Condition> named = new(StringComparer.Ordinal);

    /// <summary>Reads the conditions that a reflection names, so that each is written once; those of the reflection before are forgotten.</summary>
    public void Name(YamlMap parent)
    {
        named.Clear();
        foreach (var map in parent.Maps("conditions"))
        {
            var id = map.Text("id");
            map.Require("when");
            if (!named.TryAdd(id, Optional(map, "when") ?? Unread))
                map.Error("id", $"two conditions have the id “{id}”");
            map.End();
        }
    }

    public Condition? Optional(YamlMap parent, string key)
    {
        if (!parent.Has(key))
            return null;
        return parent.Map(key) is { } map ? Read(map) : Unread;
    }

    private Condition Read(YamlMap map)
    {
        if (map.Has("holds"))
            return Named(map);
        var condition = map.Has("all-of") || map.Has("any-of") ? Several(map) : One(map);
        map.End();
        return condition is null ? Unread : content.Origins.Note(condition, map);
    }

    private Condition Named(YamlMap map)
    {
        var id = map.Text("holds");
        map.End();
        if (named.TryGetValue(id, out var condition))
            return condition;
        map.Error("holds", $"“{id}” is not one of the “conditions” of this reflection that stand before it");
        return Unread;
    }

    private Condition Several(YamlMap map)
    {
        var key = map.Has("all-of") ? "all-of" : "any-of";
        Condition[] conditions = [.. map.Maps(key).Select(Read)];
        if (conditions.Length == 0)
            map.Error(key, $"“{key}” must be a list of conditions");
        return key == "all-of" ? new Condition.AllOf(conditions) : new Condition.AnyOf(conditions);
    }

    private Condition.Of? One(YamlMap map)
    {
        var question = map.Text("question");
        string[] kinds = [.. Kinds.Where(map.Has)];
        if (kinds is ["at-least", "at-most"])
            return new Condition.Of(question, Test.Number, [], map.OptionalNumber("at-least"), map.OptionalNumber("at-most"));
        if (kinds.Length != 1)
        {
            map.Error("question", $"a condition holds exactly one of {string.Join(", ", Kinds)}; only at-least and at-most go together");
            return null;
        }

        var kind = kinds[0];
        switch (kind)
        {
            case "empty":
                return new Condition.Of(question, map.Flag("empty") ? Test.Empty : Test.NotEmpty, []);
            case "at-least" or "at-most":
                return new Condition.Of(question, Test.Number, [], map.OptionalNumber("at-least"), map.OptionalNumber("at-most"));
            case "count" when map.Map("count") is { } count:
                var of = new Condition.Of(question, Test.Count, [], count.OptionalNumber("at-least"), count.OptionalNumber("at-most"));
                count.End();
                if (of.AtLeast is null && of.AtMost is null)
                    count.Error("at-least", "“count” needs at-least, at-most or both");
                return of;
            case "count":
                return null;
            default:
                var values = map.Texts(kind);
                if (values.Count == 0 && !map.IsFaulty(kind))
                    map.Error(kind, $"“{kind}” must be a list of values");
                var shared = content.SafetyQuestions.FirstOrDefault(q => q.Id == question);
                return new Condition.Of(question, YamlNames.ListTests[kind], values) { Matching = shared?.Options.Matching(values) ?? values };
        }
    }
}
