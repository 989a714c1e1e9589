using BreakupGuide.Features.Journal;

namespace BreakupGuide.Tests.Features.Journal;

public class OpeningWordsTests
{
    [Theory]
    [InlineData("## Today I slept **well** and *long*.", "Today I slept well and long.")]
    [InlineData("He wrote: > You never listen. And I", "He wrote: You never listen. And I")]
    [InlineData("- Wednesday swimming", "Wednesday swimming")]
    [InlineData("- milk\n- bread\n\nAnd then", "milk · bread And then")]
    [InlineData("* milk\n+ **bread**", "milk · bread")]
    [InlineData("# Rain\nIt fell - and fell.", "Rain · It fell - and fell.")]
    [InlineData("> He said:\n> - go\n> - or stay", "He said: go · or stay")]
    [InlineData("1. wake\n2. eat", "1. wake 2. eat")]
    [InlineData("before\n\n---\nafter\n```\ncode\n```", "before after code")]
    [InlineData("see [the map](https://example.org/x) and _this_, not snake_case", "see the map and this, not snake_case")]
    // Of earlier programs: all on one line.
    [InlineData("- milk - bread", "milk - bread")]
    [InlineData("2 * 3 and 4*5 and #1", "2 * 3 and 4*5 and #1")]
    [InlineData("****", "")]
    [InlineData("", "")]
    public void Signs_of_markdown_are_left_out_and_words_stay(string words, string shown) => Assert.Equal(shown, OpeningWords.Plain(words));
}
