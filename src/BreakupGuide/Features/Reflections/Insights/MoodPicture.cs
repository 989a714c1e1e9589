using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Practices;
using BreakupGuide.UI.Charts;

namespace BreakupGuide.Features.Reflections.Insights;

/// <summary>The moods of free writing and of check-ins, by their days.</summary>
/// <param name="Words">What the moods are called, the heaviest first.</param>
/// <param name="Numbers">Each the place of its word, from 1; the first day first.</param>
/// <param name="Own">Words of the person's own, which are in no order with others and so in no picture; the newest first.</param>
public sealed record MoodPicture(IReadOnlyList<string> Words, IReadOnlyList<DayNumber> Numbers, IReadOnlyList<OwnWord> Own)
{
    private const int MostOwn = 10;

    /// <summary>There is enough to draw.</summary>
    public bool IsDrawn => Numbers.Count >= DrawnAnswers.Fewest;

    public DaySpan Span => new(Numbers[0].Day, Numbers[^1].Day);

    public ScaleEnds Ends => new(1, Words.Count, Words[0], Words[^1]);

    /// <summary>How often each was noted, in a sentence.</summary>
    public string Says => $"You noted your mood {Times(Numbers.Count)}, {Span.Words}: " + string.Join(
        ", ",
        Words.Select((word, place) => (Word: word, Count: Numbers.Count(n => n.Number == place + 1))).Where(w => w.Count > 0)
            .Select(w => $"“{w.Word}” {Times(w.Count)}")) + ".";

    public static MoodPicture Of(IReadOnlyList<FieldChoice> moods, IReadOnlyList<Entry> written, IReadOnlyList<DatedAnswer> checkIns, DateOnly since)
    {
        var noted = written.OrderBy(e => e.Created).Select(e => (e.Date, Value: e.Text("mood")))
            .Concat(checkIns.Where(a => a.Answer.Question == "mood" && a.Day >= since).OrderBy(a => a.Answer.GivenAt)
                .Select(a => (Date: a.Day, Value: a.Answer.Value!.GivenValues is [var mood, ..] ? mood : "")));
        return new(
            [.. moods.Select(m => m.Label)],
            [
                .. noted.Select(n => new DayNumber(n.Date, moods.Select(m => m.Value).ToList().IndexOf(n.Value) + 1)).Where(n => n.Number > 0)
                    .OrderBy(n => n.Day),
            ],
            [.. written.Where(e => e.Text("feeling").Length > 0).Select(e => new OwnWord(e.Date, e.Text("feeling"))).Take(MostOwn)]);
    }

    private static string Times(int count) => count switch
    {
        1 => "once",
        2 => "twice",
        _ => $"{count} times",
    };

    public override string ToString() => "[moods]";
}

/// <summary>A word of somebody's own for how it was on a day.</summary>
public sealed record OwnWord(DateOnly Day, string Word)
{
    public override string ToString() => "[word]";
}
