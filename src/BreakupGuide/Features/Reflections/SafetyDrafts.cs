using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>Takes an answer about safety that is given beside a letter. It counts everywhere, as one that was given in a walk does.</summary>
internal sealed class SafetyDrafts(EntryReader entries, AnswerWriter answers, ContentLibrary library, EntryTime time, IHttpContextAccessor http) : IDraftTarget
{
    public bool Takes(Draft draft) => draft.Reflection == DraftContract.Safety;

    public async Task<(Saved Saved, string? Next)> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel) =>
        (await AnswerAsync(space, draft, cancel), null);

    private async Task<Saved> AnswerAsync(UnlockedSpace space, Draft draft, CancellationToken cancel)
    {
        if (library.SafetyQuestions.FirstOrDefault(q => q.Id == draft.Field) is not { } question) return new Saved.NotFound();
        if (await entries.FindRunAsync(space, draft.Entry, cancel) is not { Entry: { Kind: EntryKind.Letter } } letter) return new Saved.NotFound();

        var pronoun = PronounCookie.Read(http.HttpContext);
        var step = new Step(question.Id, question, null, null, []);
        var before = letter.Answers.GetValueOrDefault(draft.Field);
        var chosen = draft.Form.Where(p => p.Key == draft.Field).Select(p => KeyValuePair.Create(AnswerForm.Choice, p.Value)).ToList();
        var given = AnswerForm.Read(step, chosen, pronoun, before?.Value, _ => Guid.Empty);
        var messages = new AnswerRules(step, before?.Value, time.Today(draft.Zone)).Messages(given.Value);
        if (messages.Count > 0) return new Saved.Refused(messages, IsInvalid: true);
        if (given.Value is not { IsEmpty: false }) return new Saved.Done(before?.Version ?? 0, IsRepeat: true);

        // Said again it counts from now on; what was said before needs no one's choice between the two.
        var change = new AnswerChange(
            draft.Entry, draft.Field, question.Id, step.Ask(pronoun), given.Value, AnswerState.Given, before?.Version ?? 0,
            draft.Client, draft.Sequence, draft.Zone, Start: null, Thread: null, GivenAt: time.Now(), IsAll: true);
        return await answers.SaveAsync(space, change, cancel);
    }
}
