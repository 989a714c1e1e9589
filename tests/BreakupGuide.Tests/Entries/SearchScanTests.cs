using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Features.Reflections;

namespace BreakupGuide.Tests.Entries;

/// <summary>The search goes through stored records without making objects of them, and finds what their objects say: neither more nor less.</summary>
public sealed class SearchScanTests : IDisposable
{
    private readonly StoreFixture shelf = new();

    public void Dispose() => shelf.Dispose();

    [Fact]
    public async Task An_answer_of_every_type_is_found_by_each_of_its_lines()
    {
        foreach (var row in StoredAnswersTests.Stored)
        {
            var (run, value) = (Guid.NewGuid(), (AnswerValue)row[0]);
            await shelf.Answer(run, "said", value);

            foreach (var line in value.Lines) Assert.Contains(run, await FindAsync($"\"{line}\""));
        }
    }

    // Whatever JSON writes otherwise than it was typed.
    [Theory]
    [InlineData("He said: “I need air.” – and left", "\"i need air.\"")]
    [InlineData("a < b & c > d", "<")]
    [InlineData("don't + won’t", "don’t")]
    [InlineData("back\\slash", "back\\slash")]
    [InlineData("one\nline\tafter   another", "\"line after another\"")]
    [InlineData("so 🙂 then", "🙂")]
    [InlineData("Он сказал «привет»", "ПРИВЕТ")]
    [InlineData("in the cafe\u0301", "café")]
    [InlineData("Straße", "STRASSE")]
    public async Task What_was_written_is_found_however_it_is_stored(string words, string typed)
    {
        var (entry, run) = (Guid.NewGuid(), Guid.NewGuid());
        await shelf.Write(entry, words);
        await shelf.Answer(run, "said", new TextValue(words));

        Assert.Equal(new[] { entry, run }.Order(), (await FindAsync(typed)).Order());
    }

    [Theory]
    // Names in the store, a zone, a page, a type, a field that is not looked through, and the words of another field.
    [InlineData("text")]
    [InlineData("lines")]
    [InlineData("version")]
    [InlineData("europe")]
    [InlineData("somebody")]
    [InlineData("journal")]
    [InlineData("low")]
    public async Task What_only_the_store_says_is_not_found(string typed)
    {
        var entry = Guid.NewGuid();
        await shelf.Write(entry, "Rain", client: "somebody", zone: "Europe/London");
        await shelf.Write(entry, "low", JournalFields.Mood, sequence: 2, client: "somebody");
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("rain"), client: "somebody");
        var before = shelf.Records.Opened;

        Assert.Empty(await FindAsync(typed));
        // Nothing was opened a second time to find that out.
        Assert.Equal(4, shelf.Records.Opened - before);
    }

    [Fact]
    public async Task The_oldest_of_many_is_found_and_pages_go_on_where_the_one_before_ended()
    {
        var entries = new List<Guid>();
        for (var i = 0; i < 130; i++)
        {
            entries.Insert(0, Guid.NewGuid());
            if (i % 3 == 0) await shelf.Answer(entries[0], "said", new TextValue(i == 0 ? "heliotrope" : "rain"));
            else await shelf.Write(entries[0], "rain");
            shelf.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([entries[^1]], await FindAsync("heliotrope"));
        Assert.Equal(entries[..^1], await FindAsync("rain"));

        var query = new SearchQuery(SearchTerms.Of("rain"), JournalFields.Texts) { Size = 50 };
        var (read, last) = (new List<Guid>(), (Guid?)null);
        do
        {
            var page = await shelf.Search.FindAsync(shelf.Space, query with { After = last }, default);
            read.AddRange(page.Found.Select(f => f.Entry.Id));
            last = page.Last;
        }
        while (last is not null);
        Assert.Equal(entries[..^1], read);
    }

    [Fact]
    public async Task Each_word_may_stand_in_another_record_of_the_same_entry_and_in_no_other_entry()
    {
        var (run, other) = (Guid.NewGuid(), Guid.NewGuid());
        await shelf.Answer(run, "said", new TextValue("rain"));
        await shelf.Answer(run, "felt", new TextValue("wind"));
        await shelf.Answer(other, "said", new TextValue("rain"));

        Assert.Equal([run], await FindAsync("rain wind felt"));
        Assert.Empty(await FindAsync("\"rain wind\""));
    }

    [Fact]
    public async Task Near_words_come_from_what_fits_only()
    {
        var entry = Guid.NewGuid();
        await shelf.Write(entry, "the kitchen");
        await shelf.Answer(Guid.NewGuid(), "said", new TextValue("the kitchin"));
        var query = new SearchQuery(SearchTerms.Of("kitchn"), JournalFields.Texts);

        Assert.Equal(["kitchen", "kitchin"], Words(await shelf.Search.NearAsync(shelf.Space, query, default)).Order(StringComparer.Ordinal));
        Assert.Equal(["kitchen"], Words(await shelf.Search.NearAsync(shelf.Space, query with { Fits = e => e.Id == entry }, default)));

        static IEnumerable<string> Words(IEnumerable<NearWord> near) => near.Select(n => n.Word);
    }

    [Fact]
    public void What_was_opened_is_wiped_and_nothing_opens_once_the_space_is_locked()
    {
        var context = new SealContext("answers", Guid.NewGuid(), "record");
        var text = RecordCipher.Seal(shelf.Space, context, "rain");
        using var space = Privacy.Keys.Open();
        using var opener = new RecordOpener(space);
        var mine = RecordCipher.Seal(space, context, "rain");
        var opened = opener.Open(context, mine.Bytes);
        Assert.Equal("rain"u8, opened);

        opener.Dispose();
        Assert.Equal(new byte[4], opened.ToArray());

        using var second = new RecordOpener(space);
        Assert.Equal("rain"u8, second.Open(context, mine.Bytes));
        space.Dispose();
        var refused = Assert.Throws<ObjectDisposedException>(() => second.Open(context, mine.Bytes).Length);
        Assert.True(UnlockedSpace.WasLocked(refused));
        Assert.Equal("rain", RecordCipher.Open(shelf.Space, context, text));
    }

    private async Task<IEnumerable<Guid>> FindAsync(string typed) =>
        (await shelf.Search.FindAsync(shelf.Space, typed, JournalFields.Texts, default)).Select(f => f.Entry.Id);
}
