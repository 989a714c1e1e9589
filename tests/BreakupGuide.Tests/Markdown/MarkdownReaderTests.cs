using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Markdown;

public class MarkdownReaderTests
{
    [Fact]
    public void A_line_break_in_own_writing_is_kept()
    {
        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(MarkdownReader.ReadWriting("one\ntwo").Blocks));

        Assert.Equal([new TextInline("one"), new BreakInline(), new TextInline("two")], paragraph.Inlines);
    }

    [Fact]
    public void A_line_break_in_a_guide_is_a_space()
    {
        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(MarkdownReader.ReadGuide("one\r\ntwo").Tree.Blocks));

        Assert.Equal([new TextInline("one two")], paragraph.Inlines);
    }

    [Theory]
    [InlineData("[me]: no")]
    [InlineData("[him]: /url \"never\"")]
    [InlineData("one\n---\ntwo")]
    [InlineData("    four spaces are no code")]
    [InlineData("one\n===")]
    [InlineData("::: ::: a ::b:: c")]
    [InlineData(":::evidence mixed []\nmine\n:::")]
    [InlineData("[[reflect:why-he-left/what-he-said]]")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("a^b^ ~~c~~ ++d++ $e$ :smile: {.class}")]
    [InlineData("&lt;b&gt; 5 < 6 && 7 > 6")]
    public void No_word_of_own_writing_gets_lost(string text)
    {
        var shown = string.Concat(Texts.Of(MarkdownReader.ReadWriting(text)));

        Assert.All(
            System.Net.WebUtility.HtmlDecode(text).Split(['\n', ' ', '=', '-'], StringSplitOptions.RemoveEmptyEntries),
            word => Assert.Contains(word, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("# One", 2)]
    [InlineData("## Two", 2)]
    [InlineData("###### Six", 2)]
    [InlineData("# One\n## Two", 2, 3)]
    [InlineData("# One\n### Three\n#### Four\n##### Five", 2, 3, 4, 4)]
    [InlineData("## Two\n# One\n### Three", 2, 2, 3)]
    public void Headings_of_own_writing_stand_below_the_pages_first_heading_and_skip_no_level(string text, params int[] levels)
    {
        var headings = MarkdownReader.ReadWriting(text).Blocks.Cast<HeadingBlock>().ToList();

        Assert.Equal(levels, headings.Select(h => h.Level));
        Assert.All(headings, h => Assert.Null(h.Id));
    }

    [Fact]
    public void Own_writing_may_hold_lists_quotes_rules_and_code()
    {
        var blocks = MarkdownReader.ReadWriting("3. a\n4. b\n\n- c\n\n> d\n\n---\n\n```html\n<script>\n```\n\n`e`").Blocks;

        var ordered = Assert.IsType<ListBlock>(blocks[0]);
        Assert.Equal((true, 3, 2), (ordered.Ordered, ordered.Start, ordered.Items.Count));
        Assert.False(Assert.IsType<ListBlock>(blocks[1]).Ordered);
        Assert.IsType<QuoteBlock>(blocks[2]);
        Assert.IsType<RuleBlock>(blocks[3]);
        Assert.Equal("<script>", Assert.IsType<CodeBlock>(blocks[4]).Text);
        Assert.Equal(new CodeInline("e"), Assert.Single(Assert.IsType<ParagraphBlock>(blocks[5]).Inlines));
    }

    [Theory]
    [InlineData("## Why {} may — leave (soon)?", "why-may-leave-soon")]
    [InlineData("## \"It is over\": what now", "it-is-over-what-now")]
    [InlineData("### Été 2026", "été-2026")]
    [InlineData("## A *strong* word", "a-strong-word")]
    public void A_headings_words_are_its_address(string text, string id) =>
        Assert.Equal(id, Assert.IsType<HeadingBlock>(Assert.Single(MarkdownReader.ReadGuide(text).Tree.Blocks)).Id);

    [Fact]
    public void Heading_addresses_can_be_given_so_that_they_are_the_same_for_every_pronoun()
    {
        var blocks = MarkdownReader.ReadGuide("## She\n\n## More", ["he"]).Tree.Blocks;

        Assert.Equal(["he", "more"], blocks.Cast<HeadingBlock>().Select(h => h.Id));
    }

    [Fact]
    public void Containers_become_notes()
    {
        var reading = MarkdownReader.ReadGuide(":::evidence contradicted [a-1, b-2]\nSeen.\n\nFolded.\n:::\n\n:::try\nDo.\n:::\n\n:::care\nMind.\n:::");

        Assert.Empty(reading.Problems);
        var evidence = Assert.IsType<EvidenceBlock>(reading.Tree.Blocks[0]);
        Assert.Equal(Verdict.Contradicted, evidence.Verdict);
        Assert.Equal(["a-1", "b-2"], evidence.References);
        Assert.Equal(["Seen."], Texts.Of(new MarkdownTree([evidence.Line])));
        Assert.Equal(["Folded."], Texts.Of(new MarkdownTree(evidence.More)));
        Assert.IsType<TryBlock>(reading.Tree.Blocks[1]);
        Assert.IsType<CareBlock>(reading.Tree.Blocks[2]);
        Assert.Equal(["a-1", "b-2"], reading.Mentions.Where(m => m.Kind == MentionKind.Reference).Select(m => m.Value));
    }

    [Fact]
    public void A_reflect_link_alone_in_its_paragraph_becomes_a_way_to_its_question()
    {
        var reading = MarkdownReader.ReadGuide("One.\n\n[[reflect:your-part/want]]\n\nTwo.");

        Assert.Equal(new ReflectBlock("your-part", "want"), reading.Tree.Blocks[1]);
        Assert.Equal(new MarkdownMention(3, MentionKind.Reflect, "your-part/want"), Assert.Single(reading.Mentions));
    }

    [Theory]
    [InlineData("One.\n\n:::note\ntext\n:::", 3, "“:::note” is unknown")]
    [InlineData("One.\n\n:::try\ntext", 3, "“:::try” is never closed")]
    [InlineData(":::try\n:::", 1, "“:::try” is empty")]
    [InlineData("::::evidence mixed []\n:::try\n:::\n::::", 1, "“:::evidence” is empty")]
    [InlineData("- one\n\n  :::try\n  two\n  :::", 3, "stands on its own")]
    [InlineData(":::evidence\ntext\n:::", 1, "evidence is written")]
    [InlineData(":::evidence Mixed []\ntext\n:::", 1, "“Mixed” is no verdict")]
    [InlineData(":::evidence mixed []\n- text\n:::", 1, "evidence begins with one visible line")]
    [InlineData("One.\n\n# Two", 3, "headings are ## or ###")]
    [InlineData("#### Four", 1, "headings are ## or ###")]
    [InlineData("## ---", 1, "a heading needs words")]
    [InlineData("## A\n\n## a", 3, "two headings would have the address “#a”")]
    [InlineData("One\n[two](ftp://x)", 2, "a link starts with")]
    [InlineData("![one](/two.png)", 1, "guides hold no images")]
    [InlineData("One\n\n<script>x</script>", 3, "guides hold no HTML")]
    [InlineData("```\none\n```", 1, "guides hold no code")]
    [InlineData("One\n`two`", 2, "guides hold no code")]
    [InlineData("[[reflect:A/b]]", 1, "a reflect link is written")]
    [InlineData("One [[reflect:a/b]]", 1, "a reflect link is written")]
    public void What_a_guide_may_not_hold_is_named_with_its_line(string text, int line, string message)
    {
        var problem = MarkdownReader.ReadGuide(text).Problems.First(p => p.Message.Contains(message, StringComparison.Ordinal));

        Assert.Equal(line, problem.Line);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\u2028\u2028")]
    [InlineData("\n\u00a0\n")]
    [InlineData("\u0085\u0085")]
    public void A_paragraph_that_is_too_much_stands_as_it_was_typed_and_the_others_are_laid_out(string between)
    {
        var half = string.Concat(Enumerable.Repeat("*a ", InputCaps.Signs / 2));
        var text = $"one *two*\n\n{half}{between}{half}*\n\n# last";

        var tree = MarkdownReader.ReadWriting(text);

        Assert.True(tree.IsPartlyPlain);
        Assert.IsType<EmphasisInline>(Assert.IsType<ParagraphBlock>(tree.Blocks[0]).Inlines[1]);
        Assert.All(Assert.IsType<ParagraphBlock>(tree.Blocks[1]).Inlines, i => Assert.True(i is TextInline or BreakInline));
        Assert.Equal(half.TrimEnd(), Texts.Of(tree).ElementAt(1)[..half.TrimEnd().Length]);
        Assert.IsType<HeadingBlock>(tree.Blocks[^1]);
        Assert.Contains(MarkdownReader.ReadGuide(text).Problems, p => p.Message.Contains("too many signs", StringComparison.Ordinal));
    }

    [Fact]
    public void A_heading_that_is_too_much_stands_as_it_was_typed()
    {
        var tree = MarkdownReader.ReadWriting("# " + new string('[', InputCaps.Signs + 1));

        Assert.True(tree.IsPartlyPlain);
        Assert.Equal(new string('[', InputCaps.Signs + 1), Assert.Single(Assert.IsType<HeadingBlock>(Assert.Single(tree.Blocks)).Inlines).PlainText);
    }

    [Fact]
    public void A_text_that_is_too_much_as_a_whole_is_shown_as_plain_paragraphs_with_every_line()
    {
        string[] texts =
        [
            "first\nsecond\n\n# last\n\n" + new string('x', InputCaps.Length),
            "first\nsecond\n\n# last\n\n" + new string('\n', InputCaps.Lines),
            "first\nsecond\n\n# last\n\n" + string.Concat(Enumerable.Repeat("*a*\n\n", InputCaps.SignsInAll / 2)),
        ];
        foreach (var text in texts)
        {
            var tree = MarkdownReader.ReadWriting(text);
            Assert.True(tree.IsPartlyPlain);
            Assert.Equal([new TextInline("first"), new BreakInline(), new TextInline("second")], Assert.IsType<ParagraphBlock>(tree.Blocks[0]).Inlines);
            Assert.Equal("# last", Assert.Single(Assert.IsType<ParagraphBlock>(tree.Blocks[1]).Inlines).PlainText);
            Assert.NotEmpty(MarkdownReader.ReadGuide(text).Problems);
        }
    }

    /// <summary>The parser's work grows with the square of the signs in a paragraph, so the proof of the cap counts, and looks at no clock.</summary>
    [Fact]
    public void The_parser_never_works_on_more_than_the_cap()
    {
        string[] floods = ["*a ", "*a* ", "_a ", "[", "]", "`", "<a", "[a](", "![", "*a\u2028\u2028", "*a\n\u00a0\n", "> *a\n", "- *a\n", "# *a\n", "*a\f\f"];
        foreach (var flood in floods)
        {
            var text = string.Concat(Enumerable.Repeat(flood, InputCaps.SignsInAll / 3));
            var tree = MarkdownReader.ReadWriting(text);
            Assert.All(Texts.Leaves(tree), inlines => Assert.InRange(Texts.CountLaidOut(inlines), 0, InputCaps.Signs));
        }
    }

    [Fact]
    public void A_list_without_gaps_is_laid_out_however_many_signs_its_items_have()
    {
        var items = string.Concat(Enumerable.Repeat("- **he** said *nothing*, and I [left](/help)\n", 400));

        var tree = MarkdownReader.ReadWriting(items);

        Assert.False(tree.IsPartlyPlain);
        Assert.Equal(400, Texts.Links(tree).Count());
    }

    [Fact]
    public void A_long_ordinary_diary_keeps_its_headings_lists_and_emphasis()
    {
        var day = "## Monday\n\nIt was *hard* and [long](https://example.org).\n\n* one thing\n* two things\n  * a smaller thing\n\n"
            + "> \"I need space.\"\n\n- - - - - - - - - - - - - - - - - - - - - - - - - - - -\n\n";
        var list = string.Concat(Enumerable.Repeat("* an item of a very long list without a gap\n", 1_000));

        var blocks = MarkdownReader.ReadWriting(string.Concat(Enumerable.Repeat(day, 500)) + list).Blocks;

        Assert.Equal(500, blocks.OfType<HeadingBlock>().Count());
        Assert.Equal(1_000, blocks.OfType<ListBlock>().Last().Items.Count);
    }

    [Fact]
    public void Quotes_inside_quotes_stay_quotes_as_deep_as_people_write_and_are_plain_beyond()
    {
        Assert.IsType<QuoteBlock>(MarkdownReader.ReadWriting(Quoted(10)).Blocks[0]);
        Assert.IsType<ParagraphBlock>(MarkdownReader.ReadWriting(Quoted(1_000)).Blocks[0]);
    }

    [Fact]
    public void A_tree_is_never_deeper_than_a_page_can_nest_and_keeps_its_words()
    {
        var tree = MarkdownReader.ReadWriting(Quoted(60));

        var depth = 0;
        for (var block = tree.Blocks[0]; block is QuoteBlock quote; block = quote.Blocks[0])
            depth++;
        Assert.InRange(depth, 1, 16);
        Assert.Equal(["the words"], Texts.Of(tree));
    }

    private static string Quoted(int depth) => string.Concat(Enumerable.Repeat("> ", depth)) + "the *words*";
}
