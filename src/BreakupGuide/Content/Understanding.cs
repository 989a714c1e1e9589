namespace BreakupGuide.Content;

/// <summary>One part of the page “What I understand now”: things that the person named, each with what they said of it, or whole answers.</summary>
/// <param name="Id">Stands in the page's address as its anchor.</param>
/// <param name="Empty">Said where there is nothing yet.</param>
/// <param name="Links">Where it would be named.</param>
/// <param name="From">Where its things come from, as those of a question; all of them lie in threads or in other reflections.</param>
/// <param name="With">What stands beside each thing.</param>
/// <param name="Answers">Questions that are quoted whole; either these or <paramref name="From"/>.</param>
public sealed record UnderstandingPart(
    string Id, Phrase Title, Phrase Empty, IReadOnlyList<Target> Links,
    IReadOnlyList<Source> From, IReadOnlyList<Beside> With, IReadOnlyList<QuestionName> Answers)
{
    /// <summary>A question of a practice, written <c>practice/question</c>: what was noted there, day by day. Instead of things and answers.</summary>
    public QuestionName? Noted { get; init; }

    /// <summary>Every reflection that it draws on.</summary>
    public IEnumerable<string> Reflections =>
        From.Select(s => s.Reflection).OfType<string>().Concat(With.Select(w => w.Question.Reflection)).Concat(Answers.Select(a => a.Reflection)).Distinct();
}

/// <summary>A question about the same things, whose answer stands beside each of them.</summary>
/// <param name="Label">Two or three words for it; the question's own where none are said.</param>
public sealed record Beside(QuestionName Question, Phrase? Label);

/// <summary>A question of a reflection, written <c>reflection/question</c>.</summary>
public sealed record QuestionName(string Reflection, string Question)
{
    /// <returns>Null where the text names no reflection.</returns>
    public static QuestionName? Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } reflection, { Length: > 0 } question] ? new(reflection, question) : null;

    public override string ToString() => $"{Reflection}/{Question}";
}
