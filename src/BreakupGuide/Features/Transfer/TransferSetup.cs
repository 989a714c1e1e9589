using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Features.Transfer;

public static class TransferSetup
{
    private const string Page = "/settings/bring-in";

    // Most files are read by then: nobody has to look at how far it is.
    private static readonly TimeSpan WaitsAtOnce = TimeSpan.FromSeconds(3);

    public static void AddTransfer(this IServiceCollection services)
    {
        services.AddOptions<TransferOptions>().BindConfiguration("BreakupGuide:BringIn")
            .Validate(o => o.IsSensible, "BreakupGuide:BringIn:LargestMegabytes must be from 1 to 2000.")
            .ValidateOnStart();
        services.AddSingleton<JournalFormats>();
        services.AddSingleton<IJournalFormat, FromNotes>();
        services.AddSingleton<IJournalFormat, FromJourniv>();
        services.AddSingleton<IJournalFormat, FromDayOne>();
        services.AddSingleton<IJournalFormat, FromDailyTxt>();
        services.AddSingleton<IJournalFormat, FromJrnl>();
        services.AddSingleton<IJournalFormat, FromDaylio>();
        services.AddSingleton<IJournalFormat, FromFolder>();
        services.AddSingleton<IJournalFormat, FromDatedText>();
        services.AddSingleton<SentFiles>();
        services.AddSingleton<TransferWork>();
        services.AddHostedService<TransferSweep>();
    }

    public static void MapTransfer(this WebApplication app)
    {
        app.MapPost(Page + "/file", TakeAsync);
        app.MapPost(Page + "/look", LookAsync);
        app.MapPost(Page + "/start", BringAsync);
        app.MapPost(Page + "/stop", StopAsync);
        app.MapPost(Page + "/take-out", TakeOutAsync);
    }

    [TakesFile]
    private static async Task<IResult> TakeAsync(
        HttpContext http, OpenSpaces open, SentFiles all, TransferWork work, EntryTime time, IOptions<TransferOptions> options)
    {
        if (Find(http, open) is not { } space) return Results.NotFound();
        if (http.Features.Get<FileForm>() is not { Name.Length: > 0 } file) return Said(BringInPage.NoFile);
        if (http.Request.ContentLength > options.Value.LargestBytes + (64 * 1024)) return Said(BringInPage.TooLarge);
        SentFile? sent = null;
        try
        {
            sent = all.Begin(space, file.Name, ZoneCookie.Of(http.Request, time));
            await sent.TakeAsync(file.Content, options.Value.LargestBytes, http.RequestAborted);
        }
        catch (BringInException)
        {
            all.Drop(space);
            return Said(sent is null ? BringInPage.Busy : BringInPage.TooLarge);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or OperationCanceledException)
        {
            all.Drop(space);
            return Said(BringInPage.NotWhole);
        }

        work.Look(sent, null);
        return await AfterAsync(sent);
    }

    [LimitedAs(RequestKind.Confirmation)]
    private static async Task<IResult> LookAsync(HttpContext http, OpenSpaces open, SentFiles all, TransferWork work)
    {
        if (Find(http, open) is not { } space) return Results.NotFound();
        if (all.Find(space) is not { State.Stage: SentFileStage.NeedsPassphrase } sent) return Results.LocalRedirect(Page);
        work.Look(sent, http.Request.Form["passphrase"]);
        return await AfterAsync(sent);
    }

    private static async Task<IResult> BringAsync(
        HttpContext http, OpenSpaces open, SentFiles all, TransferWork work, SessionStore sessions, IEnumerable<SettingCookie> settings)
    {
        if (Find(http, open) is not { } space) return Results.NotFound();
        if (all.Find(space) is not { State: { Stage: SentFileStage.Looked, Looked: { } looked } } sent) return Said(BringInPage.Gone);
        if (looked.Settings is { } cover && http.Request.Form["settings"] == "yes")
        {
            foreach (var setting in settings)
                if (cover.Settings.TryGetValue(setting.Name, out var value) && setting.IsValue(value)) setting.Keep(http, value);
            if (cover.LockAfterMinutes is { } minutes) await sessions.SetLockAfterAsync(space.Id, minutes, http.RequestAborted);
        }

        work.Bring(sent);
        return await AfterAsync(sent);
    }

    private static async Task<IResult> StopAsync(HttpContext http, OpenSpaces open, SentFiles all)
    {
        if (Find(http, open) is not { } space) return Results.NotFound();
        if (all.Find(space) is { State.Stage: SentFileStage.BringingIn } sent)
        {
            sent.Stop();
            return await AfterAsync(sent);
        }

        all.Drop(space);
        return Results.LocalRedirect(Page);
    }

    private static async Task<IResult> TakeOutAsync(HttpContext http, OpenSpaces open, Arrivals arrivals, SentFiles all)
    {
        if (Find(http, open) is not { } space) return Results.NotFound();
        // Once it has begun it is not given up, even if the browser leaves.
        if (!Guid.TryParse(http.Request.Form["batch"], out var batch)
            || await arrivals.TakeOutAsync(space, batch, null, CancellationToken.None) is not { } taken) return Results.NotFound();
        all.Drop(space);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Page}?taken={taken.Entries}&stay={taken.Stay}"));
    }

    // A visitor's space is deleted after a day without use: years of writing have no place there.
    private static UnlockedSpace? Find(HttpContext http, OpenSpaces open) => open.Find(http.User) is { IsVisitor: false } space ? space : null;

    private static async Task<IResult> AfterAsync(SentFile sent)
    {
        await Task.WhenAny(sent.Work, Task.Delay(WaitsAtOnce));
        return Results.LocalRedirect(Page);
    }

    private static IResult Said(string what) => Results.LocalRedirect($"{Page}?said={what}");
}
