using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Features.Journal.Fields.Date;
using BreakupGuide.Features.Journal.Fields.Feeling;
using BreakupGuide.Features.Journal.Fields.Helped;
using BreakupGuide.Features.Journal.Fields.Hope;
using BreakupGuide.Features.Journal.Fields.Mood;
using BreakupGuide.Features.Journal.Fields.NoAnswer;
using BreakupGuide.Features.Journal.Fields.Rest;
using BreakupGuide.Features.Journal.Fields.Tags;
using BreakupGuide.Features.Journal.Fields.Title;
using BreakupGuide.Features.Journal.Fields.Want;
using BreakupGuide.Features.Journal.Fields.Words;
using BreakupGuide.Features.Journal.Letters;
using BreakupGuide.Features.Journal.Tags;
using BreakupGuide.Spaces;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

public static class JournalSetup
{
    public static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<EntryFields>();
        services.AddScoped<IEntryInWords, WritingInWords>();
        services.AddSingleton<IReadOnlyList<JournalField>>(provider => provider.GetRequiredService<EntryFields>().All);
        services.AddSingleton<EditableField, WordsField>();
        services.AddSingleton<EditableField, TitleField>();
        services.AddSingleton<EditableField, MoodField>();
        services.AddSingleton<EditableField, FeelingField>();
        services.AddSingleton<EditableField, TagsField>();
        services.AddSingleton<EditableField, DateField>();
        services.AddSingleton<EditableField, HopeField>();
        services.AddSingleton<EditableField, WantField>();
        services.AddSingleton<EditableField, NoAnswerField>();
        services.AddSingleton<EditableField, RestField>();
        services.AddSingleton<EditableField, HelpedField>();
        services.AddSingleton<IValidator<JournalInput>, JournalRules>();
        services.AddSingleton<IDraftTarget, JournalDrafts>();
        services.AddSingleton<JournalFinder>();
        services.AddSingleton<JournalTags>();
    }

    public static void MapJournal(this WebApplication app)
    {
        app.MapPost("/journal/{id:guid}/delete", DeleteAsync);
        app.MapPost("/journal/{id:guid}/restore", RestoreAsync);
        app.MapPost("/journal/{id:guid}/versions/{revision:guid}/restore", RestoreVersionAsync);
        app.MapPost("/journal/bin/empty", EmptyAsync);
        app.MapPost("/journal/{id:guid}/coming-up", SetComingUpAsync);
        app.MapLetters();
    }

    private static async Task<IResult> DeleteAsync(Guid id, HttpContext http, OpenSpaces open, Bin bin) =>
        open.Find(http.User) is { } space && await bin.PutAsync(space, id, http.RequestAborted)
            ? Results.LocalRedirect($"/journal/{id}")
            : Results.NotFound();

    private static async Task<IResult> RestoreAsync(Guid id, HttpContext http, OpenSpaces open, Bin bin)
    {
        if (open.Find(http.User) is not { } space || !await bin.RestoreAsync(space, id, http.RequestAborted)) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return Results.LocalRedirect(form["then"] == "bin" ? "/journal/bin" : $"/journal/{id}");
    }

    private static async Task<IResult> RestoreVersionAsync(Guid id, Guid revision, HttpContext http, OpenSpaces open, Revisions revisions)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var baseVersion = int.TryParse(form["base"], CultureInfo.InvariantCulture, out var version) ? version : 0;
        // Once it has begun it is not given up, even if the browser leaves.
        return await revisions.RestoreAsync(space, id, revision, baseVersion, CancellationToken.None) switch
        {
            Saved.Done => Results.LocalRedirect($"/journal/{id}?then={EntryPage.RestoredValue}"),
            Saved.Conflict => Results.LocalRedirect($"/journal/{id}/versions/{revision}?then={VersionPage.ChangedValue}"),
            Saved.Refused => Results.LocalRedirect($"/journal/{id}/versions/{revision}?then={VersionPage.RefusedValue}"),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> SetComingUpAsync(Guid id, HttpContext http, OpenSpaces open, EntryHead heads)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (EarlierForm.Read(form[EarlierForm.May]) is not { } may) return Results.BadRequest();
        if (!await heads.SetComingUpAsync(space, id, may, http.RequestAborted)) return Results.NotFound();
        return Results.LocalRedirect(form[EarlierForm.Then] == EarlierForm.Earlier ? EarlierForm.Address : $"/journal/{id}?then={MayComeUp.KeptValue}");
    }

    private static async Task<IResult> EmptyAsync(HttpContext http, OpenSpaces open, Bin bin)
    {
        if (open.Find(http.User) is not { } space) return Results.NotFound();
        await bin.EmptyAsync(space, http.RequestAborted);
        return Results.LocalRedirect("/journal/bin");
    }
}
