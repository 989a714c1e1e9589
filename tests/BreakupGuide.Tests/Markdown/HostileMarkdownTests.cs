using BreakupGuide.Markdown;
using Bunit;

namespace BreakupGuide.Tests.Markdown;

/// <summary>Whatever is written, reading it never throws, and only what is on the allow-list reaches a page.</summary>
public sealed class HostileMarkdownTests : BunitContext
{
    public static TheoryData<string> Addresses { get; } =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
        "\u0001javascript:alert(1)", "javascript\u00a0:alert(1)", "&#106;avascript:alert(1)", "&#x6A;&#x61;vascript:alert(1)", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "j&Tab;avascript:alert(1)", "java\\script:alert(1)",
        "javascript://example.org/%0aalert(1)", "vbscript:msgbox(1)", "livescript:x",
        "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "data:image/svg+xml,<svg onload=alert(1)>", "DATA:text/html,x",
        "file:///etc/passwd", "ftp://example.org", "blob:https://example.org/1",
        "about:blank", "view-source:https://example.org", "ws://example.org", "filesystem:x",
        "//example.org", "/\\example.org", "\\\\example.org", "/\t/example.org", "/\n/example.org",
        "///example.org", "http:example.org", "https:/example.org", "https://", "http:///x",
        "relative", "./relative", "../relative", "?query", "#fragment", "", " ", "x:y", "1:2",
        ":", "https", "mailto", "intent://x#Intent;end", "sms:1", "\u202ejavascript:x",
    ];

    public static TheoryData<string> Texts { get; } =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>", "<iframe srcdoc='<script>'>",
        "<!-- --><script>alert(1)</script>", "<style>@import 'x'</style>",
        "<form action=/lock method=post><button>x", "<b onmouseover=alert(1)>x</b>", "<?php x ?>", "<![CDATA[x]]>",
        "<details open ontoggle=alert(1)>", "</p><script>alert(1)</script>",
        "```__html\n<script>alert(1)</script>\n```", "```html\n<img src=x onerror=alert(1)>\n```",
        "![x](https://example.org/pixel.png)", "![x](javascript:alert(1))", "![x](data:image/png;base64,AAAA)",
        "[![x](/a.png)](https://example.org)", "![x][y]\n\n[y]: https://example.org/a.png",
        "[x]{onclick=alert(1)}", "# x {#id onclick=alert(1)}", "[x](https://example.org \"\\\" onclick=alert(1)\")",
        "[x](<https://example.org/\" onclick=alert(1)>)", "<https://example.org/\"onclick=alert(1)>",
        "<javascript:alert(1)>", "<data:text/html,x>", "[a]: javascript:alert(1)\n\n[a]", "[x](javascript:alert(1)\n)",
        "**<script>**", "`<script>`", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;",
        ":::evidence supported [<script>]\n<script>\n:::", "[[reflect:<script>/x]]", "[[reflect:a/b]]", "\0", "\ud800", "\ufeff# x", "\u2028# x",
        "a\rb", "\r\n\r\n", "", " ", "\t", "\n\n\n", ":::", "::::::", "---", "- ", ">", "#", "```", "~~~", "|", "\\", "&", "<", "![", "](",
    ];

    /// <summary>What nests deeper or repeats more than anyone writes.</summary>
    public static TheoryData<string, int> Floods { get; } = new()
    {
        { "> ", 10_000 }, { ">", 10_000 }, { "- ", 10_000 }, { "* ", 10_000 }, { "1. ", 10_000 },
        { "> - ", 5_000 }, { "[", 30_000 }, { "]", 10_000 }, { "![", 10_000 }, { "[a](", 10_000 },
        { "[a](b", 10_000 }, { "[a][", 10_000 }, { "(", 10_000 }, { "*", 30_000 }, { "*a ", 30_000 },
        { "_a ", 30_000 }, { "**a*", 10_000 }, { "*a_b", 10_000 }, { "***a ", 10_000 }, { "`", 10_000 },
        { "`a``b", 10_000 }, { "<", 10_000 }, { "<a", 10_000 }, { "<http:", 10_000 }, { "&", 30_000 }, { "&#", 10_000 },
        { "\\", 30_000 }, { "#", 10_000 }, { "# a\n", 5_000 }, { "a\n", 15_000 }, { "a\n\n", 3_000 },
        { "> a\n", 10_000 }, { ":::try\n", 190 }, { "- a\n", 3_000 }, { "~~~\n", 10_000 }, { "---\n", 10_000 },
        { "a\n===\n", 5_000 }, { ":::try\n", 10_000 }, { ":::", 10_000 }, { "\n", 30_000 }, { "\t", 30_000 }, { "\0", 10_000 },
        { "[a]: b\n", 5_000 }, { "| a ", 10_000 }, { "x", 250_000 }, { "*a* ", 100 }, { "[a](/b) ", 90 }, { "> - 1. ", 6 }, { "*a **b ", 70 },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public void An_address_that_is_not_on_the_list_becomes_its_words(string address)
    {
        foreach (var text in new[] { $"[words]({address})", $"[words](<{address}>)", $"<{address}>", $"[words][r]\n\n[r]: {address}" })
        {
            foreach (var tree in new[] { MarkdownReader.ReadWriting(text), MarkdownReader.ReadGuide(text).Tree })
                Assert.Empty(Markdown.Texts.Links(tree));
        }
    }

    [Theory]
    [InlineData("https://example.org/a?b=c#d")]
    [InlineData("HTTP://example.org")]
    [InlineData("mailto:a@example.org")]
    [InlineData("tel:116123")]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/guides/why-did-he-leave#under-the-last-quarrel")]
    public void An_address_on_the_list_is_a_link(string address)
    {
        foreach (var tree in new[] { MarkdownReader.ReadWriting($"[words]({address})"), MarkdownReader.ReadGuide($"[words]({address})").Tree })
            Assert.Equal(address, Assert.Single(Markdown.Texts.Links(tree)).Href);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_text_reaches_the_page_as_words_only(string text) => OnlyAllowedElements(text);

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_flood_of_signs_is_read_without_an_exception(string sign, int times) => OnlyAllowedElements(string.Concat(Enumerable.Repeat(sign, times)));

    [Fact]
    public void Steps_into_the_depth_are_read_without_an_exception()
    {
        OnlyAllowedElements(string.Concat(Enumerable.Range(0, 300).Select(i => new string(' ', i * 2) + "- a\n")));
        OnlyAllowedElements(string.Concat(Enumerable.Range(1, 300).Select(i => new string('`', i) + "a")));
        OnlyAllowedElements(string.Concat(Enumerable.Range(1, 60).Select(i => string.Concat(Enumerable.Repeat("> ", i % 19)) + "a\n\n")));
    }

    public static TheoryData<string> Names { get; } = [.. HostileCases.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_of_the_collection_reaches_the_page_as_words_only(string name)
    {
        var text = HostileCases.All.Single(c => c.Name == name).Text;

        OnlyAllowedElements(text);
        // In lists, in quotes, in emphasis and behind others, it stays what it is.
        OnlyAllowedElements($"- **{text}**\n\n> {text}\n\n# {text}");
    }

    /// <summary>The browser sees many cases in one entry: a case that took its neighbours into a code block would hide them.</summary>
    [Fact]
    public void No_hostile_text_of_the_collection_swallows_the_next()
    {
        Assert.True(HostileCases.All.Count >= 120);
        Assert.Equal(HostileCases.All.Count, HostileCases.All.Select(c => c.Name).Distinct().Count());
        Assert.All(HostileCases.All, hostile =>
        {
            var last = Assert.IsType<ParagraphBlock>(MarkdownReader.ReadWriting(hostile.Text + "\n\nthe *next*").Blocks[^1]);
            Assert.Equal([new TextInline("the ")], last.Inlines.Take(1));
            Assert.IsType<EmphasisInline>(last.Inlines[1]);
        });
    }

    [Fact]
    public void Random_signs_are_read_without_an_exception()
    {
        const string signs = "*_[]()`<>!#-+1. \n\t\\&a\"':~{}|/;";
        var random = new Random(20261122);
        for (var i = 0; i < 3_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(1, 300)).Select(_ => signs[random.Next(signs.Length)])]);
            foreach (var tree in new[] { MarkdownReader.ReadWriting(text), MarkdownReader.ReadGuide(text).Tree })
                Assert.All(Markdown.Texts.Links(tree), link => Assert.Matches(OnlyAllowed.Address(), link.Href));
        }
    }

    private void OnlyAllowedElements(string text) => OnlyAllowed.Of(this, text);
}
