using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content.Rules;

/// <summary>What the parts of one reflection say about each other and about other reflections.</summary>
internal sealed class ReflectionChecks(LoadedContent content, Reflection reflection)
{
    private readonly Dictionary<string, Question> asked = new(StringComparer.Ordinal);

    /// <summary>Questions of each blocks that were left behind: from outside they have one answer for each item.</summary>
    private readonly HashSet<string> asOften = new(StringComparer.Ordinal);

    private readonly SourceChecks sources = new(content);

    private Origins Origins => content.Origins;

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
            if (QuestionName.Parse(id) is { } name)
            {
                var other = content.Reflections.FirstOrDefault(r => r.Slug == name.Reflection)?.Find(name.Question);
                if (name.Reflection == reflection.Slug || other is null or { IsBlock: true })
                    map.Error("keeps-in-view", $"there is no question “{id}” to keep in view", about: $"reflections/{name.Reflection}.yaml");
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
        var known = SourceChecks.Values(question);
        if (known.Count == 0)
            map.Error(YamlNames.Of(of.Test), $"what is ticked in “{question.Id}” comes from other answers; test it with count or empty");
        else
            SourceChecks.Unknown(map, YamlNames.Of(of.Test), of.Values, known, question.Id);
    }

    private static bool IsIn((int Low, int High) range, int? number) => number is null || (number >= range.Low && number <= range.High);

    private void Source(Source source, Question asking, string list)
    {
        var map = Origins.Of(source);
        // A source that is only a name stands in the question's own list.
        var named = map == Origins.Of(asking) ? list : null;
        if (source.Thread is { } thread)
            sources.Thread(thread, map);
        else if (source.Reflection is not null)
            Items(sources.Other(source, map, named));
        else if (asked.TryGetValue(source.Question!, out var question))
            Items(question);
        else
            map.Error(named ?? "question", NotEarlier(source.Question!));

        void Items(Question? question)
        {
            if (question is not null) sources.Items(source, question, map, named);
        }
    }

    private void Show(Show show)
    {
        var map = Origins.Of(show);
        if (show.Sort is { } id)
        {
            if (asked.GetValueOrDefault(id) is not { } sort || !SourceChecks.IsSort(sort))
            {
                map.Error("sort", $"“{id}” is not a sort question of this reflection");
                return;
            }

            foreach (var group in show.Groups)
                SourceChecks.Unknown(Origins.Of(group), "values", group.Values, SourceChecks.Values(sort), id);
            foreach (var twin in show.Groups.SelectMany(g => g.Values).GroupBy(v => v).Where(g => g.Count() > 1))
                map.Error("groups", $"“{twin.Key}” stands in two groups");
        }

        var inner = reflection.Questions.SelectMany(q => q.Questions).Select(q => q.Id).ToHashSet();
        foreach (var with in show.With.Where(w => !(asked.GetValueOrDefault(w) is { } question && SourceChecks.IsSort(question)) && !inner.Contains(w)))
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
}
