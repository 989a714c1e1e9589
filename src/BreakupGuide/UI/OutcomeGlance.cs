namespace BreakupGuide.UI;

/// <summary>What the home page shows of a finished run. The home page knows no walks; whoever does gives the component.</summary>
/// <param name="Component">Takes these parameters.</param>
public sealed record OutcomeGlance(Type Component)
{
    /// <summary>Slug of the reflection.</summary>
    public const string Reflection = "Reflection";

    /// <summary>Id of the run.</summary>
    public const string Run = "Run";

    /// <summary>When it was finished, as the page tells days.</summary>
    public const string Day = "Day";
}
