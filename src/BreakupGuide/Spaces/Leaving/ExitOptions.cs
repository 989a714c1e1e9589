namespace BreakupGuide.Spaces.Leaving;

/// <summary>Section <c>BreakupGuide</c>: where “Exit this page” goes for those who chose nothing.</summary>
public sealed class ExitOptions
{
    /// <summary>Neutral pages that show nothing personal and look the same to everybody. No other address is ever gone to.</summary>
    public static readonly IReadOnlyList<ExitPlace> Allowed =
    [
        new("bbc", "BBC Weather", "https://www.bbc.com/weather"),
        new("bbc-uk", "BBC Weather (United Kingdom)", "https://www.bbc.co.uk/weather"),
        new("wikipedia", "Wikipedia", "https://www.wikipedia.org/"),
        new("weather", "The Weather Channel", "https://weather.com/"),
        new("google", "Google", "https://www.google.com/"),
    ];

    public string ExitUrl { get; set; } = Allowed[0].Address;

    internal ExitPlace Default => Allowed.First(p => p.Address == ExitUrl);

    internal static bool IsAllowed(string address) => Allowed.Any(p => p.Address == address);
}

/// <param name="Key">How forms and the cookie name it.</param>
public sealed record ExitPlace(string Key, string Name, string Address)
{
    public override string ToString() => "[place]";
}
