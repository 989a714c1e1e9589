using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content.Rules;

/// <summary>Whether there are items where a source looks for them.</summary>
internal sealed class SourceChecks(LoadedContent content)
{
    private string[] TypesWithItems => [.. content.Types.Where(t => t.HasItems).Select(t => $"a {t.Name}")];

    public void Thread(string thread, YamlMap map)
    {
        if (!content.Present.SelectMany(r => r.Questions).Any(q => q.Thread == thread))
            map.Error("thread", $"no list makes threads of the kind “{thread}”");
    }

    /// <summary>The question of another reflection that a source names; null, and a mistake noted, where there is none.</summary>
    /// <param name="list">The list that the source stands in, where it is only a name.</param>
    public Question? Other(Source source, YamlMap map, string? list)
    {
        var question = content.Reflections.FirstOrDefault(r => r.Slug == source.Reflection)?.Questions.FirstOrDefault(q => q.Id == source.Question);
        if (question is null)
        {
            map.Error(
                list ?? "question", $"there is no question “{source.Reflection}/{source.Question}” to take from",
                about: $"reflections/{source.Reflection}.yaml");
        }

        return question;
    }

    /// <inheritdoc cref="Other"/>
    public void Items(Source source, Question question, YamlMap map, string? list)
    {
        if (!question.Type.HasItems)
            map.Error(list ?? "question", $"“{question.Id}” is of type {question.Type.Name}; items come from {Names.OneOf(TypesWithItems)}");
        else if (source.Picked && !question.Options.Tests.Contains(Test.Picked))
            map.Error("picked", $"nothing is picked in “{question.Id}”");
        else if (source.SortedAs.Count > 0 && !IsSort(question))
            map.Error("sorted-as", $"“{question.Id}” is not a sort");
        Unknown(map, "sorted-as", IsSort(question) ? source.SortedAs : [], Values(question), question.Id);
        Unknown(map, "except", question.Type.HasItems ? source.Except : [], Values(question), question.Id);
    }

    public static void Unknown(YamlMap map, string key, IReadOnlyList<string> values, IReadOnlyList<string> known, string question)
    {
        foreach (var value in values.Where(v => !known.Contains(v)))
            map.Error(key, $"“{value}” is not a value of “{question}”; there are {string.Join(", ", known)}");
    }

    public static bool IsSort(Question question) => question.Options.Tests.Contains(Test.SortedAs);

    public static IReadOnlyList<string> Values(Question question) => [.. question.Options.Values.Select(o => o.Value)];
}
