using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>Takes the drafts of runs. Labels are stored as they were shown, so it asks the request how the ex-partner is spoken of.</summary>
internal sealed class ReflectionDrafts(RunStore runs, ContentLibrary library, IHttpContextAccessor http) : IDraftTarget
{
    public bool Takes(Draft draft) => draft.Reflection is { } name and not DraftContract.Safety && library.Practice(name) is null;

    public async Task<(Saved Saved, string? Next)> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel)
    {
        var (saved, run) = await runs.AnswerAsync(space, draft, PronounCookie.Read(http.HttpContext), null, cancel);
        // What was named just now, and may be asked about next, is not read again here.
        return (saved, saved is Saved.Done && run?.StepFor(draft.Field) is { Question.Thread: null } step ? RunLinks.OnceGiven(run, step, draft.Form) : null);
    }
}
