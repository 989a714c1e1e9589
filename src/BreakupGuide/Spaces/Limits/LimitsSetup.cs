using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BreakupGuide.Spaces.Limits;

internal static class LimitsSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("BreakupGuide:Limits")
            .Validate(o => o.IsSensible, "BreakupGuide:Limits must hold whole numbers of at least 1.")
            .ValidateOnStart();
        services.AddSingleton<VisitorLimit>();
        services.AddSingleton<DraftLimit>();
        services.AddSingleton<SignInLimit>();
        services.AddScoped<CircuitHandler, CircuitRateLimit>();
    }
}
