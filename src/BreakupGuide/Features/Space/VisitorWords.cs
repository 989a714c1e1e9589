using BreakupGuide.Entries;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.SignIn;

namespace BreakupGuide.Features.Space;

/// <summary>
/// What a visitor wrote in this browser before the person opens a space of their own: in the open visitor's space, or laid aside by “Exit this page”.
/// </summary>
internal sealed class VisitorWords(OpenSpaces open, SessionStore sessions, SpaceStore spaces, SpaceMerge merge)
{
    public static bool AreIn(HttpContext http) => http.User.IsVisitor() || SessionStore.IsAway(http);

    /// <summary>Brings the words into the person's own space, which is being opened, or deletes them.</summary>
    /// <returns>False when they are to be brought in and there is no room: then they are where they were, and a new session would end theirs.</returns>
    public async Task<bool> MoveAsync(HttpContext http, UnlockedSpace own, bool bringIn)
    {
        if (SessionStore.IsAway(http)) await sessions.ComeBackAsync(http, http.RequestAborted);
        if (open.Find(http.User) is not { IsVisitor: true } visitor) return true;
        if (bringIn) return await merge.BringInAsync(visitor, own, http.RequestAborted) is not null;
        await spaces.DiscardVisitorAsync(visitor.Id, http.RequestAborted);
        return true;
    }
}
