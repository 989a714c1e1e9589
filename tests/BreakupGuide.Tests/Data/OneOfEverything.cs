using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Data;

/// <summary>A kept space with one of everything that can stand in a journal.</summary>
/// <remarks>This file also made <c>releases/</c>, see <see cref="FormerReleaseTests"/>: it is added to, and what it holds is not changed.</remarks>
internal static class OneOfEverything
{
    public const string Name = "otter";
    public const string Passphrase = "moss lantern quiet harbour";

    public static readonly RecoveryKey RecoveryKey = RecoveryKey.Parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")!;

    public static readonly Guid Entry = new("7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c001");
    public static readonly Guid Binned = new("7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c002");
    public static readonly Guid Run = new("7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c003");

    /// <summary>Makes the space and writes everything.</summary>
    public static async Task FillAsync(IServiceProvider services)
    {
        var (space, _) = (await services.GetRequiredService<SpaceStore>().KeepAsync(null, Name, Passphrase, default))!.Value;
        await using (var database = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync())
        {
            (await database.Spaces.SingleAsync(s => s.Id == space.Id)).RecoveryWrap = KeyWrap.ByRecoveryKey(space.Id, space.CopyDataKey(), RecoveryKey);
            await database.SaveChangesAsync();
        }

        var store = StoreRooms.Of(services);
        await WriteAsync(
            Entry, "page", 0, (JournalFields.Title, "A Tuesday"), (JournalFields.Words, "He left early.\n\nGrüße — слова"),
            (JournalFields.Mood, "low"), (JournalFields.Tags, "work, sleep"), (JournalFields.Date, "2026-05-29"));
        await WriteAsync(
            Entry, "another page", 1, (JournalFields.Title, "That Tuesday"), (JournalFields.Words, "He left early.\n\nGrüße — слова, and it rained."));
        await WriteAsync(Binned, "page", 0, (JournalFields.Words, "thrown away"));
        Assert.True(await store.Bin.PutAsync(space, Binned, default));

        await AnswerAsync("text", new TextValue("He needs air."), "page");
        await AnswerAsync("fields", new FieldsValue([new("when", "When", "in May"), new("where", "Where", "")]), "page");
        await AnswerAsync("choice", new ChoiceValue("he", "He did", "on the phone"), "page");
        await AnswerAsync("checklist", new ChecklistValue([new("plans", "Plans"), new("room", "Too little room")], ["room"]), "page");
        await AnswerAsync("sort", new SortValue([new("a", "tired", "sure", "I am sure")]), "page");
        await AnswerAsync("scale", new ScaleValue(4, 1, 5, "not at all", "very"), "page");
        await AnswerAsync("date", new DateValue(new DateOnly(2026, 5, 30)), "page");
        await AnswerAsync("reasons", List(("n0", "tired"), ("n1", "far away"), ("n2", "his work")), "page");
        await AnswerAsync("passed-over", null, "page", AnswerState.NotToday);
        Assert.True(await store.Heads.FinishAsync(space, Run, default));
        await AnswerAsync("text", new TextValue("He needed air."), "another page");
        await AnswerAsync("reasons", List(("n0", "tired of it"), ("n2", "his work")), "another page");

        async Task WriteAsync(Guid entry, string page, int seen, params (string Field, string Text)[] fields) =>
            Assert.IsType<Saved.Done>(await store.Journal.SaveAsync(
            space,
                new JournalChange(
                    entry, EntryKind.Journal, [.. fields.Select(f => new JournalFieldChange(f.Field, f.Text, seen))], page, 1, "Europe/London"),
                default));

        async Task AnswerAsync(string field, AnswerValue? value, string page, AnswerState state = AnswerState.Given) =>
            Assert.IsType<Saved.Done>(await store.Answers.SaveAsync(
            space,
            new AnswerChange(
                Run, field, field, $"Asked: {field}?", value, state, page == "page" ? 0 : 1, page, 1, "Europe/London",
                new RunStart(new Run("why-he-left", 1, WalkLength.Short), []), value is ListValue ? "reason" : null),
            default));

        ListValue List(params (string Key, string Text)[] rows) =>
            new([.. rows.Select(r => new ListItem(r.Key, RecordIds.OfThread(space, Run, "reasons", r.Key), r.Text))]);
    }
}
