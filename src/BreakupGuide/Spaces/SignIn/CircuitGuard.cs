using BreakupGuide.Data;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Lets no event of a circuit through once its session is locked.</summary>
internal sealed class CircuitGuard(
    AuthenticationStateProvider authentication, OpenSpaces open, SessionRows rows, SessionListener listener, StorageWatch watch) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            var user = (await authentication.GetAuthenticationStateAsync()).User;
            if (user.SessionId() is { } session && !await IsOpenAsync(session)) return;
            await next(activity);
        };

    private async Task<bool> IsOpenAsync(Guid session)
    {
        if (open.Find(session) is not { } opened) return false;
        if (listener.Hears) return true;
        // It may have been locked on another node, and word of it did not come. Where the row cannot be asked, nothing is let through.
        var holds = false;
        await watch.TryAsync(async () => holds = await rows.FollowAsync(session, opened, CancellationToken.None));
        return holds;
    }
}
