namespace BreakupGuide.Features.Reflections;

/// <summary>
/// The run that the page of this request has read already: islands are given ids only, and need not read it again while they are prerendered.
/// </summary>
/// <remarks>Scoped. A circuit has a scope of its own, in which no page sets it: there the island reads the run each time.</remarks>
internal sealed class LoadedRun
{
    public WalkedRun? Run { get; set; }

    public override string ToString() => "[loaded run]";
}
