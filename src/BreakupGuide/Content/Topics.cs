namespace BreakupGuide.Content;

/// <summary>What guides can be about, in the order in which they are offered.</summary>
public static class Topics
{
    private static readonly (string Slug, string Label)[] Known =
    [
        ("understanding", "Understanding"),
        ("talking", "Talking"),
        ("space", "Giving space"),
        ("deciding", "Deciding"),
        ("returning", "Going back"),
        ("apology", "Saying sorry"),
        ("letting-go", "Letting go"),
        ("looking-after-yourself", "Looking after yourself"),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Known.Select(t => t.Slug)];

    public static string Label(string slug) => Known.First(t => t.Slug == slug).Label;
}
