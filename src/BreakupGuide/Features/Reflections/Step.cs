using BreakupGuide.Content;

namespace BreakupGuide.Features.Reflections;

/// <summary>One question as it is asked in a run; inside an <c>each</c> block, once for each item.</summary>
/// <param name="Field">Name of its answer: the question's id, inside a block <c>{question}~{item}</c>.</param>
/// <param name="Block">The <c>each</c> block it stands in.</param>
/// <param name="About">The item it is asked about, inside a block.</param>
/// <param name="Items">What was drawn from elsewhere: what the question is about, or what it offers to take along.</param>
public sealed record Step(string Field, Question Question, Question? Block, Item? About, IReadOnlyList<Item> Items)
{
    public static string FieldOf(string question, Item about) => $"{question}~{about.Id}";

    /// <summary>The question's id in the name of a field.</summary>
    public static string QuestionOf(string field) => field.IndexOf('~', StringComparison.Ordinal) is > 0 and var at ? field[..at] : field;

    /// <summary>Inside an <c>each</c> block: a field belongs to one thing.</summary>
    public static bool IsAboutThing(string field) => QuestionOf(field) != field;

    public AnswerType Type => (AnswerType)Question.Type;

    /// <param name="isLater">Of a practice: asked about a day that has passed.</param>
    public string Ask(Pronoun pronoun, bool isLater = false) => Say(isLater && Question.AskLater is { } later ? later : Question.Ask, pronoun);

    public string? Hint(Pronoun pronoun) => Question.Hint is { } hint ? Say(hint, pronoun) : null;

    public string? Why(Pronoun pronoun) => Question.Why is { } why ? Say(why, pronoun) : null;

    /// <summary>The phrase in this step's words: the item's text stands where the author wrote <c>{item}</c>.</summary>
    public string Say(Phrase phrase, Pronoun pronoun) => (About is null ? phrase : phrase.About(About.Text)).For(pronoun);

    public override string ToString() => $"[step {Question.Id}]";
}
