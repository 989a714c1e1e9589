using BreakupGuide.Drafts;
using BreakupGuide.Features.Reflections.QuestionTypes;

namespace BreakupGuide.Features.Reflections;

public static class ReflectionsSetup
{
    public static void AddReflections(this IServiceCollection services)
    {
        services.AddQuestionTypes();
        services.AddHttpContextAccessor();
        services.AddSingleton<RunStore>();
        services.AddScoped<LoadedRun>();
        services.AddSingleton<IDraftTarget, ReflectionDrafts>();
        services.AddSingleton<IDraftTarget, SafetyDrafts>();
    }
}
