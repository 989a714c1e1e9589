using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Components.Authorization;

namespace BreakupGuide.Sessions;

/// <summary>The opened space of the page's request or of the circuit; asked anew each time, since it may have been locked meanwhile.</summary>
public sealed class CurrentSpace(AuthenticationStateProvider authentication, OpenSpaces open)
{
    /// <returns>Null when no space is open.</returns>
    public async Task<UnlockedSpace?> FindAsync() => open.Find((await authentication.GetAuthenticationStateAsync()).User);
}
