using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BreakupGuide.Content;

/// <summary>Turns the tokens of the content folder, <c>{he}</c> or <c>{wants|want}</c>, into the words for he, she and they.</summary>
public static partial class PronounText
{
    private static readonly Dictionary<string, Phrase> Pronouns = new(StringComparer.Ordinal)
    {
        ["he"] = new Phrase("he", "she", "they"),
        ["him"] = new Phrase("him", "her", "them"),
        ["his"] = new Phrase("his", "her", "their"),
        ["his-own"] = new Phrase("his", "hers", "theirs"),
        ["himself"] = new Phrase("himself", "herself", "themselves"),
    };

    public static Phrase He => Pronouns["he"];

    public static Phrase Him => Pronouns["him"];

    public static Phrase Himself => Pronouns["himself"];

    /// <param name="itemAllowed">Inside an <c>each</c> block <c>{item}</c> stays, to be filled with a person's words.</param>
    /// <param name="problem">Told of each mistake: its place in the text and a sentence.</param>
    public static Phrase Read(string text, bool itemAllowed, Action<int, string> problem)
    {
        var words = new[] { new StringBuilder(), new StringBuilder(), new StringBuilder() };
        var position = 0;
        var curled = TypographicQuotes.In(text);
        foreach (Match brace in Braces().Matches(text))
        {
            Append(Phrase.Same(curled[position..brace.Index]));
            Append(Token(brace, itemAllowed, problem) ?? Phrase.Same(brace.Value));
            position = brace.Index + brace.Length;
            if (Contraction().IsMatch(text.AsSpan(position)))
                problem(brace.Index, $"“{brace.Value}” is followed by an apostrophe; write the verb out, as in {{he}} {{is|are}}");
        }

        Append(Phrase.Same(curled[position..]));
        return new Phrase(words[0].ToString(), words[1].ToString(), words[2].ToString());

        void Append(Phrase part)
        {
            words[0].Append(part.He);
            words[1].Append(part.She);
            words[2].Append(part.They);
        }
    }

    private static Phrase? Token(Match brace, bool itemAllowed, Action<int, string> problem)
    {
        if (!brace.Groups["token"].Success)
        {
            problem(brace.Index, $"a single “{brace.Value}” stands here; braces are for tokens such as {{he}} or {{wants|want}}");
            return null;
        }

        var token = brace.Groups["token"].Value;
        if (token == "item")
        {
            if (itemAllowed)
                return null;
            problem(brace.Index, "{item} exists only in the questions of an each block");
            return null;
        }

        if (Verb().Match(token) is { Success: true } verb)
            return new Phrase(verb.Groups["one"].Value, verb.Groups["one"].Value, verb.Groups["many"].Value);
        if (Pronouns.TryGetValue(token, out var pronoun))
            return pronoun;
        if (token.Length > 0 && Pronouns.TryGetValue(char.ToLowerInvariant(token[0]) + token[1..], out pronoun))
            return new Phrase(Capital(pronoun.He), Capital(pronoun.She), Capital(pronoun.They));
        problem(
            brace.Index,
            $"“{{{token}}}” is unknown; there are {{he}}, {{him}}, {{his}}, {{his-own}}, {{himself}}, "
            + "the same with a capital, and verbs such as {wants|want}");
        return null;
    }

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..];

    [GeneratedRegex(@"\{(?<token>[^{}\n]*)\}|[{}]")]
    private static partial Regex Braces();

    [GeneratedRegex(@"^(?<one>\p{L}[\p{L}'’ -]*)\|(?<many>\p{L}[\p{L}'’ -]*)$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"^['’](s|d|ll|re|ve)\b")]
    private static partial Regex Contraction();
}
