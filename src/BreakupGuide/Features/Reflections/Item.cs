namespace BreakupGuide.Features.Reflections;

/// <summary>One thing that a question offers or asks about, often in the person's own words.</summary>
/// <param name="Id">A thread's id, or the id of a fixed option; safe in addresses and names of fields.</param>
public sealed record Item(string Id, string Text)
{
    public static string IdOf(Guid thread) => thread.ToString("N");

    public override string ToString() => "[item]";
}
