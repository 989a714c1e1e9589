using BreakupGuide.Content;
using BreakupGuide.Features.Guides;
using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Features.Guides;

public class GuideSearchTests
{
    private static readonly GuideSearch Search = new(new ContentLibrary(
        [
            Guide(2, "The kettle", "About tea.", [Paragraph("It whistles."), Heading("steam", "Steam"), Paragraph("Steam rises from the lake at dawn.")]),
            Guide(
                1, "A walk", "Round the lake.",
                [Paragraph("Start at the gate."), Heading("rain", "In rain"), new ListBlock(false, 1, [[Paragraph("Take a kettle.")]])]),
            Guide(3, "Notes", "Small ones.", [new EvidenceBlock(Verdict.Unknown, [], Paragraph("Nobody counted herons."), [Paragraph("A folded heron.")])]),
        ],
        [], [], [], [], []));

    [Fact]
    public void Guides_with_the_word_in_their_title_come_first()
    {
        Assert.Equal(["The kettle", "A walk"], Titles("kettle"));
    }

    [Fact]
    public void All_words_must_stand_in_the_guide_but_not_side_by_side()
    {
        Assert.Equal(["A walk"], Titles("gate rain"));
        Assert.Empty(Titles("gate dawn"));
    }

    [Fact]
    public void Titles_summaries_headings_lists_and_notes_are_searched_whatever_the_capitals()
    {
        Assert.Equal(["A walk"], Titles("ROUND"));
        Assert.Equal(["A walk"], Titles("in RAIN"));
        Assert.Equal(["Notes"], Titles("folded"));
    }

    [Fact]
    public void A_passage_leads_to_its_section_and_marks_the_match()
    {
        var passage = Assert.Single(Search.Find("dawn", Pronoun.He)[0].Passages);

        Assert.Equal(("steam", "Steam"), (passage.Id, passage.Heading));
        Assert.Equal("Steam rises from the lake at [dawn].", string.Concat(passage.Text.Select(p => p.Matched ? $"[{p.Text}]" : p.Text)));
    }

    [Fact]
    public void A_long_paragraph_is_cut_between_words_round_the_match()
    {
        var words = string.Join(' ', Enumerable.Range(100, 200));
        var search = new GuideSearch(new ContentLibrary([Guide(1, "Numbers", "", [Paragraph(words)])], [], [], [], [], []));
        var text = string.Concat(search.Find("200", Pronoun.He)[0].Passages[0].Text.Select(p => p.Text));

        Assert.Matches(@"^… (\d{3} )+200( \d{3})+ …$", text);
        Assert.InRange(text.Length, 100, 200);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("\"?\"")]
    public void Nothing_asked_finds_nothing(string query) => Assert.Empty(Search.Find(query, Pronoun.He));

    [Fact]
    public void A_question_longer_than_the_box_is_cut()
    {
        Assert.Equal(["Notes"], Titles("heron" + new string(' ', GuideSearch.LongestQuery) + "zebra"));
    }

    private static IEnumerable<string> Titles(string query) => Search.Find(query, Pronoun.He).Select(f => f.Guide.Title.He);

    private static Guide Guide(int order, string title, string summary, IReadOnlyList<Block> blocks)
    {
        var body = new GuideBody(new MarkdownTree(blocks), [.. blocks.OfType<HeadingBlock>()]);
        return new Guide($"guide-{order}", Phrase.Same(title), Phrase.Same(summary), order, [], "", "", [], default, 0, 1, body, body, body);
    }

    private static ParagraphBlock Paragraph(string text) => new([new TextInline(text)]);

    private static HeadingBlock Heading(string id, string text) => new(2, id, [new TextInline(text)]);
}
