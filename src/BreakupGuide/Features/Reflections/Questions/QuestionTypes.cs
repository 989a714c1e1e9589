using BreakupGuide.Content;

namespace BreakupGuide.Features.Reflections.Questions;

internal static class QuestionTypes
{
    /// <summary>Answered in text areas or lines, which stand on the static page: an island would replace them while someone types.</summary>
    public static bool IsTyped(this QuestionType type) => type is QuestionType.Text or QuestionType.Line or QuestionType.Fields;
}
