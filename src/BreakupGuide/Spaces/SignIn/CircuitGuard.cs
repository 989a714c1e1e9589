using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>Lets no event of a circuit through once its session is locked.</summary>
internal sealed class CircuitGuard(AuthenticationStateProvider authentication, OpenSpaces open) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async activity =>
        {
            var user = (await authentication.GetAuthenticationStateAsync()).User;
            if (user.SessionId() is not null && open.Find(user) is null) return;
            await next(activity);
        };
}
