using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content.Rules;

/// <summary>What the parts of one reflection say about each other and about other reflections.</summary>
internal sealed class ReflectionChecks(LoadedContent content, Reflection reflection)
{
    private readonly Dictionary<string, Question> asked = new(StringComparer.Ordinal);

    /// <summary>Questions of each blocks that were left behind: from outside they have one answer for each item.</summary>
    private readonly HashSet<string> asOften = new(StringComparer.Ordinal);

    private Origins Origins => content.Origins;

    private string[] TypesWithItems => [.. content.Types.Where(t => t.HasItems).Select(t => $"a {t.Name}")];

    public void Run()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in reflection.Questions)
        {
            Ids(question, ids);
            Question(question);
        }

        foreach (var show in reflection.Shows)
            Show(show);
        foreach (var outcome in reflection.Outcomes)
        {
            Condition(outcome.When);
            foreach (var weight in outcome.Against.Concat(outcome.Open))
                Condition(weight.When);
        }

        foreach (var path in reflection.Paths)
            Condition(path.When);
        foreach (var twin in reflection.Outcomes.GroupBy(o => o.Id).SelectMany(g => g.Skip(1)))
            Origins.Of(twin).Error("id", $"two outcomes have the id “{twin.Id}”");
    }

    private void Ids(Question question, HashSet<string> ids)
    {
        foreach (var q in question.Questions.Prepend(question).Where(q => !ids.Add(q.Id)))
            Origins.Of(q).Error("id", $"the id “{q.Id}” stands twice in this reflection");
    }

    private void Question(Question question)
    {
        var map = Origins.Of(question);
        Condition(question.When);
        foreach (var source in question.From)
            Source(source, question, "from");
        foreach (var source in question.Prefill)
            Source(source, question, "prefill");
        foreach (var id in question.KeepsInView)
        {
            if (id.Split('/') is [var slug, var other])
            {
                if (slug == reflection.Slug || content.Reflections.FirstOrDefault(r => r.Slug == slug)?.Find(other) is null or { IsBlock: true })
                    map.Error("keeps-in-view", $"there is no question “{id}” to keep in view", about: $"reflections/{slug}.yaml");
            }
            else if (!asked.ContainsKey(id) || asOften.Contains(id))
            {
                map.Error("keeps-in-view", NotEarlier(id));
            }
        }

        foreach (var inner in question.Questions)
            Question(inner);
        asOften.UnionWith(question.Questions.Select(q => q.Id));
        asked[question.Id] = question;
        foreach (var notice in question.Notices)
            Condition(notice.When);
    }

    private void Condition(Condition? condition)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                foreach (var part in all.Conditions)
                    Condition(part);
                break;
            case Condition.AnyOf any:
                foreach (var part in any.Conditions)
                    Condition(part);
                break;
            case Condition.Of of when !asked.TryGetValue(of.Question, out var question):
                Origins.Of(of).Error("question", NotEarlier(of.Question), about: reflection.Safety.Contains(of.Question) ? "safety.yaml" : null);
                break;
            case Condition.Of of:
                Test(of, asked[of.Question]);
                break;
        }
    }

    private void Test(Condition.Of of, Question question)
    {
        var map = Origins.Of(of);
        if (!question.Options.Tests.Contains(of.Test))
        {
            var without = of.Test == Content.Test.Picked ? " without “pick”" : "";
            map.Error("question", $"this test does not fit “{question.Id}”, which is of type {question.Type.Name}{without}");
            return;
        }

        if (of.Test == Content.Test.Number && question.Options.Range is { } range && !(IsIn(range, of.AtLeast) && IsIn(range, of.AtMost)))
            map.Error("question", $"the scale of “{question.Id}” goes from {range.Low} to {range.High}");
        if (of.Values.Count == 0)
            return;
        var known = Values(question);
        if (known.Count == 0)
            map.Error(YamlNames.Of(of.Test), $"what is ticked in “{question.Id}” comes from other answers; test it with count or empty");
        else
            Unknown(map, YamlNames.Of(of.Test), of.Values, known, question.Id);
    }

    private static bool IsIn((int Low, int High) range, int? number) => number is null || (number >= range.Low && number <= range.High);

    private void Source(Source source, Question asking, string list)
    {
        var map = Origins.Of(source);
        // A source that is only a name stands in the question's own list.
        var isName = map == Origins.Of(asking);
        if (source.Thread is { } thread)
        {
            if (!content.Reflections.Concat(content.Practices).SelectMany(r => r.Questions).Any(q => q.Thread == thread))
                map.Error("thread", $"no list makes threads of the kind “{thread}”");
            return;
        }

        Question? question;
        if (source.Reflection is null)
        {
            if (!asked.TryGetValue(source.Question!, out question))
            {
                map.Error(isName ? list : "question", NotEarlier(source.Question!));
                return;
            }
        }
        else
        {
            question = content.Reflections.FirstOrDefault(r => r.Slug == source.Reflection)?.Questions.FirstOrDefault(q => q.Id == source.Question);
            if (question is null)
            {
                map.Error(
                    isName ? list : "question", $"there is no question “{source.Reflection}/{source.Question}” to take from",
                    about: $"reflections/{source.Reflection}.yaml");
                return;
            }
        }

        if (!question.Type.HasItems)
            map.Error(isName ? list : "question", $"“{question.Id}” is of type {question.Type.Name}; items come from {Names.OneOf(TypesWithItems)}");
        else if (source.Picked && !question.Options.Tests.Contains(Content.Test.Picked))
            map.Error("picked", $"nothing is picked in “{question.Id}”");
        else if (source.SortedAs.Count > 0 && !IsSort(question))
            map.Error("sorted-as", $"“{question.Id}” is not a sort");
        Unknown(map, "sorted-as", IsSort(question) ? source.SortedAs : [], Values(question), question.Id);
        Unknown(map, "except", question.Type.HasItems ? source.Except : [], Values(question), question.Id);
    }

    private void Show(Show show)
    {
        var map = Origins.Of(show);
        if (show.Sort is { } id)
        {
            if (asked.GetValueOrDefault(id) is not { } sort || !IsSort(sort))
            {
                map.Error("sort", $"“{id}” is not a sort question of this reflection");
                return;
            }

            foreach (var group in show.Groups)
                Unknown(Origins.Of(group), "values", group.Values, Values(sort), id);
            foreach (var twin in show.Groups.SelectMany(g => g.Values).GroupBy(v => v).Where(g => g.Count() > 1))
                map.Error("groups", $"“{twin.Key}” stands in two groups");
        }

        var inner = reflection.Questions.SelectMany(q => q.Questions).Select(q => q.Id).ToHashSet();
        foreach (var with in show.With.Where(w => !(asked.GetValueOrDefault(w) is { } question && IsSort(question)) && !inner.Contains(w)))
            map.Error("with", $"“{with}” is neither a sort nor a question of an each block of this reflection");
        foreach (var answer in show.Answers.Where(a => asked.GetValueOrDefault(a) is null or { IsBlock: true } && !inner.Contains(a)))
            map.Error("answers", $"“{answer}” is not a question of this reflection");
    }

    private string NotEarlier(string id)
    {
        if (reflection.Find(id) is null)
            return $"“{id}” is not a question of this reflection";
        return reflection.Questions.Any(q => q.Id == id)
            ? $"“{id}” comes later; only earlier questions can be referred to"
            : $"“{id}” stands inside an each block, where it has several answers";
    }

    private static void Unknown(YamlMap map, string key, IReadOnlyList<string> values, IReadOnlyList<string> known, string question)
    {
        foreach (var value in values.Where(v => !known.Contains(v)))
            map.Error(key, $"“{value}” is not a value of “{question}”; there are {string.Join(", ", known)}");
    }

    private static bool IsSort(Question question) => question.Options.Tests.Contains(Content.Test.SortedAs);

    private static IReadOnlyList<string> Values(Question question) => [.. question.Options.Values.Select(o => o.Value)];
}
