using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

/// <summary>Saves a journal entry: one field while it is written, or the whole form when it is posted.</summary>
internal sealed class JournalDrafts(EntryStore entries, IValidator<JournalInput> rules) : IDraftTarget
{
    /// <summary>Instead of a field's name: all fields of the form at once.</summary>
    public const string WholeForm = "form";

    public bool Takes(Draft draft) => draft.Reflection is null;

    public async Task<Saved> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel)
    {
        var isWhole = draft.Field == WholeForm;
        if (!isWhole && !JournalFields.All.Contains(draft.Field)) return new Saved.NotFound();

        var input = JournalInput.From(draft.Form);
        var problems = rules.Validate(input).Errors;
        if (problems.Count > 0) return new Saved.Refused([.. problems.Select(p => p.ErrorMessage)], IsInvalid: true);

        var fields = isWhole
            ? JournalFields.All.Where(input.IsTouched).Select(f => new JournalFieldChange(f, input.TextOf(f), input.VersionOf(f))).ToList()
            : [new JournalFieldChange(draft.Field, input.TextOf(draft.Field), draft.BaseVersion)];
        // An emptied date is a date about to be typed anew.
        if (fields is [{ Field: JournalFields.Date, Text: "" }]) return new Saved.Done(draft.BaseVersion, IsRepeat: true);
        return await entries.SaveJournalAsync(space, new JournalChange(draft.Entry, input.Kind, fields, draft.Client, draft.Sequence, draft.Zone, draft.IsAside), cancel);
    }
}
