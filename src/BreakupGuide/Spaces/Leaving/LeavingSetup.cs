namespace BreakupGuide.Spaces.Leaving;

internal static class LeavingSetup
{
    public static void AddLeaving(this IServiceCollection services) =>
        services.AddOptions<ExitOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => ExitOptions.IsAllowed(o.ExitUrl), $"BreakupGuide:ExitUrl must be one of {string.Join(", ", ExitOptions.Allowed.Select(p => p.Address))}.")
            .ValidateOnStart();
}
