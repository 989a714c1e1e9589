using BreakupGuide.Entries.Notes;

namespace BreakupGuide.Entries;

public static class EntriesSetup
{
    public static void AddEntries(this IServiceCollection services)
    {
        services.AddOptions<EntryOptions>().BindConfiguration("BreakupGuide")
            .Validate(_ => EntryOptions.HasZones, "This machine has no time zone data. Install tzdata, or let TZDIR name the folder where it lies.")
            .Validate(
                o => !EntryOptions.HasZones || EntryOptions.IsZone(o.DefaultZone),
                "BreakupGuide:DefaultZone must be an IANA time zone, such as Europe/London.")
            .ValidateOnStart();
        services.AddSingleton<EntryTime>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<StoreTransaction>();
        services.AddSingleton<EntryIndex>();
        services.AddSingleton<Quota>();
        services.AddSingleton<RevisionLog>();
        services.AddSingleton<VersionedSave>();
        services.AddSingleton<EntryReader>();
        services.AddSingleton<SeriesReader>();
        services.AddSingleton<LookingBack>();
        services.AddSingleton<SomethingEarlier>();
        services.AddSingleton<EntrySearch>();
        services.AddSingleton<MonthReader>();
        services.AddSingleton<EntryHead>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<Threads>();
        services.AddSingleton<Revisions>();
        services.AddSingleton<Withholding>();
        services.AddSingleton<PeopleToCall>();
        services.AddSingleton<Bin>();
        services.AddSingleton<SpaceMerge>();
        services.AddSingleton<BringIn>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<SpaceTurns>();
        services.AddSingleton<Everything>();
        services.AddHostedService<BinSweep>();
    }
}
