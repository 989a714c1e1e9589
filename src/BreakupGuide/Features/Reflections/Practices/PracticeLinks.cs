namespace BreakupGuide.Features.Reflections.Practices;

/// <summary>Addresses of the pages of a practice.</summary>
internal static class PracticeLinks
{
    /// <summary>Value of <c>?gate=</c>: the shared questions are asked again.</summary>
    public const string AskAgain = "again";

    /// <summary>Value of <c>?gate=</c>: they are left open for now.</summary>
    public const string LeaveOpen = "open";

    public static string Overview(string slug) => $"/practices/{slug}";

    public static string Earlier(string slug, Guid after) => $"/practices/{slug}?before={after:N}";

    public static string Noted(string slug, Guid entry) => $"/practices/{slug}?noted={entry:N}";

    public static string New(string slug) => $"/practices/{slug}/new";

    public static string Entry(string slug, Guid entry) => $"/practices/{slug}/{entry:N}";

    public static string Again(string slug, Guid entry) => $"/practices/{slug}/{entry:N}/again";

    public static string Reminder(string slug) => $"/practices/{slug}/reminder";
}
