using System.Diagnostics;
using System.Globalization;
using BreakupGuide.Benchmarks.References;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Benchmarks;

/// <summary>What it costs to keep new words for good, beside bare inserts of the same bytes under the same settings of SQLite.</summary>
internal sealed class SaveCost(IServiceProvider services, Person small, Person large)
{
    private const int Saves = 160;

    // So often that what runs is compiled as it will stay.
    private const int WarmUp = 12;
    private const int Rounds = 9;
    private const string Words = "What somebody writes on a quiet evening before they put it away and go to sleep. ";

    private readonly string text = string.Concat(Enumerable.Repeat(Words, 25));
    private readonly JournalWriter writer = services.GetRequiredService<JournalWriter>();

    public async Task WriteAsync()
    {
        var (head, body) = await SizesAsync();
        using var bare = new BareStore(services.GetRequiredService<DataDirectory>().FullPath, head, body);
        foreach (var writers in new[] { 1, 16 })
        {
            foreach (var person in new[] { small, large })
            {
                var (mine, theirs) = (new List<Cost>(), new List<Cost>());
                for (var round = 0; round < WarmUp + Rounds; round++)
                {
                    var (reference, ours) = (await MeasureAsync(writers, bare.InsertAsync), await MeasureAsync(writers, () => SaveAsync(person)));
                    if (round < WarmUp) continue;
                    theirs.Add(reference);
                    mine.Add(ours);
                }

                Table.Row(
                    string.Create(CultureInfo.InvariantCulture, $"durable sealed save, {writers} at once, {person.Entries:N0} entries"),
                    $"bare inserts of {head + body:N0} bytes", "≥ 0.6",
                    1 / Table.Ratio(mine, theirs, c => c.Wall), Table.Ratio(mine, theirs, c => c.Cpu));
            }
        }
    }

    private async Task SaveAsync(Person person)
    {
        var change = new JournalChange(Guid.NewGuid(), EntryKind.Journal, [new("words", text, 0)], "benchmark", 1, "Europe/London");
        if (await writer.SaveAsync(person.Space, change, default) is not Saved.Done) throw new InvalidOperationException("A save was refused.");
    }

    private static async Task<Cost> MeasureAsync(int writers, Func<Task> save)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < Saves / writers; done++) await save();
        })));
        return new(Stopwatch.GetElapsedTime(clock).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    private async Task<(int Head, int Body)> SizesAsync()
    {
        await SaveAsync(small);
        await using var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var newest = await database.Entries.AsNoTracking().Where(e => e.SpaceId == small.Space.Id && e.Body != null)
            .OrderByDescending(e => e.Created).FirstAsync();
        return (newest.Head.Bytes.Length, newest.Body!.Bytes.Length);
    }

    private sealed record Cost(double Wall, double Cpu);

    /// <summary>One table beside our database, on the same disk.</summary>
    private sealed class BareStore : IDisposable
    {
        private const string Settings =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=15000;";

        private readonly string connection;
        private readonly (byte[] Head, byte[] Body) sent;

        public BareStore(string folder, int head, int body)
        {
            connection = $"Data Source={Path.Combine(folder, "bare.db")};Default Timeout=15";
            sent = (new byte[head], new byte[body]);
            using var made = Open();
            using var command = made.CreateCommand();
            command.CommandText = "CREATE TABLE entries (id BLOB PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL) WITHOUT ROWID";
            command.ExecuteNonQuery();
        }

        public Task InsertAsync()
        {
            using var opened = Open();
            using var command = opened.CreateCommand();
            command.CommandText = "INSERT INTO entries VALUES ($id, $head, $body)";
            command.Parameters.AddWithValue("$id", Guid.NewGuid().ToByteArray());
            command.Parameters.AddWithValue("$head", sent.Head);
            command.Parameters.AddWithValue("$body", sent.Body);
            command.ExecuteNonQuery();
            return Task.CompletedTask;
        }

        public void Dispose() => SqliteConnection.ClearAllPools();

        private SqliteConnection Open()
        {
            var opened = new SqliteConnection(connection);
            opened.Open();
            using var command = opened.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            return opened;
        }
    }
}
