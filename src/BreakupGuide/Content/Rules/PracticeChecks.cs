using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content.Rules;

/// <summary>What only practices may say, and what they say of their own questions.</summary>
internal sealed class PracticeChecks(LoadedContent content)
{
    private static readonly Test[] Drawn = [Content.Test.Any, Content.Test.Number];

    public void Run()
    {
        foreach (var reflection in content.Reflections.Concat(content.Earlier.Where(e => e.Practice is null)))
            NoPractice(reflection);
        foreach (var practice in content.Practices)
            Practice(practice);
    }

    private void NoPractice(Reflection reflection)
    {
        if (reflection.Practice is not null)
            content.Origins.Of(reflection).Error("kind", "a practice stands in practices/");
        foreach (var question in reflection.Questions.Where(q => q.AskLater is not null))
            content.Origins.Of(question).Error("ask-later", "“ask-later” goes with a practice");
    }

    private void Practice(Reflection reflection)
    {
        var map = content.Origins.Of(reflection);
        if (reflection.Practice is not { } practice)
        {
            map.Error("kind", "only practices stand in practices/: kind: practice");
            return;
        }

        if (content.Reflections.Any(r => r.Slug == reflection.Slug))
            map.Error("kind", "a reflection has this name, too; entries are found by it");
        foreach (var block in reflection.Questions.Where(q => q.IsBlock))
            content.Origins.Of(block).Error("id", "a practice stands on one page and has no each block");
        foreach (var question in reflection.Questions.Where(q => q.When?.Questions.Except(reflection.Safety).Any() == true))
            content.Origins.Of(question).Error("when", "the questions of a practice stand on one page and can wait for the shared questions only");
        foreach (var id in practice.Chart.Where(id => reflection.Find(id) is not { } question || !question.Options.Tests.Any(Drawn.Contains)))
            map.Error("chart", $"“{id}” is not a choice, a checklist or a scale of this practice");
        if (practice.LookAgain is not { } again)
            return;
        var asked = reflection.Questions.Select(q => q.Id).ToList();
        var at = content.Origins.Of(again);
        if (reflection.Find(again.Date) is not { Type.Name: "date" })
            at.Error("date", $"“{again.Date}” is not a date question of this practice");
        foreach (var id in again.Questions.Where(id => asked.IndexOf(id) <= asked.IndexOf(again.Date)))
            at.Error("questions", $"“{id}” is not a question that stands after “{again.Date}”");
    }
}
