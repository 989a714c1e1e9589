using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>Takes the drafts of practices. Labels are stored as they were shown, so it asks the request how the ex-partner is spoken of.</summary>
internal sealed class PracticeDrafts(LogStore logs, ContentLibrary library, IHttpContextAccessor http) : IDraftTarget
{
    public bool Takes(Draft draft) => draft.Reflection is { } slug && library.Practice(slug) is not null;

    public async Task<(Saved Saved, string? Next)> SaveAsync(UnlockedSpace space, Draft draft, CancellationToken cancel) =>
        (await logs.SaveAsync(space, draft, PronounCookie.Read(http.HttpContext), cancel), null);
}
