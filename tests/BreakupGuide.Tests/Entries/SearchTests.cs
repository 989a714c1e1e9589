using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Tests.Entries;

/// <summary>What a search costs does not grow with what somebody types into it, and nobody makes many of one space at once.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Theory]
    [InlineData("one two three four five six seven eight", 1)]
    [InlineData("one two three four five six seven absent", 0)]
    // The same word again is no other one, and a ninth is not asked for.
    [InlineData("one One ONE one one one one one one absent", 0)]
    [InlineData("one two three four five six seven eight absent", 1)]
    public async Task Eight_different_words_are_looked_for(string words, int found)
    {
        await shelf.Write(Guid.NewGuid(), "One two three four five six seven eight nine");

        Assert.Equal(found, (await shelf.Search.FindAsync(shelf.Space, words, JournalFields.Texts, default)).Count);
    }

    [Fact]
    public async Task Of_what_is_found_the_words_around_are_kept_and_not_the_whole_text()
    {
        await shelf.Write(Guid.NewGuid(), "Rain on the roof");
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("rain in an answer"));

        var found = await shelf.Search.FindAsync(shelf.Space, "RAIN", JournalFields.Texts, default);
        Assert.Equal(["Rain on the roof", "rain in an answer"], found.Select(f => f.Excerpt).Order(StringComparer.Ordinal));
        Assert.All(found, f => Assert.Equal("", f.Entry.Text(JournalFields.Words)));
    }

    [Fact]
    public async Task Searches_of_one_space_take_turns_and_other_spaces_do_not_wait()
    {
        await shelf.Write(Guid.NewGuid(), "mine");
        var turn = await shelf.Search.Turns.TakeAsync(shelf.Space.Id, default);
        using var gone = new CancellationTokenSource();
        var typedOver = shelf.Search.FindAsync(shelf.Space, "min", JournalFields.Texts, gone.Token);
        var last = shelf.Search.FindAsync(shelf.Space, "mine", JournalFields.Texts, default);

        Assert.Empty(await shelf.Search.FindAsync(shelf.NewSpace(), "mine", JournalFields.Texts, default));
        Assert.False(last.IsCompleted);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => typedOver);
        turn.Dispose();
        Assert.Single(await last);
        Assert.Equal(0, shelf.Search.Turns.Count(shelf.Space.Id));
    }

    [Fact]
    public async Task A_search_that_nobody_waits_for_ends_in_the_middle_of_an_entry()
    {
        var run = Guid.NewGuid();
        foreach (var field in new[] { "said", "felt" })
        {
            await shelf.Answer(run, field, new TextValue("rain"));
            shelf.Damage("Answers", RecordIds.OfAnswer(shelf.Space, run, field));
        }

        using var gone = new CancellationTokenSource();
        // A record that does not open is said in the log: at that moment the person is gone.
        var log = new Leaving(gone);
        await using var services = shelf.Build(all => all.AddSingleton<ILogger<RecordReader>>(log));
        var search = StoreRooms.Of(services).Search;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search.FindAsync(shelf.Space, "rain", JournalFields.Texts, gone.Token));
        Assert.Equal(1, log.Lines);
    }

    [Fact]
    public async Task Words_of_which_nothing_is_left_are_said_and_not_passed_over()
    {
        await shelf.Write(Guid.NewGuid(), "rain");
        await using (var database = shelf.CreateDbContext())
            await database.Entries.ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, new SealedText([])));
        using var gone = new CancellationTokenSource();
        var log = new Leaving(gone);
        await using var services = shelf.Build(all => all.AddSingleton<ILogger<RecordReader>>(log));

        Assert.Empty(await StoreRooms.Of(services).Search.FindAsync(shelf.Space, "rain", JournalFields.Texts, default));
        Assert.Equal(1, log.Lines);
    }

    private sealed class Leaving(CancellationTokenSource gone) : ILogger<RecordReader>
    {
        public int Lines { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines++;
            gone.Cancel();
        }
    }
}
