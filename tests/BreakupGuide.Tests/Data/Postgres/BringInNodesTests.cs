using System.Text;
using AngleSharp.Dom;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Features.Transfer.Files;
using BreakupGuide.Features.Transfer.Formats;
using BreakupGuide.Tests.Features.Transfer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BreakupGuide.Tests.Data.Postgres;

/// <summary>A journal is brought in by whichever node answers, and one that ends in the middle leaves it to the other.</summary>
public sealed class BringInNodesTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly TwoNodes nodes;

    public BringInNodesTests() => nodes = new TwoNodes(clock);

    public void Dispose() => nodes.Dispose();

    [Fact]
    public async Task Sent_to_one_looked_at_on_the_other_brought_in_and_taken_out_by_turns()
    {
        var user = new TransferUser(nodes.NewUser());
        await user.User.Keeps("by turns");
        // A form and the page that it leads to are two requests: with one more in between, the next form goes to the other node.
        for (var round = 0; round < 2; round++)
        {
            var page = await user.Sends(Journal(300));
            Assert.Contains("300 entries from", Words(page), StringComparison.Ordinal);
            await user.User.Sees("/journal");
            page = await user.Presses(page, "start");
            Assert.Contains("300 entries came in.", Words(page), StringComparison.Ordinal);
            Assert.Equal(300, await EntriesAsync());
            await user.User.Sees("/journal");
            page = await user.Presses(page, "take-out");
            Assert.Contains("300 entries were taken out again.", Words(page), StringComparison.Ordinal);
            Assert.Equal(0, await EntriesAsync());
        }
    }

    [Fact]
    public async Task A_file_that_came_sealed_is_opened_on_the_other_node()
    {
        var user = new TransferUser(nodes.NewUser());
        await user.User.Keeps("sealed");
        await user.User.Writes(Guid.NewGuid(), "taken along");
        var file = await user.Downloads(TestUser.Passphrase, "moss lantern quiet harbour once more");
        await using (var database = nodes.Context()) await database.Entries.ExecuteDeleteAsync();

        var page = await user.Sends(file);
        Assert.NotNull(page.QuerySelector("input[type=password]"));
        page = await user.Presses(page, "look", ("passphrase", "another one"));
        Assert.Contains("This is not the passphrase of this file.", Words(page), StringComparison.Ordinal);
        page = await user.Presses(page, "look", ("passphrase", "moss lantern quiet harbour once more"));
        page = await user.Presses(page, "start");
        Assert.Contains("1 entry came in.", Words(page), StringComparison.Ordinal);
    }

    /// <summary>The first node stands still in the middle, as if it had been killed; what it does afterwards changes nothing any more.</summary>
    [Fact]
    public async Task What_a_node_left_off_in_the_middle_another_goes_on_with()
    {
        var (here, there) = await SentAsync("left off");
        var held = await HoldsAsync(nodes.First, here);
        await CameInAsync(nodes.First, held, entries: 100);
        Assert.Equal(100, await EntriesAsync());

        // As long as it may still be at work, nobody else is.
        await SweepAsync(nodes.Second);
        Assert.Contains("It is coming in", Words(await there.Browser.Open("/settings/bring-in")), StringComparison.Ordinal);
        TwoNodes.OpenAt(nodes.First).Close(held.Session);
        PassHold();
        await SweepAsync(nodes.Second);

        var page = await there.Settled();
        Assert.Contains("300 entries came in.", Words(page), StringComparison.Ordinal);
        Assert.Equal(300, await EntriesAsync());
        var files = Of<SentFiles>(nodes.First);
        Assert.False(await files.KeepAsync(held, 100, default));
        held = held with { Space = (await FileAsync(nodes.Second)).Space };
        await files.SettleAsync(held, held.Record with { State = new(SentFileStage.Failed, Problem: "Too late.") }, 100);
        Assert.Contains("300 entries came in.", Words(await there.Settled()), StringComparison.Ordinal);

        // What both brought in is taken out as one.
        page = await there.Presses(page, "take-out");
        Assert.Contains("300 entries were taken out again.", Words(page), StringComparison.Ordinal);
        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task A_node_that_ends_leaves_it_to_the_other_at_once()
    {
        var (here, there) = await SentAsync("ended");
        var work = Of<TransferWork>(nodes.First);
        work.AtOnce = 1;
        await here.User.Sees("/journal");
        var file = await FileAsync(nodes.First);
        Assert.True(await work.BringAsync(file, default));
        await work.EndAsync();
        Assert.True((await FileAsync(nodes.First)).IsCutOff);

        await SweepAsync(nodes.Second);
        Assert.Contains("300 entries came in.", Words(await there.Settled()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_on_one_it_stops_on_the_other_and_says_what_came_in()
    {
        var (here, there) = await SentAsync("stopped");
        var held = await HoldsAsync(nodes.First, here);
        await using var work = new AtWork(Of<SentFiles>(nodes.First), held, TimeProvider.System);

        var page = await there.Browser.Open("/settings/bring-in");
        using (await there.Browser.Send(page.QuerySelector("form[action='/settings/bring-in/stop']")!))
            Assert.True(SpinWait.SpinUntil(() => work.Stopped.IsCancellationRequested, TimeSpan.FromSeconds(30)));

        // Where its node is gone as well, whoever comes by stops it.
        PassHold();
        await SweepAsync(nodes.Second);
        Assert.Contains("It was stopped.", Words(await there.Settled()), StringComparison.Ordinal);
        Assert.Equal(0, await EntriesAsync());
    }

    [Fact]
    public async Task A_file_that_ends_whoever_works_on_it_is_given_up()
    {
        var (here, there) = await SentAsync("given up");
        await HoldsAsync(nodes.First, here, takenUp: 3);

        PassHold();
        await SweepAsync(nodes.Second);
        Assert.Contains("It was cut off several times", Words(await there.Settled()), StringComparison.Ordinal);
        Assert.Equal(0, await EntriesAsync());
    }

    private static byte[] Journal(int entries) => Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(0, entries).Select(i => $"[{new DateOnly(2024, 1, 1).AddDays(i):yyyy-MM-dd} 09:05] Day {i}\nWords of day {i}\n")));

    private static string Words(IDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Task SweepAsync(Site node) => node.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<TransferSweep>().Single()
        .SweepAsync(default);

    /// <summary>Somebody whose file was looked at on the first node, and the same browser at the second.</summary>
    private async Task<(TransferUser Here, TransferUser There)> SentAsync(string name)
    {
        var here = new TransferUser(new TestUser(nodes.First));
        await here.User.Keeps(name);
        await here.Sends(Journal(300));
        var there = new TransferUser(TwoNodes.At(nodes.Second, here.User));
        Assert.NotNull((await there.Browser.Open("/settings/bring-in")).QuerySelector("form[action='/settings/bring-in/start']"));
        return (here, there);
    }

    private static async Task<SentFile> FileAsync(Site node)
    {
        var open = TwoNodes.OpenAt(node);
        var session = Assert.Single(open.Where(_ => true));
        return (await Of<SentFiles>(node).FindAsync(open.Find(session)!.Space, session, default))!;
    }

    // What a node does before it is killed.
    private static async Task<SentFile> HoldsAsync(Site node, TransferUser user, int takenUp = 0)
    {
        await user.User.Sees("/journal");
        var file = await FileAsync(node);
        return (await Of<SentFiles>(node).HoldAsync(
            file, file.Record with { TakenUp = takenUp, State = file.State with { Stage = SentFileStage.BringingIn } }, default))!;
    }

    private static async Task CameInAsync(Site node, SentFile held, int entries)
    {
        await using var content = await Of<SentFiles>(node).OpenAsync(held, default);
        using var file = await ArrivedFile.OpenAsync(content, held.Record.Name, new TransferOptions(), default);
        var maker = new EntryMaker(held.Space, Of<EntryTime>(node), Of<IReadOnlyList<JournalField>>(node), held.Record.Zone, new LeftBehind());
        var format = await Of<JournalFormats>(node).FindAsync(file, default);
        var some = await format.EntriesAsync(file, maker, default).Take(entries).ToListAsync();
        Assert.NotNull(await Of<BringIn>(node).BringAsync(held.Space, held.Id, 1, some, default));
    }

    // And a moment: databases do not keep times as finely as this clock.
    private void PassHold() => clock.Advance(SentFiles.HeldFor + TimeSpan.FromMilliseconds(1));

    private static T Of<T>(Site node)
        where T : notnull => node.Services.GetRequiredService<T>();

    private async Task<int> EntriesAsync()
    {
        await using var database = nodes.Context();
        return await database.Entries.CountAsync();
    }
}
