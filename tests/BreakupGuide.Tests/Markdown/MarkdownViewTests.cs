using BreakupGuide.Markdown;
using Bunit;

namespace BreakupGuide.Tests.Markdown;

public sealed class MarkdownViewTests : BunitContext
{
    [Theory]
    [InlineData("supported", "What is known: supported")]
    [InlineData("mixed", "What is known: mixed")]
    [InlineData("contradicted", "What is known: contradicted")]
    [InlineData("unknown", "What is known: not known")]
    public void An_evidence_note_says_its_verdict_in_words_and_folds_all_but_one_line(string verdict, string words)
    {
        var view = Guide($":::evidence {verdict} [a-1, b-2]\nSeen.\n\nFolded.\n:::");

        var note = view.Find("aside.evidence");
        Assert.Equal(verdict, note.GetAttribute("data-verdict"));
        Assert.Equal(words, note.FirstElementChild!.TextContent);
        Assert.Equal("Seen.", note.Children[1].TextContent);
        var folded = note.QuerySelector("details")!;
        Assert.Equal("What was studied", folded.FirstElementChild!.TextContent);
        Assert.Equal("Folded.", folded.QuerySelector("p")!.TextContent);
        Assert.Equal(["study a-1", "study b-2"], folded.QuerySelectorAll("ul.references li").Select(li => li.TextContent));
    }

    [Fact]
    public void A_note_with_nothing_to_fold_has_no_fold() =>
        Assert.Empty(Guide(":::evidence unknown []\nSeen.\n:::").FindAll("details"));

    [Fact]
    public void The_page_says_how_a_reflect_link_looks()
    {
        var view = Guide("One.\n\n[[reflect:your-part/want]]");

        Assert.Equal("/reflections/your-part?question=want", view.Find("p.reflect a").GetAttribute("href"));
    }

    [Fact]
    public void Without_the_pages_words_reflect_links_and_references_are_left_out()
    {
        var view = Render<MarkdownView>(p => p.Add(v => v.Tree, MarkdownReader.ReadGuide("[[reflect:a/b]]\n\n:::evidence mixed [a-1]\nSeen.\n:::").Tree));

        Assert.Empty(view.FindAll(".reflect, ul, details"));
    }

    [Fact]
    public void Links_that_lead_out_tell_nothing_of_where_they_came_from()
    {
        var links = Guide("[out](https://example.org) and [in](/help)").FindAll("a");

        Assert.Equal("noopener noreferrer", links[0].GetAttribute("rel"));
        Assert.False(links[1].HasAttribute("rel"));
    }

    [Fact]
    public void Blocks_and_inlines_become_their_elements_and_spaces_stay()
    {
        var view = Guide(
            "## A head\n\nOne *two* **three** [four](/help) five.\n\n1. a\n2. b\n\n- c\n- d\n\n> said\n\n---\n\n:::try\nDo.\n:::\n\n:::care\nMind.\n:::");

        view.MarkupMatches("""
            <h2 id="a-head">A head</h2>
            <p>One <em>two</em> <strong>three</strong> <a href="/help">four</a> five.</p>
            <ol><li>a</li><li>b</li></ol>
            <ul><li>c</li><li>d</li></ul>
            <blockquote><p>said</p></blockquote>
            <hr>
            <aside class="try"><p class="note-label">Something to try</p><p>Do.</p></aside>
            <aside class="care"><p class="note-label">Take care</p><p>Mind.</p></aside>
            """);
        Assert.Equal("One two three four five.", view.Find("p").TextContent);
    }

    [Fact]
    public void A_list_that_begins_elsewhere_counts_on_and_loose_items_are_paragraphs()
    {
        var view = Guide("3. a\n\n   b\n4. c");

        Assert.Equal("3", view.Find("ol").GetAttribute("start"));
        Assert.Equal(["a", "b"], view.FindAll("li p").Select(p => p.TextContent));
    }

    private IRenderedComponent<MarkdownView> Guide(string text) => Render<MarkdownView>(p => p
        .Add(v => v.Tree, MarkdownReader.ReadGuide(text).Tree)
        .Add(v => v.Reference, id => $"study {id}")
        .Add(v => v.Reflect, to => $"<a href=\"/reflections/{to.Reflection}?question={to.Question}\">Reflect on this</a>"));
}
