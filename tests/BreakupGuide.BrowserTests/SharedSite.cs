namespace BreakupGuide.BrowserTests;

/// <summary>
/// A visit to the one program that runs as long as the tests do: for journeys that neither kill it nor need settings of their own, and look neither
/// into its log nor into its files. Others are there at the same time, so its limits by address are out of reach and spaces get names of their own.
/// </summary>
public sealed class SharedSite : Site
{
    private static readonly Lazy<Task<RunningSite>> Running = new(() => RunningSite.StartAsync(
        ("BreakupGuide__Limits__SignIns__Burst", "1000000"), ("BreakupGuide__Limits__SignInsAtAddress__Burst", "1000000"),
        ("BreakupGuide__Limits__Drafts__Burst", "1000000"), ("BreakupGuide__Limits__Changes__Burst", "1000000"),
        ("BreakupGuide__Limits__NewVisitors__Burst", "1000000"), ("BreakupGuide__Limits__CircuitsAtAddress", "100000")));

    private static int visits;

    private readonly int visit = Interlocked.Increment(ref visits);

    private SharedSite(string address) => Address = address;

    public override string Address { get; }

    public static async Task<SharedSite> VisitAsync() => new((await Running.Value).Address);

    /// <summary>Ends the program, once no journey needs it any more.</summary>
    public static async Task EndAsync()
    {
        if (Running.IsValueCreated) await (await Running.Value).DisposeAsync();
    }

    public override string SpaceName(string name) => $"{name} {visit}";
}
