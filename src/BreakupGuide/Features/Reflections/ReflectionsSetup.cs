using BreakupGuide.Drafts;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Reflections.Insights;
using BreakupGuide.Features.Reflections.QuestionTypes;
using BreakupGuide.Features.Reflections.ThenAndNow;
using BreakupGuide.Features.Reflections.Understanding;
using BreakupGuide.UI;

namespace BreakupGuide.Features.Reflections;

public static class ReflectionsSetup
{
    public static void AddReflections(this IServiceCollection services)
    {
        services.AddQuestionTypes();
        services.AddHttpContextAccessor();
        services.AddSingleton<RunStore>();
        services.AddSingleton<UnderstandingStore>();
        services.AddSingleton<ThenAndNowStore>();
        services.AddSingleton<InsightsStore>();
        services.AddScoped<LoadedRun>();
        services.AddSingleton(new OutcomeGlance(typeof(LastOutcome)));
        services.AddScoped<IEntryInWords, RunInWords>();
        services.AddSingleton<IDraftTarget, ReflectionDrafts>();
        services.AddSingleton<IDraftTarget, SafetyDrafts>();
    }

    public static void MapReflections(this WebApplication app) => app.MapUnderstanding();
}
