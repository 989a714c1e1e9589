using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>What the fields of a letter that are asked for have in common: a few sentences.</summary>
internal static class LetterQuestion
{
    private const int Longest = 2000;

    public static IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(words => words).Must(words => words.Length <= Longest)
            .WithMessage("This holds 2,000 characters. Put the rest into the letter itself."),
    };

    public static string Read(string posted) => posted.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
