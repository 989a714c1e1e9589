using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Components.Authorization;

namespace BreakupGuide.Spaces;

/// <summary>The opened space of the page's request or of the circuit; asked anew each time, since it may have been locked meanwhile.</summary>
public sealed class CurrentSpace(AuthenticationStateProvider authentication, OpenSpaces open)
{
    /// <summary>
    /// Hidden field of the forms in which people write: the id of the kept space that the form was made in. Tells a locked space from a page that is too old.
    /// </summary>
    public const string FormField = "space";

    /// <summary>What that field says; null for a visitor, who has nothing to unlock.</summary>
    public static string? FormValue(UnlockedSpace? space) => space is { IsVisitor: false } ? space.Id.ToString("N") : null;

    /// <returns>Null when no space is open.</returns>
    public async Task<UnlockedSpace?> FindAsync() => open.Find((await authentication.GetAuthenticationStateAsync()).User);
}
