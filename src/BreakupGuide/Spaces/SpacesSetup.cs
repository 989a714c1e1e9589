using BreakupGuide.Privacy;
using BreakupGuide.Spaces.Leaving;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Spaces;

public static class SpacesSetup
{
    public static void AddSpaces(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new PassphraseDerivation(provider.GetRequiredService<IOptions<SignInOptions>>().Value.PassphraseRounds));
        services.AddSingleton<SpaceStore>();
        services.AddSingleton<SpaceKeys>();
        services.AddSingleton<OpenSpaces>();
        services.AddScoped<CurrentSpace>();
        services.AddSignIn();
        services.AddLeaving();
        services.AddLimits();
    }
}
