using BreakupGuide.Content;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>How the application's own reflections put things today, of a man: their words may change at any time, what they do may not.</summary>
internal sealed class Wording(string slug)
{
    public static readonly Wording WhyHeLeft = new("why-he-left");
    public static readonly Wording YourPart = new("your-part");
    public static readonly Wording CanItBeFixed = new("can-it-be-fixed");

    private readonly Reflection reflection = OnPaper.Library.Reflection(slug)!;

    public string Title => reflection.Title.He;

    public string TitleOf(string path) => reflection.TitleOf(path).He;

    /// <summary>What its answer is called beside an item on the outcome page.</summary>
    public string Called(string question) => Question(question).Label!.He;

    public string Ask(string question) => Question(question).Ask.He;

    public string Label(string question, string value) => Question(question).Options.Values.First(o => o.Value == value).Label.He;

    /// <summary>One of the items that a sort itself brings.</summary>
    public string Item(string question, string value) => ((SortOptions)Question(question).Options).Items.First(i => i.Value == value).Label.He;

    public string AskToPick(string question) => ((ChecklistOptions)Question(question).Options).PickAsk!.He;

    public string Outcome(string id) => reflection.Outcomes.Single(o => o.Id == id).Title.He;

    /// <summary>What the part of the outcome page is called that shows this question's answer.</summary>
    public string Shown(string question) => reflection.Shows.First(s => s.Sort == question || s.Answers.Contains(question)).Title.He;

    private Question Question(string id) => reflection.Find(id)!;
}
