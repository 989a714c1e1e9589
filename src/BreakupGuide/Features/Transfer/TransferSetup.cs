using System.Globalization;
using BreakupGuide.Data;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;
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
        if (Find(http, open) is not var (space, session)) return Results.NotFound();
        if (http.Features.Get<FileForm>() is not { Name.Length: > 0 } file) return Said(BringInPage.NoFile);
        if (http.Request.ContentLength > options.Value.LargestBytes + (64 * 1024)) return Said(BringInPage.TooLarge);
        SentFile? sent = null;
        try
        {
            sent = await all.BeginAsync(space, session, file.Name, ZoneCookie.Of(http.Request, time), http.RequestAborted);
            sent = await all.TakeAsync(sent, file.Content, options.Value.LargestBytes, http.RequestAborted);
        }
        catch (BringInException)
        {
            await all.DropAsync(space, session, CancellationToken.None);
            return Said(sent is null ? BringInPage.Busy : BringInPage.TooLarge);
        }
        catch (Exception exception) when (IsCutOff(exception))
        {
            await all.DropAsync(space, session, CancellationToken.None);
            return Said(BringInPage.NotWhole);
        }

        return await work.LookAsync(sent, null, CancellationToken.None) ? await AfterAsync(work, sent) : Said(BringInPage.Gone);
    }

    [LimitedAs(RequestKind.Confirmation)]
    private static async Task<IResult> LookAsync(HttpContext http, OpenSpaces open, SentFiles all, TransferWork work)
    {
        if (Find(http, open) is not var (space, session)) return Results.NotFound();
        if (await all.FindAsync(space, session, http.RequestAborted) is not { State.Stage: SentFileStage.NeedsPassphrase } sent)
            return Results.LocalRedirect(Page);
        await work.LookAsync(sent, http.Request.Form["passphrase"], CancellationToken.None);
        return await AfterAsync(work, sent);
    }

    private static async Task<IResult> BringAsync(
        HttpContext http, OpenSpaces open, SentFiles all, TransferWork work, SessionStore sessions, IEnumerable<SettingCookie> settings)
    {
        if (Find(http, open) is not var (space, session)) return Results.NotFound();
        if (await all.FindAsync(space, session, http.RequestAborted) is not { State: { Stage: SentFileStage.Looked, Looked: { } looked } } sent)
            return Said(BringInPage.Gone);
        if (looked.Settings is { } cover && http.Request.Form["settings"] == "yes")
        {
            foreach (var setting in settings)
                if (cover.Settings.TryGetValue(setting.Name, out var value) && setting.IsValue(value)) setting.Keep(http, value);
            if (cover.LockAfterMinutes is { } minutes) await sessions.SetLockAfterAsync(space.Id, minutes, http.RequestAborted);
        }

        await work.BringAsync(sent, CancellationToken.None);
        return await AfterAsync(work, sent);
    }

    private static async Task<IResult> StopAsync(HttpContext http, OpenSpaces open, SentFiles all, TransferWork work)
    {
        if (Find(http, open) is not var (space, session)) return Results.NotFound();
        if (await all.FindAsync(space, session, http.RequestAborted) is { } sent)
        {
            work.Stop(sent.Id);
            if (sent.State.Stage == SentFileStage.BringingIn)
            {
                // On another node it is noticed within a second.
                await all.StopAsync(sent, http.RequestAborted);
                await work.TakeUpAsync(sent with { IsStopped = true }, http.RequestAborted);
                return await AfterAsync(work, sent);
            }
        }

        await all.DropAsync(space, session, http.RequestAborted);
        return Results.LocalRedirect(Page);
    }

    private static async Task<IResult> TakeOutAsync(HttpContext http, OpenSpaces open, Arrivals arrivals, SentFiles all)
    {
        if (Find(http, open) is not var (space, session)) return Results.NotFound();
        // Once it has begun it is not given up, even if the browser leaves.
        if (!Guid.TryParse(http.Request.Form["batch"], out var batch)
            || await arrivals.TakeOutAsync(space, batch, null, CancellationToken.None) is not { } taken) return Results.NotFound();
        await all.DropAsync(space, session, CancellationToken.None);
        return Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Page}?taken={taken.Entries}&stay={taken.Stay}"));
    }

    // A visitor's space is deleted after a day without use: years of writing have no place there.
    private static (UnlockedSpace Space, Guid Session)? Find(HttpContext http, OpenSpaces open) =>
        open.Find(http.User) is { IsVisitor: false } space && http.User.SessionId() is { } session ? (space, session) : null;

    // The browser left, or what the file belongs to was locked or deleted while it came.
    private static bool IsCutOff(Exception exception) =>
        exception is IOException or InvalidDataException or OperationCanceledException || UnlockedSpace.WasLocked(exception)
        || (exception is DbUpdateException && StorageTrouble.Of(exception) is null);

    private static async Task<IResult> AfterAsync(TransferWork work, SentFile sent)
    {
        await Task.WhenAny(work.Of(sent.Id), Task.Delay(WaitsAtOnce));
        return Results.LocalRedirect(Page);
    }

    private static IResult Said(string what) => Results.LocalRedirect($"{Page}?said={what}");
}
