using BreakupGuide.Entries;
using BreakupGuide.Sessions;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

public static class JournalSetup
{
    public static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<JournalInput>, JournalRules>();
        services.AddSingleton<IDraftTarget, JournalDrafts>();
    }

    public static void MapJournal(this WebApplication app)
    {
        app.MapPost("/journal/{id:guid}/delete", DeleteAsync);
        app.MapPost("/journal/{id:guid}/restore", RestoreAsync);
        app.MapPost("/journal/bin/empty", EmptyAsync);
    }

    private static async Task<IResult> DeleteAsync(Guid id, HttpContext http, OpenSpaces open, EntryStore entries) =>
        open.Find(http.User) is { } space && await entries.BinAsync(space, id, http.RequestAborted)
            ? Results.LocalRedirect($"/journal/{id}")
            : Results.NotFound();

    private static async Task<IResult> RestoreAsync(Guid id, HttpContext http, OpenSpaces open, EntryStore entries)
    {
        if (open.Find(http.User) is not { } space || !await entries.RestoreAsync(space, id, http.RequestAborted)) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Results.LocalRedirect(form["then"] == "bin" ? "/journal/bin" : $"/journal/{id}");
    }

    private static async Task<IResult> EmptyAsync(HttpContext http, OpenSpaces open, EntryStore entries)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        await entries.EmptyBinAsync(space, http.RequestAborted);
        return Results.LocalRedirect("/journal/bin");
    }
}
