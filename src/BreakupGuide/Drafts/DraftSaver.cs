using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Metrics;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;

namespace BreakupGuide.Drafts;

/// <summary>
/// Takes words from a browser, by draft or by native form, and hands them to the feature that knows their shape. The first words of a visitor make their space.
/// </summary>
public sealed class DraftSaver(
    IEnumerable<IDraftTarget> targets,
    OpenSpaces open,
    SessionStore sessions,
    SpaceStore spaces,
    VisitorLimit limit,
    StorageWatch watch,
    ProgramMetrics metrics,
    TimeProvider clock)
{
    /// <returns>
    /// What became of it, whether a visitor's space was begun with it (then forms need a new token), and where “Continue” leads now, if that is known.
    /// </returns>
    public async Task<(Saved Saved, bool IsNewSpace, string? Next)> SaveAsync(HttpContext http, Draft draft, CancellationToken cancel)
    {
        draft = draft with { DayEndsAt = DayEnd.Of(http.Request) };
        var target = targets.Single(t => t.Takes(draft));
        string? next = null;
        var (saved, isNewSpace) = await SaveAsync(
            http,
            draft,
            async space =>
            {
                // Words that have arrived are saved, even if the browser that sent them has left meanwhile.
                (var taken, next) = await target.SaveAsync(space, draft, CancellationToken.None);
                return taken;
            },
            cancel);
        return (saved, isNewSpace, next);
    }

    /// <summary>The same for a page that has read already what the save needs.</summary>
    /// <param name="save">Saves into the space that is open or begun; not cut off when the browser leaves.</param>
    /// <returns>What became of it, and whether a visitor's space was begun with it.</returns>
    public async Task<(Saved Saved, bool IsNewSpace)> SaveAsync(HttpContext http, Draft draft, Func<UnlockedSpace, Task<Saved>> save, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var saved = await TryAsync(http, draft, save, cancel);
        metrics.Saved(Outcome(saved.Saved), clock.GetElapsedTime(began));
        return saved;
    }

    private static string Outcome(Saved saved) => saved switch
    {
        Saved.Done { IsRepeat: true } => "repeated",
        Saved.Done => "saved",
        Saved.Conflict => "conflict",
        Saved.Refused { IsForNow: true } => "unavailable",
        Saved.Refused => "refused",
        _ => "gone",
    };

    private async Task<(Saved Saved, bool IsNewSpace)> TryAsync(HttpContext http, Draft draft, Func<UnlockedSpace, Task<Saved>> save, CancellationToken cancel)
    {
        try
        {
            return await TakeAsync(http, draft, save, cancel);
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            watch.Failed(trouble);
            return Refused(
                $"{trouble.Sentence} Your words could not be saved. They are still on this page: keep it open, and save again in a few minutes.",
                isForNow: true);
        }
    }

    private async Task<(Saved Saved, bool IsNewSpace)> TakeAsync(HttpContext http, Draft draft, Func<UnlockedSpace, Task<Saved>> save, CancellationToken cancel)
    {
        try
        {
            if (open.Find(http.User) is { } space) return (await save(space), false);
        }
        catch (ObjectDisposedException) when (open.Find(http.User) is null)
        {
            // Locked by another tab while the words were being sealed; nothing was committed.
        }

        // Words for a space that was locked this moment must not begin a visitor's space.
        if (http.User.SessionId() is not null)
            return Refused("Your space was locked while this was on its way. Your words are still on this page: unlock it in another tab and save again.");
        if (draft.State == AnswerState.Given && draft.Form.All(p => string.IsNullOrWhiteSpace(p.Value))) return (new Saved.Done(0), false);
        // Words that were left by “Exit this page” are gone on with, not set beside a second space.
        if (await sessions.ComeBackAsync(http, cancel) && open.Find(http.User) is { } returned) return (await save(returned), true);
        if (!await spaces.IsOpenForNewAsync(cancel))
            return Refused(
                "No new private spaces can be begun here. If you have one, unlock it in another tab and come back: your words are still on this page.");

        if (!limit.MayBegin(http))
            return Refused(
                "Many new private spaces were begun from here just now, so yours has to wait a little. "
                + "Your words are still on this page: keep it open, and save again in a minute.");

        var visitor = await spaces.NewVisitorAsync(cancel);
        var isOpen = false;
        try
        {
            var saved = await save(visitor);
            if (saved is not Saved.Done { Version: > 0 }) return (saved, false);
            await sessions.SignInAsync(http, visitor, CancellationToken.None);
            isOpen = true;
            return (saved, true);
        }
        finally
        {
            if (!isOpen) await DiscardAsync(visitor);
        }
    }

    private static (Saved Saved, bool IsNewSpace) Refused(string message, bool isForNow = false) => (new Saved.Refused([message], isForNow), false);

    // Nobody has the key of it; what cannot be deleted now goes with the visitors' spaces that nobody uses.
    private async Task DiscardAsync(UnlockedSpace visitor)
    {
        visitor.Dispose();
        await watch.TryAsync(() => spaces.DiscardVisitorAsync(visitor.Id, CancellationToken.None));
    }
}
