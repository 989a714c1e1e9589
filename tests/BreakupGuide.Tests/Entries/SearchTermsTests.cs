using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Entries;

/// <summary>What is looked for, where it stands in a text, and what is nearly it.</summary>
public class SearchTermsTests
{
    [Theory]
    [InlineData("don't", "I don’t know", "don’t")]
    [InlineData("don’t", "I don't know", "don't")]
    [InlineData("cafe", "In the CAFÉ, at nine", "CAFÉ")]
    [InlineData("café", "In the cafe\u0301, at nine", "cafe\u0301")]
    [InlineData("CAFE\u0301", "In the Café.", "Café")]
    [InlineData("strasse", "Die Straße war leer", "Straße")]
    [InlineData("istanbul", "İSTANBUL", "İSTANBUL")]
    [InlineData("ПРИВЕТ", "Он сказал «привет»", "привет")]
    [InlineData("\"he is tired\"", "And he is\n tired now", "he is\n tired")]
    [InlineData("“he said”", "What he said", "he said")]
    [InlineData("\"\u2018no\u2019\"", "He said 'no' twice", "'no'")]
    [InlineData("well-being", "well–being", "well–being")]
    [InlineData("🙂", "so 🙂 then", "🙂")]
    public void It_is_found_and_marked_whatever_its_form(string typed, string text, string marked)
    {
        var terms = SearchTerms.Of(typed);

        Assert.True(terms.AllIn([text], default));
        var (start, length) = Assert.Single(terms.In(text));
        Assert.Equal(marked, text.Substring(start, length));
    }

    [Theory]
    [InlineData("\"tired is\"", "he is tired")]
    [InlineData("cat", "dog")]
    [InlineData("cat dog", "cat")]
    public void What_does_not_stand_there_is_not_found(string typed, string text) => Assert.False(SearchTerms.Of(typed).AllIn([text], default));

    [Fact]
    public void Words_may_stand_in_different_texts_and_a_phrase_may_not() => Assert.Equal(
        (true, false), (SearchTerms.Of("cat dog").AllIn(["a dog", "a cat"], default), SearchTerms.Of("\"cat dog\"").AllIn(["a dog", "a cat"], default)));

    // Somebody is still typing it.
    [Fact]
    public void A_quote_that_is_not_closed_is_none() => Assert.Equal(["he", "is"], SearchTerms.Of("\"he is").All);

    [Fact]
    public void Nothing_is_asked_by_signs_alone() => Assert.All(["", "  ", "\"\"", "\" \"", "\""], typed => Assert.True(SearchTerms.Of(typed).IsEmpty));

    [Fact]
    public void Marks_do_not_overlap()
    {
        const string Text = "kitchen kit";
        Assert.Equal(["kitchen", "kit"], SearchTerms.Of("kit kitchen").In(Text).Select(m => Text.Substring(m.Start, m.Length)));
    }

    [Theory]
    [InlineData("kitchn", "Kitchen")]
    [InlineData("kicthen", "Kitchen")]
    [InlineData("kittchens", "Kitchen")]
    [InlineData("cafw", "café")]
    [InlineData("dosn't", "doesn’t")]
    public void A_slip_of_the_fingers_is_near_it(string typed, string near) =>
        Assert.Equal([near], Near(typed, "In the Kitchen it rained, the café was shut. It doesn’t."));

    [Theory]
    // Too far, too short, there already, and there as a part of another word.
    [InlineData("katzen")]
    [InlineData("2027")]
    [InlineData("ran")]
    [InlineData("kitchen")]
    [InlineData("itchen")]
    public void Nothing_else_is(string typed) => Assert.Empty(Near(typed, "In the Kitchen it rained in 2026"));

    [Fact]
    public void What_is_offered_replaces_only_what_is_not_there()
    {
        var terms = SearchTerms.Of("rained \"in the\" kitchn");
        var near = new NearWords(terms);
        near.Look("In the kitchen it rained");

        Assert.Equal("rained \"in the\" kitchen", terms.With(Assert.Single(near.Best)));
    }

    private static IEnumerable<string> Near(string typed, string text)
    {
        var near = new NearWords(SearchTerms.Of(typed));
        near.Look(text);
        return near.Best.Select(n => n.Word);
    }
}
