using System.Globalization;
using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Entries;
using BreakupGuide.Tests.Features.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Reflections.ThenAndNow;

/// <summary>Somebody who has written for a while: what lies back is put into the store at its own time, by the store's own writers.</summary>
internal sealed class PastUser : IDisposable
{
    private UnlockedSpace? space;

    public PastUser()
    {
        Site = new Site([], services => services.AddSingleton<TimeProvider>(Clock));
        Person = new JournalUser(Site);
        Store = StoreRooms.Of(Site.Services);
    }

    public StillClock Clock { get; } = new();

    public Site Site { get; }

    public JournalUser Person { get; }

    public StoreRooms Store { get; }

    /// <summary>The moment at which it began; everything else lies before it.</summary>
    public DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    public void Dispose() => Site.Dispose();

    public Task<IDocument> Open(string path, int status = 200) => Person.Open(path, status);

    /// <summary>The person's space, which the first words make; they are not there any more.</summary>
    public async Task<UnlockedSpace> Space()
    {
        if (space is not null) return space;
        var first = await Person.Writes("First words");
        space = await Person.SpaceOf(first);
        await Store.Bin.PutAsync(space, first, default);
        await Store.Bin.EmptyAsync(space, default);
        return space;
    }

    /// <summary>A run of so many days ago.</summary>
    public async Task<Guid> Runs(string reflection, int version, double daysAgo, bool isFinished, params Given[] answers)
    {
        var open = await Space();
        var run = Guid.NewGuid();
        Clock.Now = Now.AddDays(-daysAgo);
        foreach (var given in answers)
        {
            var start = new RunStart(new Run(reflection, version, WalkLength.Whole), []);
            var saved = await Store.Answers.SaveAsync(
                open,
                new AnswerChange(
                    run, given.Field, given.Field.Split('~')[0], given.Wording ?? $"Asked then: {given.Field}?", given.Value, given.State, 0, null, 0, null,
                    start, given.Thread),
                default);
            Assert.IsType<Saved.Done>(saved);
        }

        Clock.Now += TimeSpan.FromMinutes(4);
        if (isFinished) Assert.True(await Store.Heads.FinishAsync(open, run, default));
        Clock.Now = Now;
        return run;
    }

    /// <summary>An entry of a practice for a day so many days ago.</summary>
    public async Task<Guid> Notes(string practice, int daysAgo, params Given[] answers)
    {
        var open = await Space();
        var log = Guid.NewGuid();
        foreach (var given in answers)
        {
            var start = new RunStart(new Run(practice, 1, WalkLength.Whole), [], EntryKind.Log, DaysAgo(daysAgo));
            await Store.Answers.SaveAsync(
                open,
                new AnswerChange(
                    log, given.Field, given.Field, given.Wording ?? $"Asked then: {given.Field}?", given.Value, given.State, 0, null, 0, null, start, null),
                default);
        }

        Assert.True(await Store.Heads.FinishAsync(open, log, default));
        return log;
    }

    /// <summary>Free writing of so many days ago.</summary>
    public async Task<Guid> Writes(string words, int daysAgo, string? mood = null, EntryKind kind = EntryKind.Journal, string? helped = null,
        string? feeling = null)
    {
        var open = await Space();
        var entry = Guid.NewGuid();
        List<JournalFieldChange> fields =
        [
            new(JournalFields.Words, words, 0), new(JournalFields.Date, DaysAgo(daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), 0),
        ];
        if (mood is not null) fields.Add(new("mood", mood, 0));
        if (feeling is not null) fields.Add(new("feeling", feeling, 0));
        if (helped is not null) fields.Add(new("helped", helped, 0));
        Assert.IsType<Saved.Done>(await Store.Journal.SaveAsync(open, new JournalChange(entry, kind, fields, "page", 1, null), default));
        return entry;
    }

    public DateOnly DaysAgo(int days) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-days);

    public static Given Says(string field, AnswerValue? value, string? wording = null, AnswerState state = AnswerState.Given) =>
        new(field, value, wording, state);

    /// <summary>A list whose things are threads of a kind.</summary>
    public static Given Names(string field, string kind, params string[] things) =>
        new(field, new ListValue([.. things.Select((t, i) => new ListItem($"n{i}", Guid.NewGuid(), t))]), null, AnswerState.Given, kind);

    public static string Words(INode node) => string.Join(
        ' ', node.Descendants<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

internal sealed record Given(string Field, AnswerValue? Value, string? Wording, AnswerState State, string? Thread = null);
