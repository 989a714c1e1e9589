using System.IO.Compression;
using BreakupGuide.App.Kept;
using BreakupGuide.Data;
using BreakupGuide.Spaces.Limits;
using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.ResponseCompression;

namespace BreakupGuide.App;

/// <summary>The parts of the program that belong to no feature: components, static files, error pages, the default address.</summary>
internal static class HostSetup
{
    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>A program that is started from another folder still finds its settings and its data beside itself.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        new() { Args = args, ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory };

    public static void AddHost(this WebApplicationBuilder builder)
    {
        // Also finds the client script when the program runs from its build output outside Development.
        builder.WebHost.UseStaticWebAssets();
        // At Debug it prints the arguments of every circuit message. No typed word travels there; should a control ever send one, it must not be in a log.
        builder.Logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information);
        // Whoever asks for /healthz hears it; the log would hear it every few seconds.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // With it each request gets an activity and a scope for the log, which name its address. Nothing here reads them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        StartFailure.LeaveToSentences(builder.Logging);
        // A circuit that is gone is gone: what is stored of one, to be taken up later, would hold private text (decision 0019).
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
            // Whatever the configuration says: an exception's message may quote what somebody wrote.
            circuits.DetailedErrors = false;
        });
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        builder.Services.AddAntiforgery();
        builder.Services.AddTransport();
        builder.AddRequestLimits();
        builder.AddTelemetry();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (!HasAddress(builder.Configuration)) builder.WebHost.UseUrls("http://localhost:5080");
    }

    // An address in appsettings would silently win over ASPNETCORE_URLS; so the default stands here, for when nobody named one.
    private static bool HasAddress(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").Exists();

    public static void UseHost(this WebApplication app)
    {
        app.UseTelemetry();
        app.UseTransport();
        var kept = ActivatorUtilities.CreateInstance<KeptPages>(app.Services);
        app.Use(kept.AnswerAsync);
        app.UseRouting();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<AssetNames>();
        app.UseRouting();
        app.UseCookiePolicy();
        app.Use(kept.MakeAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = exception =>
                StorageTrouble.Of(exception) is null ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable,
            SuppressDiagnosticsCallback = failed => StorageTrouble.Of(failed.Exception) is not null,
        });
        app.Use(TellOfTrouble);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(ShowErrorPages);
        app.UseMiddleware<OriginGuard>();
        app.UseSignIn();
        app.UseRateLimiter();
        app.UseMiddleware<CircuitLimit>();
        app.UseWhen(IsPublicReading, reading => reading.UseResponseCompression());
        app.UseMiddleware<FormGuard>();
        app.Use(RequestLimits.CountTries);
        app.UseAntiforgery();
        app.MapStaticAssets().WithMetadata(new AsksNoSessionAttribute());
        app.MapOffline();
        var pages = app.MapRazorComponents<Document>();
        pages.AddInteractiveServerRenderMode(circuits => circuits.DisableWebSocketCompression = true); // Decision 0010.
        ScriptFolder.Name(pages);
    }

    /// <summary>Makes the two error pages answer to refused and failed forms, too.</summary>
    private static Task ShowErrorPages(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is null && context.Features.Get<IStatusCodeReExecuteFeature>() is null) return next(context);
        // The pipeline runs again with the form's method, but an error page is shown, not posted to. Scripts (PUT) only look at the status.
        if (HttpMethods.IsPost(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return HttpMethods.IsGet(context.Request.Method) ? next(context) : Task.CompletedTask;
    }

    /// <summary>The store's troubles are one line in the log, not an error with its stack for each request.</summary>
    private static async Task TellOfTrouble(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (StorageTrouble.Of(exception) is { } trouble)
        {
            context.RequestServices.GetRequiredService<StorageWatch>().Failed(trouble);
            throw;
        }
    }

    /// <summary>
    /// Pages for everybody. What stands on a page of an open space, or is given back to
    /// somebody, is never compressed: its length would tell something of what is on it.
    /// </summary>
    private static bool IsPublicReading(HttpContext context) =>
        context.User.Identity?.IsAuthenticated != true && HttpMethods.IsGet(context.Request.Method) && context.Features.Get<RefusedForm>() is null;
}
