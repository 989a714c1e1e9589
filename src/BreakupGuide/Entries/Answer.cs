namespace BreakupGuide.Entries;

/// <summary>One opened answer of one run.</summary>
/// <param name="Field">The question's id; inside an <c>each</c> block <c>{question}~{item}</c>.</param>
/// <param name="Wording">The question as it was shown.</param>
/// <param name="Value">Null when nothing was ever given.</param>
/// <param name="Version">Grows by one with each change; the base version of the next save.</param>
/// <param name="GivenAt">UTC time of the last change.</param>
public sealed record Answer(
    string Field, string Question, string Wording, AnswerValue? Value, AnswerState State, int Version, DateTime GivenAt)
{
    /// <summary>How long an answer about safety holds before it is asked afresh.</summary>
    public static readonly TimeSpan SafetyHolds = TimeSpan.FromDays(30);

    /// <summary>Given, with something in it.</summary>
    public bool IsGiven => State == AnswerState.Given && Value is { IsEmpty: false };

    public override string ToString() => $"[answer to {Question}]";
}
