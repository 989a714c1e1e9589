using System.Runtime.CompilerServices;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.QuestionTypes.Checklist;
using BreakupGuide.Features.Reflections.QuestionTypes.Choice;
using BreakupGuide.Features.Reflections.QuestionTypes.Date;
using BreakupGuide.Features.Reflections.QuestionTypes.Fields;
using BreakupGuide.Features.Reflections.QuestionTypes.List;
using BreakupGuide.Features.Reflections.QuestionTypes.Scale;
using BreakupGuide.Features.Reflections.QuestionTypes.Sort;
using BreakupGuide.Features.Reflections.QuestionTypes.Text;

namespace BreakupGuide.Features.Reflections.QuestionTypes;

/// <summary>The types of questions that there are. No other place names one.</summary>
internal static class QuestionTypeList
{
    public static IReadOnlyList<AnswerType> All { get; } =
    [
        new TextType(),
        new LineType(),
        new FieldsType(),
        new ListType(),
        new ChoiceType(),
        new ChecklistType(),
        new SortType(),
        new ScaleType(),
        new DateType(),
    ];

    public static void AddQuestionTypes(this IServiceCollection services)
    {
        foreach (var type in All)
            services.AddQuestionType(type);
    }

    public static void AddQuestionType(this IServiceCollection services, AnswerType type)
    {
        AnswerValueConverter.Know(type.StoredName, type.ValueType);
        services.AddSingleton<QuestionType>(type);
    }

    /// <remarks>Also where the store is opened without pages.</remarks>
    [ModuleInitializer]
    internal static void MakeKnown()
    {
        foreach (var type in All)
            AnswerValueConverter.Know(type.StoredName, type.ValueType);
    }
}
