using BreakupGuide.Content;

namespace BreakupGuide.Features.Journal.Letters.Look;

/// <summary>A message sentence by sentence, with what plain rules find in it. It is made for one page and stored nowhere.</summary>
/// <param name="Parts">The parts of an apology, in the order of the rules; none for another message.</param>
/// <param name="IsWhole">False where the text is longer than what is looked at.</param>
internal sealed record PlainLook(IReadOnlyList<SeenSentence> Sentences, IReadOnlyList<SeenPart> Parts, bool IsWhole)
{
    /// <summary>Sentences that are looked at; no message has as many.</summary>
    public const int Most = 300;

    public bool HasFindings => Sentences.Any(s => s.Findings.Count > 0);

    public static PlainLook At(string text, MessageKind kind, IReadOnlyList<MessageRule> all)
    {
        var sentences = Look.Sentences.In(text).Take(Most + 1).ToList();
        var seen = sentences.Take(Most).Select(s => (Text: s, Words: PlainWords.In(s))).ToList();
        var rules = all.Where(r => r.For == kind).ToList();
        var found = rules.ToDictionary(r => r, r => FoundAt(r, seen));
        return new(
            [.. seen.Select((s, index) => new SeenSentence(s.Text, [.. rules.Where(r => r.Says is not null && found[r].Contains(index))]))],
            [.. rules.Where(r => r.Part is not null).Select(r => Part(r, found))],
            sentences.Count <= Most);
    }

    private static SeenPart Part(MessageRule rule, Dictionary<MessageRule, List<int>> found) =>
        rule.NoneOf is { } other
            ? new(rule, found.First(f => f.Key.Id == other).Value.Count == 0, null)
            : new(rule, found[rule].Count > 0, found[rule].Count > 0 ? found[rule][0] + 1 : null);

    /// <returns>The places of sentences, in order.</returns>
    private static List<int> FoundAt(MessageRule rule, List<(string Text, IReadOnlyList<string> Words)> seen)
    {
        var questions = Places(s => s.Text.Contains('?', StringComparison.Ordinal));
        if (rule.MoreQuestionsThan is { } most) return [.. questions.Skip(most).Take(1)];

        var (any, with, without) = (Phrases(rule.Any), Phrases(rule.With), Phrases(rule.Without));
        var found = Places(s => Holds(s.Words, any) && (with.Count == 0 || Holds(s.Words, with)) && !Holds(s.Words, without));
        return rule.Only && questions.Except(found).Any() ? [] : found;

        List<int> Places(Func<(string Text, IReadOnlyList<string> Words), bool> holds) => [.. Enumerable.Range(0, seen.Count).Where(i => holds(seen[i]))];
    }

    private static List<IReadOnlyList<string>> Phrases(IReadOnlyList<string> phrases) => [.. phrases.Select(PlainWords.In)];

    private static bool Holds(IReadOnlyList<string> words, List<IReadOnlyList<string>> phrases) => phrases.Any(p => PlainWords.Hold(words, p));

    public override string ToString() => "[look]";
}

/// <summary>One sentence of a message, and the rules that say something about it.</summary>
internal sealed record SeenSentence(string Text, IReadOnlyList<MessageRule> Findings)
{
    public override string ToString() => "[sentence]";
}

/// <summary>One part of an apology, and where it is first found.</summary>
/// <param name="Sentence">Its number, from one; null where it is not found, or is found by nothing standing there.</param>
internal sealed record SeenPart(MessageRule Rule, bool IsFound, int? Sentence)
{
    public override string ToString() => $"[{Rule.Id}]";
}
