using BreakupGuide.Drafts;
using BreakupGuide.Features.Reflections.QuestionTypes;
using BreakupGuide.Features.Reflections.Understanding;

namespace BreakupGuide.Features.Reflections;

public static class ReflectionsSetup
{
    public static void AddReflections(this IServiceCollection services)
    {
        services.AddQuestionTypes();
        services.AddHttpContextAccessor();
        services.AddSingleton<RunStore>();
        services.AddSingleton<UnderstandingStore>();
        services.AddScoped<LoadedRun>();
        services.AddSingleton<IDraftTarget, ReflectionDrafts>();
        services.AddSingleton<IDraftTarget, SafetyDrafts>();
    }

    public static void MapReflections(this WebApplication app) => app.MapUnderstanding();
}
