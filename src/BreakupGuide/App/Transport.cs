using BreakupGuide.Spaces.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App;

/// <summary>What happens to a request on its way here: which proxy is believed, that it comes by https, which cookies it may set.</summary>
internal static partial class Transport
{
    public static void AddTransport(this IServiceCollection services)
    {
        services.AddOptions<TransportOptions>().BindConfiguration("BreakupGuide")
            .Validate(
                o => o.Networks() is not null, "BreakupGuide:KnownProxies must be addresses or networks, separated by commas, such as 10.0.0.2, 172.18.0.0/16.")
            .Validate(o => o.StopAfterSeconds is >= 0 and <= 60, "BreakupGuide:StopAfterSeconds must be from 0 to 60.")
            .ValidateOnStart();
        services.AddHostedService<Stopping>();
        services.AddHealthChecks().AddCheck<StoppingCheck>(StoppingCheck.Name);
        // What is under way when it stops has as long as before.
        services.AddOptions<HostOptions>().Configure<IOptions<TransportOptions>>(
            (host, transport) => host.ShutdownTimeout += TimeSpan.FromSeconds(transport.Value.StopAfterSeconds));
        // After everybody else: ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe whoever asks.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<TransportOptions>>((forwarded, transport) =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in transport.Value.Networks()!) forwarded.KnownIPNetworks.Add(network);
            // Without a list the framework would check nobody.
            forwarded.ForwardedHeaders = forwarded.KnownIPNetworks.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto
                : ForwardedHeaders.None;
            // Back through as many proxies as are known, and not one further.
            forwarded.ForwardLimit = null;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<SignInOptions>>((form, sessions) =>
        {
            form.HeaderName = FormGuard.TokenHeader;
            form.Cookie.Name = sessions.Value.IsHttps ? "__Host-form" : "form";
            form.Cookie.Path = "/";
            // It would come with the first page that sets the cookie, and with no other; the policy names frame-ancestors on each.
            form.SuppressXFrameOptionsHeader = true;
            // FormGuard takes it for a sign that a page of ours sent a form.
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.SecurePolicy = sessions.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
        // No cookie can forget it, whoever sets it.
        services.AddOptions<CookiePolicyOptions>().Configure<IOptions<SignInOptions>>((cookies, sessions) =>
        {
            cookies.HttpOnly = Microsoft.AspNetCore.CookiePolicy.HttpOnlyPolicy.Always;
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
            cookies.Secure = sessions.Value.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        });
    }

    public static void UseTransport(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        // Before anything asks for https or looks at a session: whoever asks from beside the program has neither.
        app.UseHealth();
        var sessions = app.Services.GetRequiredService<IOptions<SignInOptions>>().Value;
        if (sessions is { IsHttps: true, PublicUrl: { } publicUrl })
        {
            app.Use((http, next) => http.Request.IsHttps ? next(http) : RedirectToHttps(http, publicUrl));
            app.Lifetime.ApplicationStarted.Register(() => WarnOfEndlessRedirect(app));
        }
    }

    // To the configured address, not to the one that the request names: that could be anybody's.
    private static Task RedirectToHttps(HttpContext http, Uri publicUrl)
    {
        http.Response.Redirect(
            publicUrl.GetLeftPart(UriPartial.Authority) + http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(),
            permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }

    private static void WarnOfEndlessRedirect(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var isProxyKnown = app.Services.GetRequiredService<IOptions<TransportOptions>>().Value.Networks()!.Count > 0;
        if (!isProxyKnown && addresses.Count > 0 && addresses.All(a => a.StartsWith("http:", StringComparison.Ordinal))) LogEndlessRedirect(app.Logger);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "BreakupGuide:PublicUrl is an https address, but the program itself listens on http only and knows no proxy: "
        + "every request is redirected to itself. Name the proxy in BreakupGuide:KnownProxies.")]
    private static partial void LogEndlessRedirect(ILogger logger);
}
