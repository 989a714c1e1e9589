using System.Collections.Concurrent;
using System.Data.Common;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Entries;

/// <summary>The one store over a real database, with a person's kept space that is open.</summary>
internal sealed class StoreFixture : StoreRooms, IDbContextFactory<AppDbContext>, IDisposable
{
    private readonly TestDatabase stored;
    private readonly List<UnlockedSpace> spaces = [];
    private readonly ServiceProvider services;
    private DbConnection? connection;

    /// <param name="bytes">How much a space holds.</param>
    /// <param name="visitorsBytes">How much a visitor's space holds.</param>
    /// <param name="on">The database, which ends with the fixture; where none is said, the one that the tests run on.</param>
    public StoreFixture(long bytes = Limits.BytesInSpace, long visitorsBytes = Limits.BytesInVisitorsSpace, TestDatabase? on = null)
    {
        stored = on ?? TestDatabase.New();
        services = Build(all => all.Configure<EntryOptions>(o => (o.BytesInSpace, o.BytesInVisitorsSpace) = (bytes, visitorsBytes)));
        Space = NewSpace();
    }

    public Clock Clock { get; } = new();

    /// <summary>What was sent to the database, newest last.</summary>
    public ConcurrentQueue<string> Statements { get; } = new();

    protected override IServiceProvider Services => services;

    public UnlockedSpace Space { get; }

    public AppDbContext CreateDbContext() =>
        stored.NewContext(new DbContextOptionsBuilder<AppDbContext>().LogTo(Statements.Enqueue, [RelationalEventId.CommandExecuting]));

    /// <summary>The store's own services over this database.</summary>
    public ServiceProvider Build(Action<IServiceCollection> change)
    {
        var all = new ServiceCollection();
        all.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        all.AddLogging();
        all.AddSingleton<TimeProvider>(Clock);
        all.AddSingleton<StorageWatch>();
        all.AddEntries();
        // Given as it is, so that the container does not dispose it.
        all.AddSingleton<IDbContextFactory<AppDbContext>>(this);
        change(all);
        return all.BuildServiceProvider();
    }

    /// <param name="key">First byte of its data key; a key of its own where none is said. The shelf's first space has 1.</param>
    public UnlockedSpace NewSpace(bool isVisitor = false, byte? key = null)
    {
        var space = Keys.Open(Guid.NewGuid(), key ?? (byte)(spaces.Count + 1), isVisitor);
        spaces.Add(space);
        using var database = CreateDbContext();
        database.Spaces.Add(new SpaceRow
        {
            Id = space.Id,
            Name = isVisitor ? null : $"{space.Id:N}",
            PassphraseWrap = isVisitor ? null : [1],
            Created = Clock.Now,
            LastUsed = Clock.Now,
        });
        database.SaveChanges();
        return space;
    }

    /// <summary>Saves one journal field; what is not said is as a page would send it the first time.</summary>
    public Task<Saved> Write(
        Guid entry, string text, string field = JournalFields.Words, int seen = 0, string? client = "page", long sequence = 1,
        UnlockedSpace? space = null, string? zone = null, bool isAside = false) =>
        Journal.SaveAsync(
            space ?? Space, new JournalChange(entry, EntryKind.Journal, [new JournalFieldChange(field, text, seen)], client, sequence, zone, isAside), default);

    /// <summary>Saves one answer, and begins the run where there is none.</summary>
    public Task<Saved> Answer(
        Guid run, string field, AnswerValue? value, int seen = 0, string? client = "page", long sequence = 1, AnswerState state = AnswerState.Given,
        UnlockedSpace? space = null, bool isStart = true, string? thread = null, IReadOnlyList<Answer>? carried = null,
        string reflection = "why-he-left", bool isAside = false) =>
        Answers.SaveAsync(
            space ?? Space,
            new AnswerChange(
                run, field, field.Split('~')[0], $"Asked: {field}?", value, state, seen, client, sequence, null,
                isStart ? new RunStart(new Run(reflection, 1, WalkLength.Short), carried ?? []) : null, thread, IsAside: isAside),
            default);

    public ListValue List(Guid run, string field, params (string Key, string Text)[] rows) =>
        new([.. rows.Select(r => new ListItem(r.Key, Guid.TryParse(r.Key, out var taken) ? taken : RecordIds.OfThread(Space, run, field, r.Key), r.Text))]);

    public async Task<string> TextOf(Guid entry, string field = JournalFields.Words, UnlockedSpace? space = null) =>
        (await Entries.FindAsync(space ?? Space, entry, default))!.Text(field);

    public async Task<AnswerValue?> ValueOf(Guid run, string field, UnlockedSpace? space = null) =>
        (await Entries.FindRunAsync(space ?? Space, run, default))!.Answers.GetValueOrDefault(field)?.Value;

    /// <summary>The revisions of an entry or an answer, opened, oldest first.</summary>
    public IReadOnlyList<(RevisionRow Row, RevisionRecord Record)> Revisions(Guid record, UnlockedSpace? space = null)
    {
        using var database = CreateDbContext();
        var rows = database.Revisions.Where(r => r.RecordId == record).OrderBy(r => r.Number);
        return [.. rows.AsEnumerable().Select(r => (r, SealedRecords.Open(space ?? Space, r)))];
    }

    public IReadOnlyList<(RevisionRow Row, RevisionRecord Record)> RevisionsOfAnswer(Guid run, string field) =>
        Revisions(RecordIds.OfAnswer(Space, run, field));

    public IReadOnlyList<string> Threads(string kind, UnlockedSpace? space = null) =>
        [.. Named.ListAsync(space ?? Space, kind, default).Result.Select(t => t.Text)];

    /// <summary>All that is stored, row by row, to see that nothing changed.</summary>
    public IReadOnlyList<string> Stored()
    {
        using var database = CreateDbContext();
        return
        [
            .. database.Spaces.Where(s => s.Withheld != null).AsEnumerable().Select(s => $"{s.Id} {Hex(s.Withheld)}").Order(),
            .. database.Spaces.Where(s => s.People != null).AsEnumerable().Select(s => $"{s.Id} {Hex(s.People)}").Order(),
            .. database.Entries.AsEnumerable().Select(e => $"{e.SpaceId} {e.Id} {e.RowVersion} {e.Binned} {Hex(e.Head)} {Hex(e.Body)}").Order(),
            .. database.Answers.AsEnumerable().Select(a => $"{a.SpaceId} {a.Id} {a.RowVersion} {Hex(a.Record)}").Order(),
            .. database.Threads.AsEnumerable().Select(t => $"{t.SpaceId} {t.Id} {t.RowVersion} {Hex(t.Record)}").Order(),
            .. database.Revisions.AsEnumerable().Select(r => $"{r.SpaceId} {r.Id} {r.Number} {Hex(r.Record)}").Order(),
        ];

        static string Hex(SealedText? text) => text is null ? "-" : Convert.ToHexString(text.Bytes);
    }

    public IReadOnlyList<string> StoredOf(UnlockedSpace space) => [.. Stored().Where(r => r.StartsWith(space.Id.ToString(), StringComparison.Ordinal))];

    public string StoredLine(Guid id) => Stored().Single(r => r.Contains(id.ToString(), StringComparison.Ordinal));

    /// <summary>Flips one bit in the middle of a stored record.</summary>
    public void Damage(string table, Guid id, string column = "Record")
    {
        using var command = Connect().CreateCommand();
        command.CommandText = $"SELECT \"{column}\" FROM \"{table}\" WHERE \"Id\" = @id";
        Add(command, "@id", id);
        var bytes = (byte[])command.ExecuteScalar()!;
        bytes[bytes.Length / 2] ^= 1;
        command.CommandText = $"UPDATE \"{table}\" SET \"{column}\" = @bytes WHERE \"Id\" = @id";
        Add(command, "@bytes", bytes);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    /// <summary>An open connection of the shelf's own, for SQL that the store would never send.</summary>
    public DbConnection Connect() => connection ??= stored.Connect();

    public static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    public int Sql(FormattableString sql)
    {
        using var database = CreateDbContext();
        return database.Database.ExecuteSql(sql);
    }

    /// <inheritdoc cref="TestDatabase.Files"/>
    public IReadOnlyList<byte[]> Files() => stored.Files();

    public void Dispose()
    {
        services.Dispose();
        foreach (var space in spaces) space.Dispose();
        connection?.Dispose();
        stored.Dispose();
    }
}
