using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections;

/// <summary>Takes the drafts of runs. Labels are stored as they were shown, so it asks the request how the ex-partner is spoken of.</summary>
internal sealed class ReflectionDrafts(RunStore runs, ContentLibrary library, IHttpContextAccessor http) : IDraftTarget
{
    public bool Takes(Draft draft) => draft.Reflection is { } name and not DraftContract.Safety && library.Practice(name) is null;

    public async Task<Saved> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel) =>
        (await runs.AnswerAsync(space, draft, PronounCookie.Read(http.HttpContext), null, cancel)).Saved;
}
