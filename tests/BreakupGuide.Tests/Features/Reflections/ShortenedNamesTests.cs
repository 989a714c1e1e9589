using System.Text;
using BreakupGuide.Entries.Reading;

namespace BreakupGuide.Tests.Features.Reflections;

public class ShortenedNamesTests
{
    [Theory]
    [InlineData("Anna", "I miss ANNA and anna.", "I miss A. and A.")]
    [InlineData("Anna", "Annabel and Hanna stay, Anna’s hat goes", "Annabel and Hanna stay, A.’s hat goes")]
    [InlineData("Anna, Anna Maria", "Anna Maria left Anna", "A. left A.")]
    [InlineData("Anna Maria", "Anna\nMaria", "A.")]
    [InlineData("Zoë", "Zoe\u0308 and ZOË", "Z. and Z.")]
    [InlineData("O'Neil", "Mr O’Neil", "Mr O.")]
    [InlineData("J.R. (Jim)", "it was J.R. (Jim) again", "it was J. again")]
    [InlineData("слава", "Слава ушёл, славный день", "С. ушёл, славный день")]
    [InlineData("Jean-Luc", "he saw Jean-Luc", "he saw J.")]
    [InlineData(" , . ,", "nothing . is, changed", "nothing . is, changed")]
    [InlineData("", "nobody", "nobody")]
    public void Whole_words_become_their_first_letter_in_whatever_case(string typed, string text, string shown) =>
        Assert.Equal(shown, new ShortenedNames(ShortenedNames.Parse(typed)!).In(text));

    [Fact]
    public void Names_are_read_once_each_and_not_too_many()
    {
        Assert.Equal(["Anna", "Ben Ali"], ShortenedNames.Parse(" Anna ,anna,, Ben   Ali ")!);
        Assert.Null(ShortenedNames.Parse(new string('a', 101)));
        Assert.Null(ShortenedNames.Parse(new StringBuilder().Insert(0, "a,", 600).ToString()));
        Assert.Null(ShortenedNames.Parse(string.Join(',', Enumerable.Range(0, 51))));
    }
}
