using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>Words that become an earlier version at once: of two versions of one field the person chose the other one.</summary>
public sealed partial class EntryStore
{
    private async Task<Saved> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, HeadRecord head, FieldState? body, JournalChange change, CancellationToken cancel)
    {
        var version = change.Fields.Max(f => Standing(f.Field)?.Version ?? 0);
        var aside = change.Fields.Where(f => !string.IsNullOrWhiteSpace(f.Text) && f.Text != Standing(f.Field)?.Text).ToList();
        if (aside.Count == 0 || await IsAmongRevisionsAsync(database, space, entry.Id, r => aside.All(f => StateIn(r, f.Field)?.Text == f.Text), cancel)) return new Saved.Done(version);
        if (await IsFullAsync(database, space, cancel)) return Full(space);

        var fields = new Dictionary<string, FieldState>(head.Fields);
        foreach (var field in aside)
        {
            var state = new FieldState(field.Text, Standing(field.Field)?.Version ?? 0, change.Client, change.Sequence);
            if (field.Field == JournalFields.Words) body = state;
            else fields[field.Field] = state;
        }

        var record = new RevisionRecord(head with { Fields = fields, WrittenAt = Now() }, body, null, IsAside: true);
        await AddRevisionAsync(database, space, entry.Id, entry.Id, isFirstFinished: false, record, cancel);
        return new Saved.Done(version);

        FieldState? Standing(string field) => field == JournalFields.Words ? body : head.Fields.GetValueOrDefault(field);
    }

    private async Task<Saved> LayAsideAsync(
        AppDbContext database, UnlockedSpace space, EntryRow entry, Guid id, AnswerRecord before, AnswerChange change, CancellationToken cancel)
    {
        if (change.Value is not { IsEmpty: false } value || SameValue(before.Value, value)
            || await IsAmongRevisionsAsync(database, space, id, r => r.Answer is not null && SameValue(r.Answer.Value, value), cancel)) return new Saved.Done(before.Version);
        if (await IsFullAsync(database, space, cancel)) return Full(space);

        var aside = new AnswerRecord(change.Field, change.Question, change.Wording, value, AnswerState.Given, before.Version, change.Client, change.Sequence, Now());
        await AddRevisionAsync(database, space, entry.Id, id, isFirstFinished: false, new RevisionRecord(null, null, aside, IsAside: true), cancel);
        return new Saved.Done(before.Version);
    }

    // What is sent again because its acknowledgement was lost stands there already, and so does what was kept for another reason. A save that
    // comes again after somebody wrote over it (a browser that was closed keeps it until it hears of it) is found here, too: no conflict.
    private async Task<bool> IsAmongRevisionsAsync(AppDbContext database, UnlockedSpace space, Guid record, Func<RevisionRecord, bool> says, CancellationToken cancel)
    {
        var rows = database.Revisions.AsNoTracking().Where(r => r.RecordId == record && r.SpaceId == space.Id).OrderByDescending(r => r.Number);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
            if (TryOpen(() => Records.Open(space, row)) is { } revision && says(revision)) return true;
        return false;
    }

    private static FieldState? StateIn(RevisionRecord revision, string field) =>
        field == JournalFields.Words ? revision.Body : revision.Head?.Fields.GetValueOrDefault(field);
}
