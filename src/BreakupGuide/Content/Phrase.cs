namespace BreakupGuide.Content;

/// <summary>How the ex-partner is spoken of.</summary>
public enum Pronoun
{
    He,
    She,
    They,
}

/// <summary>A text of the content folder, rendered once for each pronoun when it is loaded.</summary>
/// <remarks>Inside an <c>each</c> block a phrase may still hold <c>{item}</c>, which <see cref="About"/> fills.</remarks>
public sealed record Phrase(string He, string She, string They)
{
    public static Phrase Same(string text) => new(text, text, text);

    public string For(Pronoun pronoun) => pronoun switch
    {
        Pronoun.She => She,
        Pronoun.They => They,
        _ => He,
    };

    /// <summary>The same phrase about one item of the person's: <c>{item}</c> becomes its text.</summary>
    public Phrase About(string item) => new(Fill(He, item), Fill(She, item), Fill(They, item));

    private static string Fill(string text, string item) => text.Replace("{item}", item, StringComparison.Ordinal);
}
