namespace BreakupGuide.Features.Reflections.Insights;

/// <summary>Address of the page.</summary>
internal static class InsightsLinks
{
    public const string Address = "/insights";
}
