using System.Globalization;
using System.Text;
using Bunit;

namespace BreakupGuide.Tests.Markdown;

/// <summary>
/// Texts that nobody thought of: signs of Markdown, pieces of the hostile collection and random characters, put together at random.
/// The seeds are fixed. With BREAKUPGUIDE_FUZZ set to a number of texts, that many are tried from a seed of the day; a failure names its seed.
/// </summary>
public sealed class MarkdownFuzzTests : BunitContext
{
    // An empty quote is 25 characters of HTML for one sign; no other sign becomes more.
    private const int MostForOneSign = 30;
    private const int MostAround = 500;

    private static readonly string[] Fragments =
    [
        "*", "**", "***", "_", "__", "`", "``", "```", "~~~", "[", "]", "(", ")", "](", "![", "<",
        ">", "<!--", "-->", "&", "&#", "&#x", "&lt;", "&colon;", ";", "\\", "#", "## ", "###### ",
        "- ", "* ", "+ ", "1. ", "99) ", "> ", ">", "---", "===", "| ", "|---|", ":", ":::", ":::try",
        ":::evidence mixed [a]", "[[reflect:a/b]]", "[^1]", "[a]: /b", "{.x}", "$", "$$", "~~", "^", "=",
        "\n", "\n\n", "\n    ", "\n  ", "\t", "\r", "\r\n", " ", "  \n", "\f", "\v", "\0", "\u0085",
        "\u00a0", "\u2028", "\u2029", "\u200b", "\u202e", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udc00",
        "a", "no", "words and words", "http://", "https://e.example", "mailto:",
        "javascript:", "data:", "www.", "a@b.example", "(/b \"c\")", "<https://e.example>",
    ];

    public static TheoryData<int> CrashData => Rounds is null ? [20261124, 7, 3] : [Environment.TickCount & int.MaxValue];

    private static int? Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("BREAKUPGUIDE_FUZZ"), CultureInfo.InvariantCulture, out var rounds) ? rounds : null;

    [Theory]
    [MemberData(nameof(CrashData))]
    public async Task Any_text_is_read_without_an_exception_into_allowed_elements_of_bounded_size(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < (Rounds ?? 2_000); round++)
        {
            var text = Text(random);
            try
            {
                Assert.InRange(OnlyAllowed.Of(this, text), 0, MostAround + (MostForOneSign * text.Length));
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Seed {seed}, text {round}: {Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}", exception);
            }

            if (round % 100 == 99) await DisposeComponentsAsync();
        }
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(1, 60); pieces > 0; pieces--)
        {
            var piece = random.Next(10) switch
            {
                0 => HostileCases.All[random.Next(HostileCases.All.Count)].Text,
                1 => ((char)random.Next(0x10000)).ToString(),
                2 => Rune.TryCreate(random.Next(0x110000), out var rune) ? rune.ToString() : "",
                _ => Fragments[random.Next(Fragments.Length)],
            };
            for (var times = random.Next(8) == 0 ? random.Next(1, (400 / (piece.Length + 1)) + 2) : 1; times > 0; times--) text.Append(piece);
        }

        return text.ToString();
    }
}
