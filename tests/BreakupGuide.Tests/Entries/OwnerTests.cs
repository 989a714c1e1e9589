using System.Reflection;
using System.Text.RegularExpressions;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Entries;

public sealed class OwnerTests : IDisposable
{
    private const string Theirs = "their own words";

    private readonly StoreFixture shelf = new();
    private readonly UnlockedSpace stranger;
    private readonly Guid entry = Guid.NewGuid();
    private readonly Guid run = Guid.NewGuid();
    private readonly Guid binned = Guid.NewGuid();

    public OwnerTests()
    {
        stranger = shelf.NewSpace();
        foreach (var save in new[]
        {
            shelf.Write(entry, "earlier words"), shelf.Write(entry, Theirs, seen: 1, client: "later"), shelf.Write(binned, Theirs),
            shelf.Answer(run, "said", new TextValue(Theirs)), shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", Theirs)), thread: "reason"),
        })
        {
            save.Wait();
        }

        shelf.Store.BinAsync(shelf.Space, binned, default).Wait();
    }

    public void Dispose() => shelf.Dispose();

    /// <summary>Each public method that takes a space, asked with a stranger's: what it must answer.</summary>
    private Dictionary<string, Func<Task<bool>>> Asked => new()
    {
        [nameof(EntryStore.ListAsync)] = async () => (await shelf.Store.ListAsync(stranger, false, default)).Count + (await shelf.Store.ListAsync(stranger, true, default)).Count == 0,
        [nameof(EntryStore.FindAsync)] = async () => await shelf.Store.FindAsync(stranger, entry, default) is null,
        [nameof(EntryStore.FindRunAsync)] = async () => await shelf.Store.FindRunAsync(stranger, run, default) is null,
        [nameof(EntryStore.RunsAsync)] = async () => (await shelf.Store.RunsAsync(stranger, "why-he-left", default)).Count == 0,
        [nameof(EntryStore.ThreadsAsync)] = async () => (await shelf.Store.ThreadsAsync(stranger, "reason", default)).Count == 0,
        [nameof(EntryStore.SearchAsync)] = async () => (await shelf.Store.SearchAsync(stranger, "words", JournalFields.Texts, default)).Count == 0,
        // Like an id that never was: it begins one of his own, so that nobody learns from it what exists elsewhere.
        [nameof(EntryStore.SaveAnswerAsync)] = async () => await shelf.Answer(run, "said", new TextValue("x"), seen: 1, space: stranger) is Saved.Done { Version: 1 },
        [nameof(EntryStore.FinishAsync)] = async () => !await shelf.Store.FinishAsync(stranger, run, default),
        [nameof(EntryStore.WidenAsync)] = async () => !await shelf.Store.WidenAsync(stranger, run, default),
        [nameof(EntryStore.BinAsync)] = async () => !await shelf.Store.BinAsync(stranger, entry, default),
        [nameof(EntryStore.RestoreAsync)] = async () => !await shelf.Store.RestoreAsync(stranger, binned, default),
        [nameof(EntryStore.EmptyBinAsync)] = async () => await shelf.Store.EmptyBinAsync(stranger, default) == 0,
        [nameof(EntryStore.ForgetThreadsAsync)] = async () => await shelf.Store.ForgetThreadsAsync(stranger, default) == 0,
        [nameof(EntryStore.RevisionsAsync)] = async () => (await shelf.Store.RevisionsAsync(stranger, entry, default)).Count == 0,
        [nameof(EntryStore.RestoreRevisionAsync)] = async () =>
            await shelf.Store.RestoreRevisionAsync(stranger, entry, shelf.Revisions(entry).Single().Row.Id, 2, default) is Saved.NotFound,
        [nameof(EntryStore.SaveJournalAsync)] = async () => await shelf.Write(entry, "x", space: stranger) is Saved.Done { Version: 1 },
        [nameof(EntryStore.BringInAsync)] = async () => await shelf.Store.BringInAsync(shelf.NewSpace(isVisitor: true), stranger, default) is { Entries: 0 },
        // Ids only; nothing is read.
        [nameof(EntryStore.AnswerId)] = () => Task.FromResult(EntryStore.AnswerId(stranger, run, "said") != EntryStore.AnswerId(shelf.Space, run, "said")),
        [nameof(EntryStore.ThreadId)] = () => Task.FromResult(EntryStore.ThreadId(stranger, run, "f", "n0") != EntryStore.ThreadId(shelf.Space, run, "f", "n0")),
    };

    public static TheoryData<string> Methods => new(typeof(EntryStore).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(UnlockedSpace))).Select(m => m.Name).Distinct());

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task What_is_another_persons_is_not_there(string method)
    {
        var before = shelf.StoredOf(shelf.Space);

        Assert.True(await Asked[method](), $"{method} must not know of another person's entries.");
        Assert.Equal(before, shelf.StoredOf(shelf.Space));
    }

    /// <summary>Sealing would hide what a query brings too much. The query itself must not bring it.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Every_query_names_the_owner(string method)
    {
        shelf.Statements.Clear();

        await Asked[method]();

        var personal = shelf.Statements.Select(s => s[(s.IndexOf('\n', StringComparison.Ordinal) + 1)..])
            .Where(s => Regex.IsMatch(s, """^\s*(SELECT|DELETE|UPDATE)\b""") && Regex.IsMatch(s, """(FROM|UPDATE) "(Entries|Answers|Threads|Revisions)" AS """));
        Assert.All(personal, s => Assert.Matches("""WHERE[\s\S]*"SpaceId" = @""", s));
    }

    [Fact]
    public async Task An_entry_of_the_same_id_in_two_spaces_is_two_entries()
    {
        // A visitor whose first acknowledgement was lost sends the same words again, to a second space.
        var first = shelf.NewSpace(isVisitor: true);
        var second = shelf.NewSpace(isVisitor: true);
        var id = Guid.NewGuid();

        Assert.Equal(new Saved.Done(1), await shelf.Answer(id, "said", new TextValue("begun"), space: first));
        Assert.Equal(new Saved.Done(1), await shelf.Answer(id, "said", new TextValue("begun, again"), space: second));
        Assert.Equal(["begun"], (await shelf.ValueOf(id, "said", first))!.Lines);
        Assert.Equal(["begun, again"], (await shelf.ValueOf(id, "said", second))!.Lines);
        Assert.Equal("begun, again", Assert.Single(await shelf.Store.SearchAsync(second, "begun", JournalFields.Texts, default)).Excerpt);

        Assert.True(await shelf.Store.BinAsync(second, id, default));
        Assert.Equal(1, await shelf.Store.EmptyBinAsync(second, default));
        Assert.Equal(["begun"], (await shelf.ValueOf(id, "said", first))!.Lines);
    }
}
