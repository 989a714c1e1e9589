using BreakupGuide.Markdown;

namespace BreakupGuide.Content.Loading;

/// <summary>Reads one guide: a head of keys between two lines <c>---</c>, then Markdown.</summary>
internal sealed class GuideReader(LoadedContent content)
{
    private const int WordsAMinute = 200;

    public void Read(ContentFile file)
    {
        if (file.Text() is not { } text)
            return;
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || text.IndexOf("\n---\n", StringComparison.Ordinal) is var end && end < 0)
        {
            file.Unreadable(1, "a guide begins with a head of keys between two lines “---”");
            return;
        }

        // An empty first line in place of the opening --- keeps the numbers of the lines.
        if (file.Map(text[3..(end + 1)]) is not { } head)
            return;
        var body = text[(end + 5)..];
        var firstLine = text.AsSpan(0, end + 5).Count('\n');
        var phrase = PronounText.Read(body, itemAllowed: false, (offset, message) =>
            file.Error(firstLine + 1 + body.AsSpan(0, offset).Count('\n'), message));
        var (he, she, they) = PhrasedText.Read(phrase);
        content.Note(file, he, firstLine);

        var words = PhrasedText.Words(he.Tree.Blocks);
        var guide = new Guide(
            file.Slug,
            head.Phrase("title"),
            head.Phrase("summary"),
            head.Number("order"),
            head.Texts("topics"),
            head.OptionalText("retells"),
            head.Text("reflection"),
            head.Texts("covers"),
            head.Date("reviewed"),
            words,
            (words + WordsAMinute - 1) / WordsAMinute,
            Body(he),
            Body(she),
            Body(they));
        head.End();
        content.Guides.Add(content.Origins.Note(guide, head));
    }

    private static GuideBody Body(GuideReading reading) =>
        new(reading.Tree, [.. PhrasedText.Headings(reading.Tree.Blocks).Where(h => h.Level == 2)]);
}
