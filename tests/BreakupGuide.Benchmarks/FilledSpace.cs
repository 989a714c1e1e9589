using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.QuestionTypes.Choice;
using BreakupGuide.Features.Reflections.QuestionTypes.List;
using BreakupGuide.Features.Reflections.QuestionTypes.Text;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Benchmarks;

/// <summary>Fills a space with years of writing, sealed as the program seals it: one third runs of “Why he left”, the rest written freely.</summary>
internal sealed class FilledSpace(IDbContextFactory<AppDbContext> contexts, UnlockedSpace space, int entries)
{
    private const int AtOnce = 500;
    private const int NewestFinished = 15;
    private const int TwoKilobytes = 17;
    private const string Zone = "Europe/London";
    private const string Words = "The same few sentences, as long as what somebody writes on a quiet evening before they put it away and go to sleep. ";

    /// <summary>Stands in the second oldest entry alone.</summary>
    public const string RareWord = "heliotrope";

    private readonly DateTime now = DateTime.UtcNow;

    public async Task FillAsync()
    {
        foreach (var some in Enumerable.Range(0, entries).Chunk(AtOnce))
        {
            await using var database = await contexts.CreateDbContextAsync();
            foreach (var number in some)
            {
                if (number % 3 == 0) AddRun(database, number);
                else AddWriting(database, number);
            }

            await database.SaveChangesAsync();
        }
    }

    // Three a day, up to now: the newest ones are the same in a small and a large space, and this month has as many.
    private DateTime Begun(int number) => now.AddHours(-8 * (entries - number));

    private void AddWriting(AppDbContext database, int number)
    {
        var id = Guid.NewGuid();
        var words = string.Concat(Enumerable.Repeat(Words, TwoKilobytes)) + (number == 1 ? RareWord : "");
        var title = new Dictionary<string, FieldState> { ["title"] = new($"Evening {number}", 1, "earlier", 1) };
        var head = new HeadRecord(EntryKind.Journal, Begun(number), title, null, null, Zone, EntryHead.Opening(words), null, "earlier", Begun(number));
        Add(database, id, head, SealedRecords.Seal(space, id, new FieldState(words, 1, "earlier", 2)));
    }

    private void AddRun(AppDbContext database, int number)
    {
        var id = Guid.NewGuid();
        var begun = Begun(number);
        var reason = new ListItem("n0", RecordIds.OfThread(space, id, "what-he-said", "n0"), $"Reason {number}");
        var head = new HeadRecord(
            EntryKind.Reflection, begun, new Dictionary<string, FieldState>(), new Run(Person.Reflection, 1, WalkLength.Whole),
            number >= entries - NewestFinished ? begun.AddMinutes(20) : null, Zone, reason.Text, "what-he-said", "earlier", begun.AddMinutes(20));
        Add(database, id, head, body: null);
        Answer("who-ended", new ChoiceValue("he", "He did"));
        Answer("how-ended", new ChoiceValue("plainly", "It was said plainly"));
        Answer("how-long", new ChoiceValue("longer", "More than five years"));
        Answer("what-he-said", new ListValue([reason]));
        Answer("fair-friend", new TextValue(Words));
        database.Threads.Add(Threads.NewRow(space, reason.Id, new ThreadRecord("reason", reason.Text, id, "what-he-said", begun.Ticks), rowVersion: 1));

        void Answer(string question, AnswerValue value) => database.Answers.Add(AnswerWriter.NewRow(
            space, id, new AnswerRecord(question, question, $"Asked: {question}?", value, AnswerState.Given, 1, "earlier", 1, begun), rowVersion: 1));
    }

    private void Add(AppDbContext database, Guid id, HeadRecord head, SealedText? body) => database.Entries.Add(new EntryRow
    {
        Id = id,
        SpaceId = space.Id,
        Created = EntryTime.Minute(head.BegunAt),
        Changed = EntryTime.Minute(head.WrittenAt),
        Date = DateOnly.FromDateTime(head.BegunAt),
        Series = head.Run is null ? null : RecordIds.OfReflection(space, head.Run.Reflection),
        Head = SealedRecords.Seal(space, id, head),
        Body = body,
    });
}
