using BreakupGuide.Features.Journal;

namespace BreakupGuide.Tests.Features.Journal;

public class OpeningWordsTests
{
    [Theory]
    [InlineData("## Today I slept **well** and *long*.", "Today I slept well and long.")]
    [InlineData("He wrote: > You never listen. And I", "He wrote: You never listen. And I")]
    [InlineData("- milk - bread", "- milk - bread")]
    [InlineData("2 * 3 and 4*5 and #1", "2 * 3 and 4*5 and #1")]
    [InlineData("****", "****")]
    [InlineData("", "")]
    public void Signs_of_markdown_are_left_out_and_words_stay(string words, string shown) => Assert.Equal(shown, OpeningWords.Plain(words));
}
