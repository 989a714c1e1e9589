namespace BreakupGuide.Spaces.Leaving;

internal static class LeavingSetup
{
    public static void AddLeaving(this IServiceCollection services)
    {
        services.AddOptions<ExitOptions>().BindConfiguration("BreakupGuide")
            .Validate(o => ExitOptions.IsAllowed(o.ExitUrl), $"BreakupGuide:ExitUrl must be one of {Allowed}.")
            .ValidateOnStart();
        services.AddSingleton(LeavingChoices.PlaceSetting);
        services.AddSingleton(LeavingChoices.ShiftSetting);
        services.AddSingleton(LeavingChoices.HiddenSetting);
    }

    private static string Allowed => string.Join(", ", ExitOptions.Allowed.Select(p => p.Address));
}
