namespace BreakupGuide.Privacy;

/// <summary>What a passphrase must be: long, and not one of the first things somebody else would try. No rule asks for kinds of characters.</summary>
public static class PassphraseRules
{
    public const int Shortest = 12;
    public const int Longest = 256;

    /// <summary>Characters as typed, with marks apart from their letters. What is longer is not looked at.</summary>
    public const int LongestTyped = TypedText.Longest;

    private static readonly string TooLong = $"Use at most {Longest} characters.";

    private static readonly string[] Rows =
    [
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "1234567890", "abcdefghijklmnopqrstuvwxyz",
    ];

    // The words that lists of broken passwords are made of; length alone does not save them when they are doubled or numbered.
    private static readonly string[] CommonWords =
    [
        "password", "passwort", "passphrase", "passcode", "secret", "letmein", "welcome",
        "admin", "login", "master", "monkey", "dragon", "football", "baseball", "sunshine",
        "princess", "iloveyou", "loveyou", "trustno", "superman", "batman", "shadow", "michael",
        "jennifer", "hello", "freedom", "whatever", "starwars", "computer", "internet",
        "summer", "winter", "spring", "autumn", "london", "liverpool", "chelsea", "arsenal",
        "charlie", "jordan", "hunter", "ginger", "flower", "butterfly", "chocolate",
        "cookie", "killer", "pepper", "purple", "orange", "banana", "cheese", "diary", "journal",
        "private", "changeme", "default", "qwerty", "test", "love", "breakup", "mypass",
    ];

    private static readonly string[] ProductNames = ["breakupguide", "breakup guide", "break-up guide", "break-up-guide", "breakup-guide"];

    /// <returns>A sentence that says what is wrong, or null when the passphrase is good.</returns>
    public static string? Problem(string? passphrase, string? name)
    {
        if (passphrase?.Length > LongestTyped) return TooLong;
        var text = TypedText.Normalise(passphrase ?? "");
        if (text.Contains('\uFFFD', StringComparison.Ordinal)) return "One of these characters cannot be used. Leave it out.";
        if (text.EnumerateRunes().Count() < Shortest) return $"Use at least {Shortest} characters. A few words that only you would put together are good.";
        if (text.EnumerateRunes().Count() > Longest) return TooLong;

        var plain = text.ToLowerInvariant();
        var letters = new string([.. plain.Where(char.IsLetterOrDigit)]);
        if (plain.Distinct().Count() <= 3 || IsRepeat(plain) || IsRepeat(letters))
            return "This repeats the same few characters. Choose something that is harder to guess.";
        if (IsKeyboardRun(letters)) return "This follows the keyboard or the alphabet. Choose something that is harder to guess.";
        if (Contains(plain, letters, ProductNames)) return "Leave the name of this application out of your passphrase.";
        // A name that is too long is refused by its own rule.
        if (name?.Length <= NameRules.LongestTyped
            && TypedText.Normalise(name).Trim().ToLowerInvariant() is { Length: > 2 } own && Contains(plain, letters, [own]))
            return "Leave your name out of your passphrase.";
        if (IsCommon(letters)) return "This is made of words that are tried first. Choose something that only you would think of.";
        return null;
    }

    // One piece of up to a third of the length, over and over ("abcabcabcabc").
    private static bool IsRepeat(string text) =>
        Enumerable.Range(1, Math.Max(0, text.Length / 3)).Any(size => Enumerable.Range(size, text.Length - size).All(i => text[i] == text[i - size]));

    // All of it steps along keyboard rows or the alphabet, forwards or backwards, in runs of at least three.
    private static bool IsKeyboardRun(string text)
    {
        if (text.Length < Shortest / 2) return false;
        var covered = new bool[text.Length];
        var rows = Rows.SelectMany(row => new[] { row + row, new string([.. (row + row).Reverse()]) }).ToArray();
        for (var start = 0; start + 3 <= text.Length; start++)
        {
            if (rows.Any(row => row.Contains(text.AsSpan(start, 3), StringComparison.Ordinal))) Array.Fill(covered, true, start, 3);
        }

        return covered.Count(c => c) >= text.Length - 2;
    }

    private static bool Contains(string plain, string letters, IEnumerable<string> names) =>
        names.Any(n => plain.Contains(n, StringComparison.Ordinal)
            || (new string([.. n.Where(char.IsLetterOrDigit)]) is { Length: > 2 } bare && letters.Contains(bare, StringComparison.Ordinal)));

    // What remains after common words, digits and up to two letters more is nothing.
    private static bool IsCommon(string letters)
    {
        var rest = letters;
        foreach (var word in CommonWords.OrderByDescending(w => w.Length)) rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Length < letters.Length && rest.Count(char.IsLetter) <= 2;
    }
}
