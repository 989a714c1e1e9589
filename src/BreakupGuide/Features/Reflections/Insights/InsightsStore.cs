using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Practices;
using BreakupGuide.Features.Reflections.ThenAndNow;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.Insights;

/// <summary>Reads what can be drawn over time. Of everything the newest, so that it costs the same in a large space.</summary>
public sealed class InsightsStore(
    LookingBack back, SeriesReader series, EntryReader entries, ThenAndNowStore runs, ContentLibrary library, IReadOnlyList<JournalField> fields)
{
    /// <summary>How far back free writing is looked at, and how much of it.</summary>
    public const int Days = 90;
    public const int MostEntries = LogStore.EntriesDrawn;

    private const string Mood = "mood";
    private const string Reason = "reason";
    private const int AnswersToOne = 20;
    private const int MostHelped = 10;

    public async Task<InsightsReading> ReadAsync(UnlockedSpace space, DateOnly today, Pronoun pronoun, CancellationToken cancel)
    {
        var written = await back.FreeWritingAsync(space, today.AddDays(1 - Days), MostEntries, cancel);
        var checkIns = await AnswersAsync("check-in", ["mood", "heavy", "helps"]);
        var letters = await entries.LettersAsync(space, JournalFields.Helped, MostHelped, cancel);
        var pairs = await back.NewestPairsAsync(space, [.. library.Reflections.Select(r => r.Slug)], cancel);
        return new(
            MoodPicture.Of(Moods, written, checkIns.Answers, today.AddDays(1 - Days)),
            Drawn("check-in", checkIns, "heavy"),
            Drawn("giving-space", await AnswersAsync("giving-space", ["today"]), "today"),
            await runs.CompareAsync(space, pairs, pronoun, cancel),
            ReturningReasons.Of(await back.NewestAnswersAsync(space, QuestionsAboutReasons(), AnswersToOne, cancel)),
            Drawn("what-i-expect", await AnswersAsync("what-i-expect", ["compared"]), "compared"),
            Helped(letters, checkIns.Answers));

        Task<AnswersByDay> AnswersAsync(string practice, string[] questions) => series.AnswersAsync(space, practice, questions, MostEntries, cancel);

        DrawnAnswers? Drawn(string slug, AnswersByDay found, string question) =>
            library.Practice(slug) is { } practice ? DrawnAnswers.Of(practice, AboutOne(found, question), pronoun, [question]) : null;
    }

    private IReadOnlyList<FieldChoice> Moods => fields.FirstOrDefault(f => f.Name == Mood)?.Choices ?? [];

    /// <summary>Only the days on which this was answered: an entry without it makes no picture.</summary>
    private static AnswersByDay AboutOne(AnswersByDay found, string question)
    {
        List<DatedAnswer> answers = [.. found.Answers.Where(a => a.Answer.Question == question)];
        return found with { Answers = answers, Days = [.. answers.Select(a => a.Day).Distinct().Order()], Entries = answers.Count };
    }

    private IReadOnlyCollection<string> QuestionsAboutReasons() =>
    [
        .. library.Reflections.Concat(library.Earlier).SelectMany(r => r.Questions).Where(q => q.Thread == Reason).Select(q => q.Id).Distinct(),
    ];

    private static List<HelpedLine> Helped(IReadOnlyList<Entry> letters, IReadOnlyList<DatedAnswer> checkIns) =>
    [
        .. letters.Select(l => new HelpedLine(l.Id, l.Date, l.Text(JournalFields.Helped)))
            .Concat(checkIns.Where(a => a.Answer.Question == "helps").Select(a => new HelpedLine(a.Entry, a.Day, string.Join(' ', a.Answer.Value!.Lines))))
            .OrderByDescending(h => h.Day).Take(MostHelped),
    ];
}

/// <summary>What can be said over time; a part without anything is null or empty.</summary>
/// <param name="Heavy">How heavy it felt.</param>
/// <param name="Space">Contact and space.</param>
/// <param name="Changed">The two newest runs of each reflection that has two.</param>
/// <param name="Expected">How what was expected turned out.</param>
public sealed record InsightsReading(
    MoodPicture Mood, DrawnAnswers? Heavy, DrawnAnswers? Space, IReadOnlyList<ComparedRuns> Changed, ReturningReasons Reasons,
    DrawnAnswers? Expected, IReadOnlyList<HelpedLine> Helped)
{
    public override string ToString() => "[insights]";
}

/// <summary>What helped, on a day.</summary>
public sealed record HelpedLine(Guid Entry, DateOnly Day, string Words)
{
    public override string ToString() => "[helped]";
}
