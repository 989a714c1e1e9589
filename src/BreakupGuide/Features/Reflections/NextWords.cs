using BreakupGuide.Content;

namespace BreakupGuide.Features.Reflections;

/// <summary>The words of a link that leads on: what happens when it is followed.</summary>
internal static class NextWords
{
    /// <param name="isDone">A walk that was finished before.</param>
    public static string Of(Target target, Pronoun pronoun, bool isDone = false) => target.Href switch
    {
        _ when isDone => $"Look again at “{target.Label.For(pronoun)}”",
        "/help" => "Find somebody to talk to",
        "/journal" => "Go to your journal",
        var guide when guide.StartsWith("/guides/", StringComparison.Ordinal) => $"Read “{target.Label.For(pronoun)}”",
        var walk when walk.StartsWith("/reflections/", StringComparison.Ordinal) => $"Go on to “{target.Label.For(pronoun)}”",
        var practice when practice.StartsWith("/practices/", StringComparison.Ordinal) => $"Add an entry to “{target.Label.For(pronoun)}”",
        _ => target.Label.For(pronoun),
    };
}
