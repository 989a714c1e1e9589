using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Settings;

public static class SettingsSetup
{
    /// <summary>What of the settings is taken along with a journal.</summary>
    public static void AddSettings(this IServiceCollection services)
    {
        services.AddSingleton(new SettingCookie(PronounCookie.Name, word => PronounCookie.TryParse(word, out _)));
        services.AddSingleton(new SettingCookie(Preferences.LookCookie, Preferences.IsLook));
        services.AddSingleton(new SettingCookie(DayEnd.Name, word => DayEnd.Parse(word) is { } hour && DayEnd.Word(hour) == word));
        services.AddSingleton(new SettingCookie(PauseCookie.Name, word => word is "yes" or PauseCookie.No));
    }
}
