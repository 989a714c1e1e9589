using BreakupGuide.Content;
using BreakupGuide.Features.Reflections.Practices;

namespace BreakupGuide.Features.Reflections.ThenAndNow;

/// <summary>Addresses of the pages that set one time beside another.</summary>
internal static class ThenAndNowLinks
{
    /// <summary>In whichever order: the page says which was first.</summary>
    public static string Compare(Guid one, Guid other) => $"/journal/compare?a={one:N}&b={other:N}";

    /// <summary>Where the reflection or practice begins; the list of them where it is gone by now.</summary>
    public static string Overview(Reflection? walked) => walked switch
    {
        null => "/reflections",
        { Practice: not null } => PracticeLinks.Overview(walked.Slug),
        _ => RunLinks.Introduction(walked.Slug),
    };

    public static string Question(string slug, string question) => $"/journal/question/{slug}/{question}";

    public static string Earlier(string slug, string question, Guid after) => $"/journal/question/{slug}/{question}?before={after:N}";
}
