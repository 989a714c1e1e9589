using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal;

/// <summary>Names and values of the forms that ask whether an entry may come up again.</summary>
internal static class EarlierForm
{
    public const string Address = "/journal/earlier";

    /// <summary>The choice.</summary>
    public const string May = "may";

    /// <summary>Where the way leads on to; the value that leads to <see cref="Address"/>.</summary>
    public const string Then = "then";
    public const string Earlier = "earlier";

    public static IReadOnlyList<(ComingUp May, string Value, string Label)> Choices { get; } =
        [(ComingUp.Yes, "yes", "Yes"), (ComingUp.Ask, "ask", "Ask me first"), (ComingUp.Never, "never", "Never")];

    /// <returns>Null for what is no choice.</returns>
    public static ComingUp? Read(string? posted) => Choices.Where(c => c.Value == posted).Select(c => (ComingUp?)c.May).FirstOrDefault();
}
