using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

public class PronounTextTests
{
    [Theory]
    [InlineData("{he} {him} {his} {his-own} {himself}", "he him his his himself", "she her her hers herself", "they them their theirs themselves")]
    [InlineData("{He} {Him} {His} {His-own} {Himself}", "He Him His His Himself", "She Her Her Hers Herself", "They Them Their Theirs Themselves")]
    [InlineData("{Does|Do} {he} know? {He} {does not|do not}.", "Does he know? He does not.", "Does she know? She does not.", "Do they know? They do not.")]
    [InlineData("No token at all.", "No token at all.", "No token at all.", "No token at all.")]
    public void Tokens_become_words_for_each_pronoun(string text, string he, string she, string they) =>
        Assert.Equal(new Phrase(he, she, they), Read(text, out _));

    [Theory]
    [InlineData("{HE}")]
    [InlineData("{ he }")]
    [InlineData("{}")]
    [InlineData("{wants|}")]
    [InlineData("{a|b|c}")]
    [InlineData("{he")]
    [InlineData("he}")]
    [InlineData("{{he}}")]
    [InlineData("{item}")]
    [InlineData("{he}'s")]
    [InlineData("{he}’ll")]
    public void Anything_else_in_braces_is_a_mistake(string text)
    {
        Read("0123" + text, out var problems);

        Assert.All(problems, p => Assert.InRange(p, 4, 4 + text.Length));
        Assert.NotEmpty(problems);
    }

    [Fact]
    public void An_item_stays_to_be_filled_inside_an_each_block()
    {
        var phrase = PronounText.Read("Is “{item}” {his}?", itemAllowed: true, (_, message) => Assert.Fail(message));

        Assert.Equal("Is “the {he} cup” her?", phrase.About("the {he} cup").She);
    }

    private static Phrase Read(string text, out List<int> problems)
    {
        var found = new List<int>();
        var phrase = PronounText.Read(text, itemAllowed: false, (offset, _) => found.Add(offset));
        problems = found;
        return phrase;
    }
}
