using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Export;
using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Spaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Benchmarks;

/// <summary>
/// How much memory a download and bringing in a journal hold on to: the largest of many looks at what is alive, without what was alive before.
/// </summary>
internal sealed class MemoryCost(IServiceProvider services, Statements statements, Person small, Person large)
{
    /// <summary>A few entries are done with before anybody has looked often.</summary>
    private const int TimesSmall = 20;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public async Task WriteAsync()
    {
        Console.WriteLine();
        Console.WriteLine($"| what | MB held at {small.Entries} | MB held at {large.Entries} | bytes for each more entry |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var format in services.GetRequiredService<ExportFormats>().All)
            await RowAsync($"download, {format.Name}", person => ExportAsync(format, person, Stream.Null));
        foreach (var person in new[] { small, large })
        {
            await using var file = File.Create(FileOf(person));
            await ExportAsync(new NotesFormat(), person, file);
        }

        await RowAsync("bring in, notes", BringInAsync);
        foreach (var person in new[] { small, large }) File.Delete(FileOf(person));
    }

    private async Task RowAsync(string what, Func<Person, Task> act)
    {
        await act(small);
        var few = await HeldAsync(() => act(small), TimesSmall);
        var many = await HeldAsync(() => act(large), 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {few / 1e6:0.0} | {many / 1e6:0.0} | {(many - few) / (double)(large.Entries - small.Entries):0} |"));
    }

    private async Task<long> HeldAsync(Func<Task> act, int times)
    {
        var before = Alive();
        var most = before;
        using var done = new CancellationTokenSource();
        var looking = Task.Factory.StartNew(
            () =>
            {
                // Each look stops everything else for a moment.
                do most = Math.Max(most, Alive());
                while (!done.Token.WaitHandle.WaitOne(Between));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var time = 0; time < times; time++) await act();
        await done.CancelAsync();
        await looking;
        return most - before;
    }

    private long Alive()
    {
        // What the benchmark itself keeps.
        statements.Take();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private static string FileOf(Person person) => Path.Combine(Path.GetTempPath(), $"breakupguide-benchmark-{Environment.ProcessId}-{person.Entries}.zip");

    private async Task ExportAsync(IExportFormat format, Person person, Stream file)
    {
        await using var scope = services.CreateAsyncScope();
        var export = new SpaceExport(
            services.GetRequiredService<Everything>(), scope.ServiceProvider.GetServices<IEntryInWords>(), person.Space, new Dictionary<string, string>(),
            DateTime.UtcNow);
        await format.WriteAsync(export, file, default);
    }

    // Each time into a space of its own: what is there already takes another way.
    private async Task BringInAsync(Person person)
    {
        var (space, _) = (await services.GetRequiredService<SpaceStore>().KeepAsync(null, $"{Guid.NewGuid():N}", "a heron on the mill roof", default))!.Value;
        var work = services.GetRequiredService<TransferWork>();
        var files = services.GetRequiredService<SentFiles>();
        var (session, now) = (Guid.NewGuid(), DateTime.UtcNow);
        await using (var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
        {
            database.Sessions.Add(new() { Id = session, SpaceId = space.Id, WrappedKey = [1], Began = now, LastSeen = now, Expires = now.AddHours(1) });
            await database.SaveChangesAsync();
        }

        var sent = await files.BeginAsync(space, session, "notes.zip", "Europe/London", default);
        await using (var file = File.OpenRead(FileOf(person))) sent = await files.TakeAsync(sent, file, long.MaxValue, default);
        await work.LookAsync(sent, null, default);
        await work.Of(sent.Id);
        await work.BringAsync((await files.FindAsync(space, session, default))!, default);
        await work.Of(sent.Id);
        if (await files.FindAsync(space, session, default) is not { State.Stage: SentFileStage.CameIn })
            throw new InvalidOperationException("It did not come in.");
    }
}
