using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>What the store is made of, by short names.</summary>
internal abstract class StoreRooms
{
    public static StoreRooms Of(IServiceProvider services) => new Given(services);

    protected abstract IServiceProvider Services { get; }

    public EntryReader Entries => Of<EntryReader>();

    public SeriesReader Series => Of<SeriesReader>();

    public MonthReader Months => Of<MonthReader>();

    public LookingBack Back => Of<LookingBack>();

    public SomethingEarlier Past => Of<SomethingEarlier>();

    public EntrySearch Search => Of<EntrySearch>();

    public EntryHead Heads => Of<EntryHead>();

    public JournalWriter Journal => Of<JournalWriter>();

    public AnswerWriter Answers => Of<AnswerWriter>();

    public Threads Named => Of<Threads>();

    public EntryTime Time => Of<EntryTime>();

    public Revisions Earlier => Of<Revisions>();

    public Withholding Withholding => Of<Withholding>();

    public PeopleToCall People => Of<PeopleToCall>();

    public Everything Everything => Of<Everything>();

    public Bin Bin => Of<Bin>();

    public SpaceMerge Merge => Of<SpaceMerge>();

    public BringIn BringIn => Of<BringIn>();

    public Arrivals Arrived => Of<Arrivals>();

    public RecordReader Records => Of<RecordReader>();

    private T Of<T>()
        where T : notnull => Services.GetRequiredService<T>();

    private sealed class Given(IServiceProvider services) : StoreRooms
    {
        protected override IServiceProvider Services => services;
    }
}
