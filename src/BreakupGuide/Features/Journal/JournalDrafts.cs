using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Privacy;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

/// <summary>Saves a journal entry: one field while it is written, or the whole form when it is posted.</summary>
internal sealed class JournalDrafts(JournalWriter writer, EntryFields fields, IValidator<JournalInput> rules) : IDraftTarget
{
    /// <summary>Instead of a field's name: all fields of the form at once.</summary>
    public const string WholeForm = "form";

    public bool Takes(Draft draft) => draft.Reflection is null;

    public async Task<(Saved Saved, string? Next)> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel) =>
        (await WriteAsync(space, draft, cancel), null);

    private async Task<Saved> WriteAsync(UnlockedSpace space, Draft draft, CancellationToken cancel)
    {
        var isWhole = draft.Field == WholeForm;
        if (!isWhole && fields.Find(draft.Field) is null) return new Saved.NotFound();

        var input = JournalInput.From(fields, draft.Form, draft.Zone);
        var problems = rules.Validate(input).Errors;
        if (problems.Count > 0) return new Saved.Refused([.. problems.Select(p => p.ErrorMessage)], IsInvalid: true);

        var changes = input.Fields.Where(f => f.IsTouched && (isWhole || f.Field.Name == draft.Field))
            .Select(f => new JournalFieldChange(f.Field.Name, f.Stored, isWhole ? f.Version : draft.BaseVersion))
            .ToList();
        if (changes.Count == 0) return new Saved.Done(draft.BaseVersion, IsRepeat: true);
        var along = isWhole ? [] : input.Fields.Where(f => f.Field.BeginsWithWords && f.Field.Name != draft.Field && f.Stored.Length > 0)
            .Select(f => new JournalFieldChange(f.Field.Name, f.Stored, 0)).ToList();
        var change = new JournalChange(draft.Entry, input.Kind, changes, draft.Client, draft.Sequence, draft.Zone, draft.IsAside, draft.DayEndsAt)
        {
            Along = along,
        };
        return await writer.SaveAsync(space, change, cancel);
    }
}
