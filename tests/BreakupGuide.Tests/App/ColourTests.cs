using System.Globalization;
using System.Text.RegularExpressions;

namespace BreakupGuide.Tests.App;

/// <summary>Computes WCAG contrast from the tokens in app.css, for the light and the dark look.</summary>
public partial class ColourTests
{
    private static readonly Dictionary<string, double[]> Tokens = Read();

    [Theory]
    [InlineData("ink", "paper", 7)]
    [InlineData("ink", "raised", 7)]
    [InlineData("ink", "sunk", 7)]
    [InlineData("ink", "wash", 7)]
    [InlineData("ink", "caution", 7)]
    [InlineData("soft", "paper", 7)]
    [InlineData("accent", "paper", 7)]
    [InlineData("danger", "paper", 7)]
    [InlineData("soft", "raised", 4.5)]
    [InlineData("soft", "sunk", 4.5)]
    [InlineData("soft", "wash", 4.5)]
    [InlineData("soft", "caution", 4.5)]
    [InlineData("accent", "sunk", 4.5)]
    [InlineData("accent", "wash", 4.5)]
    [InlineData("accent", "caution", 4.5)]
    [InlineData("accent-ink", "accent", 4.5)]
    [InlineData("accent-ink", "accent-strong", 4.5)]
    [InlineData("danger", "raised", 4.5)]
    [InlineData("edge", "paper", 3)]
    [InlineData("edge", "raised", 3)]
    [InlineData("edge", "sunk", 3)]
    [InlineData("ink", "lamp-wash", 7)]
    [InlineData("soft", "lamp-wash", 4.5)]
    [InlineData("accent", "lamp-wash", 4.5)]
    [InlineData("lamp-ink", "paper", 4.5)]
    [InlineData("lamp-ink", "lamp-wash", 4.5)]
    [InlineData("edge", "lamp-wash", 3)]
    [InlineData("focus", "paper", 3)]
    [InlineData("focus", "raised", 3)]
    [InlineData("focus", "caution", 3)]
    public void Colours_differ_enough_in_both_looks(string text, string ground, double atLeast)
    {
        for (var look = 0; look < 2; look++)
        {
            var (a, b) = (Tokens[text][look], Tokens[ground][look]);
            Assert.InRange((Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05), atLeast, 21);
        }
    }

    /// <summary>The night stands twice: once for the system’s wish, once for a person’s choice.</summary>
    [Fact]
    public void Both_nights_are_the_same()
    {
        Assert.NotEmpty(Tokens);
        Assert.All(Tokens, token => Assert.True(token.Value.Length == 3 && token.Value[1].Equals(token.Value[2]), token.Key));
    }

    /// <summary>Relative luminance by token: by day, by night, and by night once more.</summary>
    private static Dictionary<string, double[]> Read()
    {
        using var site = new Site();
        var css = site.Browse().Http.GetStringAsync("/app.css").GetAwaiter().GetResult();
        return Token().Matches(css.Split("@media print")[0]).GroupBy(m => m.Groups["name"].Value).ToDictionary(g => g.Key, g => g.Select(Luminance).ToArray());
    }

    private static double Luminance(Match token)
    {
        double Number(string group) => double.Parse(token.Groups[group].Value, CultureInfo.InvariantCulture);
        var (lightness, chroma, hue) = (Number("l"), Number("c"), Number("h") * Math.PI / 180);
        var (a, b) = (chroma * Math.Cos(hue), chroma * Math.Sin(hue));
        var l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        var m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        var s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        var red = (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s);
        var green = (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s);
        var blue = (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s);
        return (0.2126 * Math.Clamp(red, 0, 1)) + (0.7152 * Math.Clamp(green, 0, 1)) + (0.0722 * Math.Clamp(blue, 0, 1));
    }

    [GeneratedRegex(@"--(?<name>[\w-]+): oklch\((?<l>[\d.]+) (?<c>[\d.]+) (?<h>[\d.]+)\)")]
    private static partial Regex Token();
}
