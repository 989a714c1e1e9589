using System.Reflection;
using System.Text.RegularExpressions;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
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
        // One after the other: each stands on the one before.
        foreach (var save in new Func<Task>[]
        {
            () => shelf.Write(entry, "earlier words"), () => shelf.Write(entry, Theirs, seen: 1, client: "later"), () => shelf.Write(binned, Theirs),
            () => shelf.Answer(run, "said", new TextValue(Theirs)),
            () => shelf.Answer(run, "reasons", shelf.List(run, "reasons", ("n0", Theirs)), thread: "reason"),
        })
        {
            save().Wait();
        }

        shelf.Withholding.ChangeAsync(shelf.Space, _ => new(["theirs"], [Theirs]), default).Wait();
        shelf.People.ChangeAsync(shelf.Space, _ => new([new(Theirs, "1")]), default).Wait();
        shelf.Bin.PutAsync(shelf.Space, binned, default).Wait();
        shelf.BringIn.BringAsync(shelf.Space, Guid.NewGuid(), 1, [Came.Entry(Guid.NewGuid(), Theirs)], default).Wait();
    }

    public void Dispose() => shelf.Dispose();

    /// <summary>Each public method that takes a space, asked with a stranger's: what it must answer.</summary>
    private Dictionary<string, Func<Task<bool>>> Asked => new()
    {
        ["EntryReader.ListAsync"] = async () =>
            (await shelf.Entries.ListAsync(stranger, false, default)).Count + (await shelf.Entries.ListAsync(stranger, true, default)).Count == 0,
        ["EntryReader.PageAsync"] = async () =>
            (await shelf.Entries.PageAsync(stranger, false, null, 10, default)).Entries.Count
                + (await shelf.Entries.PageAsync(stranger, false, entry, 10, default)).Entries.Count == 0,
        ["EntryReader.TotalsAsync"] = async () => await shelf.Entries.TotalsAsync(stranger, default) == SpaceTotals.None,
        ["EntryReader.FindAsync"] = async () => await shelf.Entries.FindAsync(stranger, entry, default) is null,
        ["EntryReader.FindRunAsync"] = async () => await shelf.Entries.FindRunAsync(stranger, run, default) is null,
        ["EntryReader.FindRunWithNewestAsync"] = async () =>
            await shelf.Entries.FindRunWithNewestAsync(stranger, run, ["why-he-left"], DateTime.MaxValue, default) is { Run: null, Newest.Count: 0 },
        ["EntryReader.RunsAsync"] = async () => (await shelf.Entries.RunsAsync(stranger, "why-he-left", 9, default)).Count == 0,
        ["EntryReader.NewestRunsAsync"] = async () => (await shelf.Entries.NewestRunsAsync(stranger, ["why-he-left"], default)).Count == 0,
        ["EntryReader.ReflectionsAsync"] = async () => (await shelf.Entries.ReflectionsAsync(stranger, ["why-he-left"], default)).Count == 0,
        ["EntryReader.NewestAnswersAsync"] = async () => (await shelf.Entries.NewestAnswersAsync(stranger, ["said"], default, default)).Count == 0,
        ["EntryReader.AnswersInRunsAsync"] = async () =>
            (await shelf.Entries.AnswersInRunsAsync(stranger, "why-he-left", "said", default, 9, default)).Count == 0,
        ["EntryReader.TimesOfRunsAsync"] = async () => (await shelf.Entries.TimesOfRunsAsync(stranger, ["why-he-left"], 9, default)).Count == 0,
        ["EntryReader.LettersAsync"] = async () => (await shelf.Entries.LettersAsync(stranger, "rest", 9, default)).Count == 0,
        ["SeriesReader.PageAsync"] = async () =>
            (await shelf.Series.PageAsync(stranger, "why-he-left", null, 9, default)).Runs.Count
                + (await shelf.Series.PageAsync(stranger, "why-he-left", run, 9, default)).Runs.Count == 0,
        ["SeriesReader.EndsAsync"] = async () => await shelf.Series.EndsAsync(stranger, "why-he-left", default) is null,
        ["SeriesReader.AnswersAsync"] = async () => (await shelf.Series.AnswersAsync(stranger, "why-he-left", ["said"], 9, default)).Entries == 0,
        ["SeriesReader.WaitingAsync"] = async () => (await shelf.Series.WaitingAsync(stranger, "why-he-left", "said", ["later"], default)).Count == 0,
        ["SeriesReader.LastDaysAsync"] = async () => (await shelf.Series.LastDaysAsync(stranger, ["why-he-left"], default)).Count == 0,
        ["LookingBack.FindRunsAsync"] = async () => (await shelf.Back.FindRunsAsync(stranger, [run], default)).Count == 0,
        ["LookingBack.NewestPairsAsync"] = async () => (await shelf.Back.NewestPairsAsync(stranger, ["why-he-left"], default)).Count == 0,
        ["LookingBack.AnswersAsync"] = async () =>
            (await shelf.Back.AnswersAsync(stranger, "why-he-left", "said", null, 9, default)).Answers.Count
                + (await shelf.Back.AnswersAsync(stranger, "why-he-left", "said", RecordIds.OfAnswer(shelf.Space, run, "said"), 9, default)).Answers.Count == 0,
        ["LookingBack.NewestAnswersAsync"] = async () => (await shelf.Back.NewestAnswersAsync(stranger, ["said"], 9, default)).Count == 0,
        ["LookingBack.FreeWritingAsync"] = async () => (await shelf.Back.FreeWritingAsync(stranger, DateOnly.MinValue, 9, default)).Count == 0,
        ["SomethingEarlier.PickAsync"] = async () => await shelf.Past.PickAsync(stranger, [], null, DateOnly.MaxValue, default) is null,
        ["SomethingEarlier.MayAsync"] = async () =>
            (await shelf.Entries.FindAsync(shelf.Space, entry, default)) is { } theirs && await shelf.Past.MayAsync(stranger, theirs, default) == ComingUp.Ask,
        ["EntryHead.SetComingUpAsync"] = async () => !await shelf.Heads.SetComingUpAsync(stranger, entry, ComingUp.Never, default),
        ["Threads.ListAsync"] = async () => (await shelf.Named.ListAsync(stranger, "reason", default)).Count == 0,
        ["Threads.OfKindsAsync"] = async () => (await shelf.Named.OfKindsAsync(stranger, ["reason", "change"], DateTime.MaxValue, default)).Count == 0,
        ["EntrySearch.FindAsync"] = async () => (await shelf.Search.FindAsync(stranger, "words", JournalFields.Texts, default)).Count == 0,
        ["EntrySearch.NearAsync"] = async () =>
            (await shelf.Search.NearAsync(stranger, new SearchQuery(SearchTerms.Of("wrods"), JournalFields.Texts), default)).Count == 0,
        ["MonthReader.ReadAsync"] = async () =>
            await shelf.Months.ReadAsync(stranger, new DateOnly(2026, 5, 1), default) is { Entries: [], Earlier: null, Later: null },
        // Like an id that never was: it begins one of his own, so that nobody learns from it what exists elsewhere.
        ["AnswerWriter.SaveAsync"] = async () => await shelf.Answer(run, "said", new TextValue("x"), seen: 1, space: stranger) is Saved.Done { Version: 1 },
        ["EntryHead.FinishAsync"] = async () => !await shelf.Heads.FinishAsync(stranger, run, default),
        ["EntryHead.SetDayAsync"] = async () => !await shelf.Heads.SetDayAsync(stranger, run, new DateOnly(2026, 1, 1), default),
        ["EntryHead.WidenAsync"] = async () => !await shelf.Heads.WidenAsync(stranger, run, default),
        ["Bin.PutAsync"] = async () => !await shelf.Bin.PutAsync(stranger, entry, default),
        ["Bin.RestoreAsync"] = async () => !await shelf.Bin.RestoreAsync(stranger, binned, default),
        ["Bin.EmptyAsync"] = async () => await shelf.Bin.EmptyAsync(stranger, default) == 0,
        ["Revisions.ListAsync"] = async () => (await shelf.Earlier.ListAsync(stranger, entry, default)).Count == 0,
        // Even of a run that he was handed he gets no earlier answer.
        ["Revisions.AsOfAsync"] = async () => (await shelf.Entries.FindRunAsync(shelf.Space, run, default)) is { } theirs
            && (await shelf.Earlier.AsOfAsync(stranger, [theirs], shelf.Clock.Now.AddDays(-1), default)).Runs.Single().Answers.Count == 0,
        ["SpaceRecord`1.ReadAsync"] = async () => await shelf.People.ReadAsync(stranger, default) is { People: [] }
            && await shelf.Withholding.ReadAsync(stranger, default) is { Items: [], Names: [] },
        ["SpaceRecord`1.ChangeAsync"] = async () => await shelf.People.ChangeAsync(stranger, _ => new([new("his", "2")]), default)
            && await shelf.Withholding.ChangeAsync(stranger, _ => new(["his"], []), default),
        ["Revisions.RestoreAsync"] = async () =>
            await shelf.Earlier.RestoreAsync(stranger, entry, shelf.Revisions(entry).Single().Row.Id, 2, default) is Saved.NotFound,
        ["JournalWriter.SaveAsync"] = async () => await shelf.Write(entry, "x", space: stranger) is Saved.Done { Version: 1 },
        ["JournalWriter.RewriteAsync"] = async () =>
            (await shelf.Journal.RewriteAsync(stranger, JournalFields.Words, [entry], (_, _) => "x", default)).Changed.Count == 0,
        ["SpaceMerge.BringInAsync"] = async () => await shelf.Merge.BringInAsync(shelf.NewSpace(isVisitor: true), stranger, default) is { Entries: 0 },
        ["Everything.EntriesAsync"] = async () => (await shelf.Everything.EntriesAsync(stranger, true, [], default).ToListAsync()).Count == 0,
        ["Everything.OpenedAsync"] = async () => (await shelf.Everything.OpenedAsync(stranger, [], default).ToListAsync()).Count == 0,
        ["Everything.SomeAsync"] = async () => (await shelf.Everything.SomeAsync(stranger, [entry, run], default)).Count == 0,
        ["Everything.MonthsAsync"] = async () => (await shelf.Everything.MonthsAsync(stranger, true, default)).Count == 0,
        ["Everything.ThreadsAsync"] = async () => (await shelf.Everything.ThreadsAsync(stranger, [], default).ToListAsync()).Count == 0,
        ["Everything.WithheldAsync"] = async () => await shelf.Everything.WithheldAsync(stranger, [], default) is { Items: [], Names: [] },
        ["Everything.PeopleAsync"] = async () => await shelf.Everything.PeopleAsync(stranger, [], default) is { People: [] },
        ["Everything.LockAfterMinutesAsync"] = async () => await shelf.Everything.LockAfterMinutesAsync(stranger, default) is null,
        ["Arrivals.ListAsync"] = async () => (await shelf.Arrived.ListAsync(stranger, default)).Count == 0,
        ["Arrivals.TakeOutAsync"] = async () =>
            await shelf.Arrived.TakeOutAsync(stranger, (await shelf.Arrived.ListAsync(shelf.Space, default)).Single().Id, null, default) is null,
        // Ids only; nothing is read.
        ["RecordIds.OfAnswer"] = () => Task.FromResult(RecordIds.OfAnswer(stranger, run, "said") != RecordIds.OfAnswer(shelf.Space, run, "said")),
        ["RecordIds.OfThread"] = () => Task.FromResult(RecordIds.OfThread(stranger, run, "f", "n0") != RecordIds.OfThread(shelf.Space, run, "f", "n0")),
    };

    public static TheoryData<string> Methods => new(
        from type in typeof(EntryReader).Assembly.GetExportedTypes().Where(t => t.Namespace == typeof(EntryReader).Namespace).Append(typeof(Everything))
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.GetParameters().Any(p => p.ParameterType == typeof(UnlockedSpace))
        select $"{type.Name}.{method.Name}");

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
            .Where(s => Regex.IsMatch(s, """^\s*(SELECT|DELETE|UPDATE)\b"""))
            .Where(s => Regex.IsMatch(s, """(FROM|UPDATE) "(Entries|Answers|Threads|Revisions|Arrivals)" AS """));
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
        Assert.Equal("begun, again", Assert.Single(await shelf.Search.FindAsync(second, "begun", JournalFields.Texts, default)).Excerpt);

        Assert.True(await shelf.Bin.PutAsync(second, id, default));
        Assert.Equal(1, await shelf.Bin.EmptyAsync(second, default));
        Assert.Equal(["begun"], (await shelf.ValueOf(id, "said", first))!.Lines);
    }
}
