using System.Collections.Concurrent;
using System.Text;
using BreakupGuide.Content;
using BreakupGuide.Features.Guides;
using BreakupGuide.Features.Settings;
using BreakupGuide.Spaces.Leaving;
using BreakupGuide.UI;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace BreakupGuide.App.Kept;

/// <summary>
/// Answers pages to read from memory, before anything looks who asks: to those who have no space here and were not locked out of one. The first
/// who asks for a form of a page makes it for everybody after them; content is loaded at start, so it holds until the program ends.
/// </summary>
/// <remarks>
/// What is kept is answered before routing, which costs more than all the rest; so a path is known here only once its page was made, and with it
/// what the page varies by.
/// </remarks>
internal sealed class KeptPages(IOptions<AntiforgeryOptions> antiforgery, IOptions<ExitOptions> exit, IWebHostEnvironment environment)
{
    /// <summary>Bytes kept in memory at most, all encodings together; beyond them pages are made anew for each request.</summary>
    private const long MostBytes = 32 * 1024 * 1024;

    private readonly string formCookie = antiforgery.Value.Cookie.Name!;
    private readonly ConcurrentDictionary<string, KeptPath> paths = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>Whether this is a page to read, whoever reads it.</summary>
    public static bool IsToRead(HttpContext? http) => Attribute(http) is not null;

    /// <summary>This page where it is only read: by somebody without a space, who has nothing to save, to lock or to connect.</summary>
    public static KeptPageAttribute? OnlyRead(HttpContext? http) =>
        http?.User.Identity?.IsAuthenticated == true ? null : Attribute(http);

    private static KeptPageAttribute? Attribute(HttpContext? http) => http?.GetEndpoint()?.Metadata.GetMetadata<KeptPageAttribute>();

    private sealed record KeptPath(KeptPageAttribute Page, ConcurrentDictionary<Form, KeptPage> Forms);

    /// <param name="Edition">Null but for the copies that devices keep.</param>
    private readonly record struct Form(Pronoun Pronoun, Look Look, string More, string? Edition);

    /// <summary>Answers with what is kept, or leaves it to the others. A device's copy is asked for rarely.</summary>
    public Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        return MayBeKept(request) && paths.TryGetValue(request.Path.Value ?? "", out var path) && !request.Headers.ContainsKey(DeviceCopy.Header)
            && FormOf(request, path.Page, edition: null) is { } form && path.Forms.TryGetValue(form, out var page)
                ? page.AnswerAsync(http)
                : next(http);
    }

    /// <summary>Keeps the page that the others make, where it is one to keep.</summary>
    public Task MakeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        if (!MayBeKept(http.Request) || Attribute(http) is not { } about || environment.IsDevelopment()) return next(http);
        // Other spellings lead to the same page, too; each would be kept once more.
        if (path.Any(char.IsAsciiLetterUpper) || path is not "/" && path.EndsWith('/')) return next(http);
        if (FormOf(http.Request, about, EditionOf(http)) is not { } form) return next(http);
        // What was HEAD is GET by now.
        return paths.TryGetValue(path, out var known) && known.Forms.TryGetValue(form, out var page)
            ? page.AnswerAsync(http)
            : MakeAsync(http, next, path, about, form);
    }

    private static bool MayBeKept(HttpRequest request) => HttpMethods.IsGet(request.Method) && !request.QueryString.HasValue;

    /// <returns>Null for a browser that is to have a page of its own.</returns>
    private Form? FormOf(HttpRequest request, KeptPageAttribute page, string? edition)
    {
        if (request.Headers.Cookie.Count == 0) return new(default, default, page.FormFor(request), edition);
        foreach (var (name, _) in request.Cookies)
            if (edition is null && !IsIgnored(name, page)) return null;
        var preferences = Preferences.Of(request);
        return new(preferences.Pronoun, preferences.Look, page.FormFor(request), edition);
    }

    // Whoever asks: of the cookies that came along none is left, so it is a stranger's page that the device keeps.
    private string? EditionOf(HttpContext http)
    {
        if (http.Request.Headers[DeviceCopy.Header].ToString() is not { Length: > 0 } asked) return null;
        http.Features.Set(new DeviceCopy());
        return Edition.Take(http.Request, asked, exit.Value);
    }

    // Whatever else a browser sends may be a session, a space that was left, or a choice of how to leave.
    private bool IsIgnored(string cookie, KeptPageAttribute page) =>
        cookie is PronounCookie.Name or Preferences.LookCookie or Drafts.ZoneCookie.Name or Drafts.PauseCookie.Name or ReadingOffline.Cookie
        || cookie == formCookie || (ReadGuides.IsCookie(cookie) && !page.TellsOpenedGuides);

    private async Task MakeAsync(HttpContext http, RequestDelegate next, string path, KeptPageAttribute about, Form form)
    {
        var (response, body, encodings) = (http.Response, http.Response.Body, http.Request.Headers.AcceptEncoding);
        using var made = new MemoryStream();
        response.Body = made;
        // It is made without an encoding, and each is made of it.
        http.Request.Headers.Remove("Accept-Encoding");
        try
        {
            await next(http);
        }
        finally
        {
            response.Body = body;
            http.Request.Headers.AcceptEncoding = encodings;
        }

        var isPage = response is { StatusCode: StatusCodes.Status200OK, ContentType: { } type } && type.StartsWith("text/html", StringComparison.Ordinal);
        var html = isPage ? Encoding.UTF8.GetString(made.GetBuffer().AsSpan(0, (int)made.Length)) : "";
        if (!isPage || !KeptPage.CanBeKept(html))
        {
            made.Position = 0;
            await made.CopyToAsync(body, http.RequestAborted);
            return;
        }

        // Tokens are given to every page, with a form or without one (decision 0039).
        response.Headers.Clear();
        var page = KeptPage.Of(html);
        if (Interlocked.Read(ref bytes) < MostBytes && paths.GetOrAdd(path, _ => new(about, [])).Forms.TryAdd(form, page))
            Interlocked.Add(ref bytes, page.Bytes);
        await page.AnswerAsync(http);
    }
}
