using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public sealed class NameRulesTests
{
    [Theory]
    [InlineData("Otter")]
    [InlineData("maren 1987")]
    [InlineData("Jo")]
    [InlineData("1987")]
    [InlineData("2010")]
    [InlineData("J. O'Brien", false)]
    [InlineData("Jean-Luc_2")]
    [InlineData("Žofie Nguyễn")]
    [InlineData("Яна")]
    [InlineData("Ελένη")]
    [InlineData("山田 花子")]
    [InlineData("मीरा")]
    [InlineData("x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("<b>otter</b>", false)]
    [InlineData("ot\u200Bter", false)]
    [InlineData("ot\u202Eter", false)]
    // A Cyrillic а, е or о between Latin letters; a Greek ο; a phonetic ɑ.
    [InlineData("m\u0430ren", false)]
    [InlineData("\u043Etter", false)]
    [InlineData("\u03BFtter", false)]
    [InlineData("m\u0251ren", false)]
    // All Cyrillic or Greek, and drawn like Latin from the first letter to the last.
    [InlineData("\u0430\u0441\u0435", false)]
    [InlineData("\u03BF\u03BD\u03BF", false)]
    // A mark that no letter of this alphabet carries.
    [InlineData("ott\u0335er", false)]
    [InlineData("٣٣٣", false)]
    public void A_name_cannot_be_taken_for_another(string? name, bool isGood = true)
    {
        var problem = NameRules.Problem(name);

        Assert.Equal(isGood, problem is null);
        // What is refused is said.
        Assert.NotEqual("", problem);
    }

    [Fact]
    public void The_same_name_typed_differently_is_the_same_name()
    {
        foreach (var same in new[] { "OTTER", " otter ", "Ｏｔｔｅｒ", "o\u0074ter" }) Assert.Equal("otter", BreakupGuide.Spaces.SpaceStore.Normalise(same));
        Assert.Equal(BreakupGuide.Spaces.SpaceStore.Normalise("Zo\u00EB"), BreakupGuide.Spaces.SpaceStore.Normalise("Zoe\u0308"));
    }

    [Fact]
    public void A_name_is_at_most_sixty_characters()
    {
        Assert.Null(NameRules.Problem(new string('a', 60)));
        Assert.Contains("2 to 60", NameRules.Problem(new string('a', 61)), StringComparison.Ordinal);
    }

    // Bringing letters and their marks together takes the square of the time: megabytes of them would keep a processor busy for hours.
    [Fact]
    public void A_name_is_measured_as_it_was_typed_before_anything_else_is_done_with_it()
    {
        // Four characters each that become one letter.
        var composed = string.Concat(Enumerable.Repeat("\u03B1\u0313\u0301\u0345", (NameRules.LongestTyped / 4) + 1));

        Assert.StartsWith("Choose a name of", NameRules.Problem(composed), StringComparison.Ordinal);
        Assert.Null(NameRules.Problem(composed[..^4]));
    }
}
