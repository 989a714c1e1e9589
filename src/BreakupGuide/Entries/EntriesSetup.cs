namespace BreakupGuide.Entries;

public static class EntriesSetup
{
    public static void AddEntries(this IServiceCollection services)
    {
        services.AddOptions<EntryOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => EntryOptions.IsZone(o.DefaultZone), "BreakupGuide:DefaultZone must be an IANA time zone, such as Europe/London.")
            .ValidateOnStart();
        services.AddSingleton<EntryStore>();
        services.AddSingleton<SpaceTurns>();
        services.AddHostedService<BinSweep>();
    }
}
