using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections;

/// <summary>Addresses of the pages of a run.</summary>
internal static class RunLinks
{
    /// <summary>Value of <c>?from=</c> on a question that is changed from the check: the way leads back there.</summary>
    public const string FromCheck = "check";

    public static string Introduction(string slug) => $"/reflections/{slug}";

    public static string Start(WalkChoice choice, string? question = null, int? rows = null) =>
        $"/reflections/{choice.Slug}/start" + Query(
            choice.Length == WalkLength.Short ? "walk=short" : null, question is null ? null : $"question={question}", rows is null ? null : $"rows={rows}");

    public static string Question(string slug, Guid run, string field, bool fromCheck = false, int? rows = null) =>
        $"/reflections/{slug}/{run:N}/{field}" + Query(fromCheck ? $"from={FromCheck}" : null, rows is null ? null : $"rows={rows}");

    public static string Check(string slug, Guid run) => $"/reflections/{slug}/{run:N}/check";

    public static string Outcome(string slug, Guid run) => $"/reflections/{slug}/{run:N}/outcome";

    public static string Cards(string slug, Guid run) => $"/reflections/{slug}/{run:N}/cards";

    public static string SoFar(string slug, Guid run) => $"/reflections/{slug}/{run:N}/so-far";

    /// <summary>Where the run goes on: the first open question, else the check.</summary>
    public static string WhereYouWere(WalkedRun run) => AddressOf(run, run.Walk.FirstOpen);

    /// <summary>Where the way leads after this question: the next one, else the check.</summary>
    public static string After(WalkedRun run, Step step) => AddressOf(run, run.After(step));

    /// <summary>The same where the answer is stored and “Continue” would change nothing; null where its form has to be sent.</summary>
    /// <param name="form">What the form says beside the answer.</param>
    public static string? OnceGiven(WalkedRun run, Step step, IReadOnlyList<KeyValuePair<string, string>> form) =>
        run.Answers.GetValueOrDefault(step.Field) is { IsGiven: true, Version: > 0 } answer && !run.Carried.ContainsKey(step.Field)
            && !step.Type.HasMoreToAsk(step, answer.Value, form)
            ? After(run, step) : null;

    private static string AddressOf(WalkedRun run, Step? step) =>
        step is null ? Check(run.Reflection.Slug, run.Id) : Question(run.Reflection.Slug, run.Id, step.Field);

    private static string Query(params string?[] parts) => string.Join('&', parts.OfType<string>()) is { Length: > 0 } query ? $"?{query}" : "";
}
