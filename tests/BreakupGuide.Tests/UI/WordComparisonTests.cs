using BreakupGuide.UI;

namespace BreakupGuide.Tests.UI;

public class WordComparisonTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("the same words", "the same words", "the same words")]
    [InlineData("he left in May", "he left me in June", "he left |+me |in |-May|+June")]
    [InlineData("I was angry and sad", "I was sad", "I was |-angry and |sad")]
    [InlineData("", "all new", "+all new")]
    [InlineData("all gone", "", "-all gone")]
    [InlineData("one\ntwo", "one\n\ntwo and more", "one\n|+\n|two |+and more")]
    [InlineData("ends here", "ends here and goes on", "ends here |+and goes on")]
    [InlineData("он ушёл вчера", "он ушёл сегодня", "он ушёл |-вчера|+сегодня")]
    public void Words_are_marked_one_by_one(string earlier, string later, string expected) =>
        Assert.Equal(expected, Marked(earlier, later));

    [Fact]
    public void Both_texts_can_be_read_out_of_the_marks_whatever_changed()
    {
        var random = new Random(4);
        string[] words = ["a ", "b ", "c ", "\n", "  ", "d\t", "e"];
        for (var round = 0; round < 500; round++)
        {
            var (earlier, later) = (Text(), Text());
            var stretches = WordComparison.Between(earlier, later);

            Assert.Equal(Words(earlier), Words(string.Concat(stretches.Where(s => s.Kind != StretchKind.Added).Select(s => s.Text))));
            Assert.Equal(Words(later), Words(string.Concat(stretches.Where(s => s.Kind != StretchKind.Gone).Select(s => s.Text))));
            Assert.All(stretches.Zip(stretches.Skip(1)), pair => Assert.NotEqual(pair.First.Kind, pair.Second.Kind));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)]));
    }

    [Fact]
    public void A_text_of_the_greatest_size_in_which_nothing_is_the_same_is_told_as_a_whole()
    {
        var earlier = string.Concat(Enumerable.Repeat("aaaa ", 40_000));
        var later = string.Concat(Enumerable.Repeat("bbbb ", 40_000));

        Assert.Equal(
            [new(StretchKind.Same, "x "), new(StretchKind.Gone, earlier), new(StretchKind.Added, later), new Stretch(StretchKind.Same, "y")],
            WordComparison.Between($"x {earlier}y", $"x {later}y"));
    }

    // Without room: where a line ends decides whether there is some behind a word, and that is no difference.
    private static string Words(string text) => string.Concat(text.Where(c => c is not (' ' or '\t')));

    private static string Marked(string earlier, string later) =>
        string.Join(
            "|", WordComparison.Between(earlier, later).Select(s => s.Kind switch { StretchKind.Gone => "-", StretchKind.Added => "+", _ => "" } + s.Text));
}
