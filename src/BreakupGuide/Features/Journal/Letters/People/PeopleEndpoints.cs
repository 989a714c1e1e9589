using BreakupGuide.Entries;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Journal.Letters.People;

/// <summary>Whom somebody can call: added and taken out.</summary>
internal static class PeopleEndpoints
{
    /// <summary>What is said on the page after it.</summary>
    public const string AddedValue = "added";
    public const string RemovedValue = "removed";
    public const string RefusedValue = "refused";
    public const string NamelessValue = "nameless";

    public const int LongestName = 80;
    public const int LongestNumber = 40;

    public static void MapPeople(this WebApplication app)
    {
        app.MapPost("/urge/people/add", AddAsync);
        app.MapPost("/urge/people/remove", RemoveAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext http, OpenSpaces open, PeopleToCall people)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (name, number) = (form["name"].ToString().Trim(), form["number"].ToString().Trim());
        // The page limits what can be typed; who sends more does not come from it.
        if (name.Length > LongestName || number.Length > LongestNumber) return Results.BadRequest();
        if (name.Length == 0) return Page(NamelessValue);
        var added = new PersonToCall(name, number);
        var isKept = await people.ChangeAsync(space, now => new([.. now.People.Where(p => p != added), added]), CancellationToken.None);
        return Page(isKept ? AddedValue : RefusedValue);
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, OpenSpaces open, PeopleToCall people)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var removed = new PersonToCall(form["name"].ToString(), form["number"].ToString());
        return Page(await people.ChangeAsync(space, now => new([.. now.People.Where(p => p != removed)]), http.RequestAborted) ? RemovedValue : RefusedValue);
    }

    private static IResult Page(string then) => Results.LocalRedirect($"/urge/people?then={then}");
}
