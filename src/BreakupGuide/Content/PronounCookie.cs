namespace BreakupGuide.Content;

/// <summary>How a visitor wants the ex-partner to be spoken of; a plain cookie, so that cached pages can vary by it.</summary>
public static class PronounCookie
{
    public const string Name = "pronoun";

    public static Pronoun Read(HttpRequest request) => request.Cookies[Name] switch
    {
        "she" => Pronoun.She,
        "they" => Pronoun.They,
        _ => Pronoun.He,
    };
}
