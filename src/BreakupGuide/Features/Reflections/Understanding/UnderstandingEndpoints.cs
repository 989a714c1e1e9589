using System.Text.RegularExpressions;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Reflections.Understanding;

/// <summary>What is left out for somebody else: things that are only for oneself, and names.</summary>
internal static partial class UnderstandingEndpoints
{
    /// <summary>Ids that one button sends: those of one thing.</summary>
    private const int MostIds = 20;

    private const int LongestId = 200;

    public static void MapUnderstanding(this WebApplication app)
    {
        app.MapPost("/understanding/only-for-me", MarkAsync);
        app.MapPost("/understanding/names", NamesAsync);
    }

    private static async Task<IResult> MarkAsync(HttpContext http, OpenSpaces open, Withholding withholding, ContentLibrary library)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        // The part that the thing stands in, to come back to, and its ids.
        var mark = form[UnderstandingLinks.Mark].ToString().Split(' ', MostIds + 1);
        var unmark = form[UnderstandingLinks.Unmark].ToString().Split(' ', MostIds + 1);
        var (part, ids) = mark.Length > 1 ? (mark[0], mark[1..]) : (unmark[0], unmark[1..]);
        if (ids.Length is 0 or >= MostIds || !ids.All(id => id.Length <= LongestId && IsId().IsMatch(id))) return Results.BadRequest();
        var isKept = await withholding.ChangeAsync(
            space, now => now with { Items = [.. mark.Length > 1 ? now.Items.Union(ids) : now.Items.Except(ids)] }, http.RequestAborted);
        var anchor = library.Understanding.FirstOrDefault(p => p.Id == part)?.Id;
        return Results.LocalRedirect(UnderstandingLinks.Page(UnderstandingLinks.Day(form[UnderstandingLinks.On].ToString()), isRefused: !isKept, part: anchor));
    }

    private static async Task<IResult> NamesAsync(HttpContext http, OpenSpaces open, Withholding withholding)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var isKept = ShortenedNames.Parse(form["names"].ToString()) is { } names
            && await withholding.ChangeAsync(space, now => now with { Names = names }, http.RequestAborted);
        var day = UnderstandingLinks.Day(form[UnderstandingLinks.On].ToString());
        return Results.LocalRedirect(UnderstandingLinks.Page(day, isForSomebodyElse: true, isRefused: !isKept));
    }

    [GeneratedRegex(@"^[a-z0-9]+([-~/]{1,2}[a-z0-9]+)*\z")]
    private static partial Regex IsId();
}
