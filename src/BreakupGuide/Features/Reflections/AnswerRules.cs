using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>What an answer to one question may be. Next to nothing is required: the rules guard length and shape, and say so kindly.</summary>
/// <param name="stored">The answer so far: what it holds stays allowed though it is offered no longer.</param>
public sealed class AnswerRules(Step step, AnswerValue? stored, DateOnly today)
{
    public const int MaxTextLength = 20_000;
    public const int MaxNoteLength = 2_000;

    /// <summary>What is to be said about the answer; nothing when all is well.</summary>
    public IReadOnlyList<string> Messages(AnswerValue? value) => value is null ? [] : step.Type.Messages(value, step, stored, today);

    public static string TooLong(int most, int has) =>
        $"This is longer than can be kept here: {has:N0} characters, and {most:N0} is the most. Please shorten it or split it.";
}
