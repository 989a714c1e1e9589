using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace BreakupGuide.Tests.Data;

/// <summary>Another program that holds the database: a real second connection that has begun to write.</summary>
public sealed class WaitingTests : IDisposable
{
    private const string Words = "words that had to wait";

    private readonly Tries tries = new();
    private readonly Site site;
    private readonly TestUser guest;
    private readonly Guid entry = Guid.NewGuid();

    public WaitingTests()
    {
        site = new([("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}")], s => s.ConfigureDbContext<AppDbContext>(o => o.AddInterceptors(tries)));
        guest = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_save_waits_longer_than_SQLite_does_and_is_stored_once_the_other_program_lets_go()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, "before");
        var token = await guest.Token();
        var other = Hold();
        tries.Count();

        var save = guest.Write(entry, Words, token, isOpen: true, sequence: 2, seen: 1);
        // SQLite has waited for its five seconds and given up, and the provider has begun once more.
        await tries.Second;
        Assert.False(save.IsCompleted);
        Assert.True(await guest.CanRead(entry, "before"));
        await other.DisposeAsync();

        using var saved = await save;
        Assert.Equal(2, (await Acknowledged.In(saved)).Version);
        Assert.True(await guest.CanRead(entry, Words));
    }

    [Fact]
    public async Task Locking_locks_although_another_program_holds_the_database()
    {
        await guest.Keeps("otter");
        await guest.Writes(entry, Words);
        var cookie = guest.SpaceCookie!;
        var token = await guest.Token();
        await using (Hold())
        {
            using (var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]))
            using (var locked = await guest.Browser.Http.PostAsync("/lock", form))
                Assert.Equal("/unlock?locked=1", locked.Headers.Location!.ToString());
            Assert.Null(guest.SpaceCookie);
            guest.Steal(cookie);
            Assert.False(await guest.CanRead(entry, Words));
        }
    }

    private SqliteConnection Hold()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(site.DataDirectory, "breakupguide.db")};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return other;
    }

    /// <summary>Hears from SQLite itself each time that a transaction asks for the right to write.</summary>
    private sealed class Tries : DbConnectionInterceptor
    {
        private TaskCompletionSource second = new();
        private int count;

        public Task Second => second.Task;

        public void Count() => (count, second) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            raw.sqlite3_trace(
                ((SqliteConnection)connection).Handle,
                (_, statement) =>
                {
                    if (statement.StartsWith("BEGIN IMMEDIATE", StringComparison.Ordinal) && Interlocked.Increment(ref count) == 2) second.TrySetResult();
                },
                null);
            return Task.CompletedTask;
        }
    }
}
