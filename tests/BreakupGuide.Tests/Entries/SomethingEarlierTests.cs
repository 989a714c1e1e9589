using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Entries;

/// <summary>What may come up again, and how that is chosen.</summary>
public sealed class SomethingEarlierTests : IDisposable
{
    private static readonly DateOnly Began = new(2026, 5, 31);

    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task What_is_from_around_a_beginning_is_asked_about_first()
    {
        // Of somebody who brought in what they had written in another place.
        foreach (var (days, may) in new[]
        {
            (-1000, ComingUp.Ask), (-958, ComingUp.Ask), (-957, ComingUp.Yes), (-43, ComingUp.Yes), (-42, ComingUp.Ask), (0, ComingUp.Ask),
            (42, ComingUp.Ask), (43, ComingUp.Yes),
        })
        {
            shelf.Clock.AdjustTime(new DateTimeOffset(Began.AddDays(days), new TimeOnly(12, 0), TimeSpan.Zero));
            Assert.Equal((days, may), (days, await May(await Write(Began.AddDays(days)))));
        }

        // Remembered in the first weeks, of a day long before.
        shelf.Clock.AdjustTime(new DateTimeOffset(Began, new TimeOnly(12, 0), TimeSpan.Zero));
        Assert.Equal(ComingUp.Ask, await May(await Write(Began.AddDays(-400))));
    }

    [Fact]
    public async Task What_was_chosen_holds_and_never_is_never()
    {
        var id = await Write(Began);
        Assert.True(await shelf.Heads.SetComingUpAsync(shelf.Space, id, ComingUp.Yes, default));
        Assert.Equal(ComingUp.Yes, (await Pick())!.Value.May);
        Assert.True(await shelf.Heads.SetComingUpAsync(shelf.Space, id, ComingUp.Never, default));

        Assert.Null(await Pick());
        Assert.Equal("The words stay", await shelf.TextOf(id));
        Assert.Empty(shelf.Revisions(id));
    }

    [Fact]
    public async Task To_choose_is_not_to_write()
    {
        var id = await Write(Began);
        var before = (await shelf.Entries.FindAsync(shelf.Space, id, default))!;
        shelf.Clock.MoveMinutes(600);
        await shelf.Heads.SetComingUpAsync(shelf.Space, id, ComingUp.Never, default);
        var after = (await shelf.Entries.FindAsync(shelf.Space, id, default))!;

        Assert.Equal((before.Changed, before.Version, ComingUp.Never), (after.Changed, after.Version, after.ComesUp));
        // It stays when the entry is written again.
        await shelf.Write(id, "Other words", seen: 1, client: "later");
        Assert.Equal(ComingUp.Never, (await shelf.Entries.FindAsync(shelf.Space, id, default))!.ComesUp);
    }

    [Fact]
    public async Task What_is_young_resting_unfinished_or_shown_a_moment_ago_does_not_come()
    {
        var today = Began.AddDays(100);
        await Write(today.AddDays(-6));
        var letter = Guid.NewGuid();
        await shelf.Journal.SaveAsync(
            shelf.Space,
            new JournalChange(letter, EntryKind.Letter, [new("words", "Dear", 0), new("rest", "2026-06-01T06:00Z", 0)], "page", 1, null), default);
        var run = Guid.NewGuid();
        await shelf.Answer(run, "said", new TextValue("begun"));
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("noted"), reflection: "check-in");
        Assert.Null(await Pick());

        await shelf.Heads.FinishAsync(shelf.Space, run, default);
        Assert.Equal(run, (await Pick())!.Value.Entry.Id);
        Assert.Null(await shelf.Past.PickAsync(shelf.Space, ["check-in"], run, today, default));
    }

    [Fact]
    public async Task A_head_of_an_earlier_program_opens_and_nobody_has_chosen_in_it()
    {
        const string Stored =
            """{"kind":"journal","begunAt":"2026-05-31T21:04:30Z","fields":{},"zone":"Europe/London","opening":"Words","writtenAt":"2026-05-31T21:04:30Z"}""";
        var id = Guid.NewGuid();
        var row = new EntryRow
        {
            Id = id,
            SpaceId = shelf.Space.Id,
            Created = shelf.Clock.Now,
            Changed = shelf.Clock.Now,
            Date = Began,
            Head = RecordCipher.Seal(shelf.Space, new SealContext("entries", id, "head"), Stored),
        };
        await using (var database = shelf.CreateDbContext())
        {
            database.Entries.Add(row);
            await database.SaveChangesAsync();
        }

        Assert.Null(SealedRecords.OpenHead(shelf.Space, row).ComesUp);
        Assert.Equal(Stored, RecordCipher.Open(
            shelf.Space, new SealContext("entries", id, "head"), SealedRecords.Seal(shelf.Space, id, SealedRecords.OpenHead(shelf.Space, row))));
        Assert.True(await shelf.Heads.SetComingUpAsync(shelf.Space, id, ComingUp.Ask, default));
        Assert.Equal(ComingUp.Ask, (await shelf.Entries.FindAsync(shelf.Space, id, default))!.ComesUp);
    }

    private Task<(Entry Entry, ComingUp May)?> Pick() => shelf.Past.PickAsync(shelf.Space, ["check-in"], null, Began.AddDays(100), default);

    private async Task<ComingUp> May(Guid id) => await shelf.Past.MayAsync(shelf.Space, (await shelf.Entries.FindAsync(shelf.Space, id, default))!, default);

    private async Task<Guid> Write(DateOnly day)
    {
        var id = Guid.NewGuid();
        await shelf.Write(id, "The words stay");
        await shelf.Write(id, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "date");
        return id;
    }
}
