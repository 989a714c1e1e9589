using System.Globalization;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

internal sealed class JournalRules : AbstractValidator<JournalInput>
{
    public const int LongestTitle = 200;
    public const int MostTags = 20;
    public const int LongestTag = 40;
    public const int LongestTags = 2000;

    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public JournalRules(EntryTime time)
    {
        RuleFor(i => i.Words).Must(words => words.Length <= Limits.TextCharacters)
            .WithMessage(i => $"This is {Count(i.Words.Length)} characters long; one entry holds {Count(Limits.TextCharacters)}. Move a part of it into a second entry.");
        RuleFor(i => i.Title).Must(title => title.Length <= LongestTitle)
            .WithMessage($"Keep the title to {LongestTitle} characters.");
        RuleFor(i => i.Tags).Must((input, _) => input.TagList.Count <= MostTags)
            .WithMessage($"Use at most {MostTags} tags.");
        RuleFor(i => i.Tags).Must((input, _) => input.TagList.All(tag => tag.Length <= LongestTag))
            .WithMessage($"Keep each tag to {LongestTag} characters, with a comma between two tags.");
        RuleFor(i => i.Mood).Must(mood => mood.Length == 0 || Mood.WordOf(mood) is not null)
            .WithMessage("Choose one of the five words for your mood, or leave it out.");
        // Tomorrow counts: it may be that day already where the person is.
        RuleFor(i => i.Date).Must(date => date.Length == 0 || (Day(date) is { } day && day >= Earliest && day <= time.Today(null).AddDays(1)))
            .WithMessage("Choose a real date that is not in the future.");
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
