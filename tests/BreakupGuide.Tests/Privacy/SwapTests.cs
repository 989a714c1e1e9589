using System.Runtime.CompilerServices;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Privacy;

/// <summary>
/// Every sealed value of two spaces is put into the place of every other one, in all tables: none opens there, none shows words, and the bytes stay.
/// The places come from the model, so that a new sealed column without a way of opening it here fails.
/// </summary>
public sealed class SwapTests : IDisposable
{
    private const string Passphrase = "quiet heron under the stairs";
    private static readonly RecoveryKey Recovery = RecoveryKey.Parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")!;

    private readonly StoreFixture shelf = new();
    private readonly StoredRows stored;
    private readonly Dictionary<Guid, UnlockedSpace> spaces = [];

    // How each column is read, as the program reads it; null when it could not be opened.
    private readonly Dictionary<string, Func<UnlockedSpace, Guid, Task<string?>>> openings;

    public SwapTests()
    {
        stored = new(shelf);
        openings = new()
        {
            ["Entries.Head"] = async (space, id) => await shelf.Entries.FindAsync(space, id, default) is { IsUnreadable: false } entry ? entry.Opening : null,
            ["Entries.Body"] = async (space, id) =>
                await shelf.Entries.FindAsync(space, id, default) is { IsUnreadable: false } entry ? entry.Text(JournalFields.Words) : null,
            ["Answers.Record"] = async (space, id) => await AnswerAsync(space, id),
            ["Threads.Record"] = async (space, id) => (await shelf.Named.ListAsync(space, "reason", default)).SingleOrDefault(t => t.Id == id)?.Text,
            ["Revisions.Record"] = async (space, id) => await RevisionAsync(space, id),
            ["Spaces.People"] = async (space, _) => (await shelf.People.ReadAsync(space, default))?.People.Single().Name,
            ["Arrivals.Record"] = (space, id) => Task.FromResult(ArrivalOf(space, id)),
            ["SentFiles.Record"] = (space, id) => Task.FromResult(FileOf(space, id)),
            ["Spaces.Withheld"] = async (space, _) => (await shelf.Withholding.ReadAsync(space, default))?.Names.Single(),
            ["Spaces.PassphraseWrap"] = (_, id) => Task.FromResult(Hex(KeyWrap.OpenByPassphrase(id, Wrap<SpaceRow>(id, s => s.PassphraseWrap), Passphrase))),
            ["Spaces.RecoveryWrap"] = (_, id) => Task.FromResult(Hex(KeyWrap.OpenByRecoveryKey(id, Wrap<SpaceRow>(id, s => s.RecoveryWrap), Recovery))),
            ["Sessions.WrappedKey"] = (_, id) => Task.FromResult(Hex(KeyWrap.OpenBySession(id, Wrap<SessionRow>(id, s => s.WrappedKey), Recovery.Bytes))),
        };
    }

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task No_sealed_value_opens_in_the_place_of_another()
    {
        // A visitor whose first acknowledgement was lost sends the same page's words again, to a second space: then both hold this id.
        var same = Guid.NewGuid();
        await FillAsync(shelf.Space, same);
        // The second has the same key: what keeps them apart then is only what each value is bound to.
        await FillAsync(shelf.NewSpace(isVisitor: true, key: 1), same);
        var places = stored.Places();
        Assert.All(openings.Keys, column => Assert.Equal(2, places.Where(p => p.Column == column).Select(p => p.Space).Distinct().Count()));
        var opened = new Dictionary<StoredPlace, string?>();
        foreach (var place in places) opened[place] = await OpenAsync(place);
        Assert.All(opened, o => Assert.NotNull(o.Value));

        var swaps = 0;
        foreach (var place in places)
        {
            foreach (var other in places.Where(p => p != place))
            {
                stored.Put(place, other.Bytes);
                Assert.True(
                    await OpenAsync(place) is null,
                    $"{other.Column} of {(other.Space == place.Space ? "the same" : "another")} space opened as {place.Column}.");
                Assert.Equal(other.Bytes, stored.Stored(place));
                swaps++;
            }

            stored.Put(place, place.Bytes);
        }

        Assert.True(swaps > 400);
        foreach (var place in places) Assert.Equal(opened[place], await OpenAsync(place));
    }

    /// <summary>Which entry and which answer a row belongs to stands beside what is sealed: whoever may write the database can change it.</summary>
    [Fact]
    public async Task No_row_opens_as_a_part_of_another_entry()
    {
        await FillAsync(shelf.Space, Guid.NewGuid());
        using (var database = shelf.CreateDbContext())
        {
            Assert.Equal(
                // Whoever moves what came in to another batch has it taken out with that: nothing that could not be deleted as well. A file on its way in
                // stays in its space, whichever session it is said to be of, and parts of another do not open.
                [
                    "Answers.EntryId", "Arrivals.Batch", "Revisions.EntryId", "Revisions.RecordId", "SentFiles.SessionId", "SentParts.FileId",
                ],
                database.Model.GetEntityTypes().SelectMany(e => e.GetProperties())
                    .Where(p => p.ClrType == typeof(Guid) && p.Name is not ("Id" or "SpaceId"))
                    .Select(p => $"{p.DeclaringType.GetTableName()}.{p.Name}").Order());
        }

        // He counts as he likes, too.
        stored.Run(
            (TestDatabase.IsPostgres ? "SET session_replication_role = replica" : "PRAGMA foreign_keys=OFF")
            + "; DROP INDEX \"IX_Revisions_SpaceId_RecordId_Number\"");
        var entries = stored.Ids("SELECT \"Id\" FROM \"Entries\"");
        var records = entries.Concat(stored.Ids("SELECT \"Id\" FROM \"Answers\"")).ToList();
        var moves = 0;
        foreach (var (table, id, entry, record) in stored.Belonging())
        {
            foreach (var (toEntry, toRecord) in entries.SelectMany(e => (record is null ? [e] : records).Select(r => (e, r)))
                .Where(to => to != (entry, record ?? to.e)))
            {
                stored.Move(table, id, toEntry, record is null ? null : toRecord);
                Assert.True(await openings[$"{table}.Record"](shelf.Space, id) is null, $"A row of {table} opened in another place.");
                moves++;
            }

            stored.Move(table, id, entry, record);
            Assert.NotNull(await openings[$"{table}.Record"](shelf.Space, id));
        }

        Assert.True(moves > 100);
    }

    [Fact]
    public async Task An_answer_that_was_moved_to_another_run_is_not_written_over()
    {
        await FillAsync(shelf.Space, Guid.NewGuid());
        var (_, id, entry, _) = stored.Belonging().First(b => b.Table == "Answers");
        var field = (await shelf.Entries.FindRunAsync(shelf.Space, entry, default))!.Answers.Keys.Single(f => RecordIds.OfAnswer(shelf.Space, entry, f) == id);
        stored.Move("Answers", id, stored.Belonging().First(b => b.Table == "Answers" && b.Entry != entry).Entry, null);
        var before = shelf.StoredLine(id);

        Assert.IsType<Saved.Refused>(await shelf.Answer(entry, field, new TextValue("over it"), seen: 2, client: "after", sequence: 9));
        Assert.Equal(before, shelf.StoredLine(id));
    }

    [Fact]
    public void Every_sealed_column_of_the_model_has_a_way_of_opening_it()
    {
        using var database = shelf.CreateDbContext();

        Assert.Equal(openings.Keys.Order(), StoredRows.Columns(database).Select(c => c.Column).Order());
    }

    private async Task FillAsync(UnlockedSpace space, Guid same)
    {
        spaces[space.Id] = space;
        foreach (var entry in new[] { same, Guid.NewGuid() })
        {
            Assert.IsType<Saved.Done>(await shelf.Write(entry, "the first words", space: space, client: "before"));
            Assert.IsType<Saved.Done>(await shelf.Write(entry, "the words", seen: 1, space: space, client: "after"));
            Assert.IsType<Saved.Done>(await shelf.Write(entry, "a title", JournalFields.Title, space: space));
        }

        var run = Guid.NewGuid();
        await shelf.Answer(run, "said", new TextValue("what he said first"), space: space, client: "before");
        await shelf.Answer(run, "said", new TextValue("what he said"), seen: 1, space: space, client: "after");
        var another = Guid.NewGuid();
        await shelf.Answer(another, "said", new TextValue("what he said another day, first"), space: space, client: "before");
        await shelf.Answer(another, "said", new TextValue("what he said another day"), seen: 1, space: space, client: "after");
        var reasons = new ListValue(
            [new("n0", RecordIds.OfThread(space, run, "reasons", "n0"), "work"), new("n1", RecordIds.OfThread(space, run, "reasons", "n1"), "time")]);
        await shelf.Answer(run, "reasons", reasons, thread: "reason", space: space);
        Assert.True(await shelf.Withholding.ChangeAsync(space, _ => new(["a"], ["Anna"]), default));
        Assert.True(await shelf.People.ChangeAsync(space, _ => new([new("Mara", "")]), default));
        for (var number = 1; number <= 2; number++)
            Assert.NotNull(await shelf.BringIn.BringAsync(space, same, number, [Came.Entry(Guid.NewGuid(), "what came in")], default));
        await using var database = shelf.CreateDbContext();
        var row = await database.Spaces.SingleAsync(s => s.Id == space.Id);
        row.PassphraseWrap = KeyWrap.ByPassphrase(space.Id, Keys.Data(), Passphrase, KeyWrap.FewestRounds);
        row.RecoveryWrap = KeyWrap.ByRecoveryKey(space.Id, Keys.Data(), Recovery);
        var session = Session(space.Id);
        database.Sessions.Add(session);
        await database.SaveChangesAsync();
        await new SentFiles(shelf, shelf.Records, TimeProvider.System).BeginAsync(space, session.Id, "journal.zip", "Europe/London", default);
    }

    // Only what matters here; a session knows more than this.
    private static SessionRow Session(Guid space)
    {
        var id = Guid.NewGuid();
        var row = (SessionRow)RuntimeHelpers.GetUninitializedObject(typeof(SessionRow));
        Set(nameof(SessionRow.Id), id);
        Set(nameof(SessionRow.SpaceId), space);
        Set(nameof(SessionRow.WrappedKey), KeyWrap.BySession(id, Keys.Data(), Recovery.Bytes));
        return row;

        void Set(string name, object value) => typeof(SessionRow).GetProperty(name)!.SetValue(row, value);
    }

    private async Task<string?> OpenAsync(StoredPlace place) => await openings[place.Column](spaces[place.Space], place.Id);

    private async Task<string?> AnswerAsync(UnlockedSpace space, Guid id)
    {
        await using var database = shelf.CreateDbContext();
        var row = await database.Answers.SingleAsync(a => a.Id == id);
        // Free writing shows no answers.
        if (await shelf.Entries.FindRunAsync(space, row.EntryId, default) is not { } run) return null;
        var shown = run.Answers.Values.SingleOrDefault(a => RecordIds.OfAnswer(space, row.EntryId, a.Field) == id);
        Assert.Equal(shown is null, run.Unreadable.Contains(id));
        return shown is null ? null : string.Join(' ', shown.Value!.Lines);
    }

    private async Task<string?> RevisionAsync(UnlockedSpace space, Guid id)
    {
        await using var database = shelf.CreateDbContext();
        var row = await database.Revisions.SingleAsync(r => r.Id == id);
        var revision = (await shelf.Earlier.ListAsync(space, row.EntryId, default)).Single(r => r.Id == id);
        return revision.IsUnreadable ? null : revision.Opening;
    }

    private string? ArrivalOf(UnlockedSpace space, Guid id)
    {
        using var database = shelf.CreateDbContext();
        return shelf.Records.Arrival(space, database.Arrivals.Single(a => a.Id == id))?.Entries.Single().Id.ToString();
    }

    private string? FileOf(UnlockedSpace space, Guid id)
    {
        using var database = shelf.CreateDbContext();
        return shelf.Records.OfFile<SentRecord>(space, database.SentFiles.Single(f => f.Id == id))?.Name;
    }

    private byte[] Wrap<TRow>(Guid id, Func<TRow, byte[]?> wrap)
        where TRow : class
    {
        using var database = shelf.CreateDbContext();
        return wrap(database.Set<TRow>().Find(id)!)!;
    }

    private static string? Hex(byte[]? key) => key is null ? null : Convert.ToHexString(key);
}
