using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BreakupGuide.Features.Export.Formats;

/// <summary>One HTML file with its style inside, to be read in any browser, now and in years, and to be printed.</summary>
internal sealed class PageFormat(IServiceScopeFactory scopes, ILoggerFactory loggers) : IExportFormat
{
    private const string Start = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Notes</title>
        <style>
        :root { color-scheme: light dark; --paper: #f8f3ea; --ink: #2b2420; --soft: #63584f; --line: #ddd3c4; }
        @media (prefers-color-scheme: dark) { :root { --paper: #141b20; --ink: #ebe3d3; --soft: #bdb5a8; --line: #37424a; } }
        @media print { :root { color-scheme: light; --paper: white; --ink: black; --soft: #444; --line: #bbb; } }
        * { box-sizing: border-box; }
        body {
          margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 40rem; background: var(--paper); color: var(--ink);
          font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word;
        }
        h1, h2, h3, h4, h5 {
          margin: 1.5em 0 0.4em; font-family: Charter, "Iowan Old Style", Georgia, serif; font-weight: 400; line-height: 1.25; break-after: avoid;
        }
        h1 { margin-top: 0; font-size: 2rem; }
        h2 { font-size: 1.6rem; }
        h3 { font-size: 1.3rem; }
        h4 { font-size: 1.1rem; }
        h5 { font-size: 1rem; }
        a { color: inherit; }
        p, li { margin: 0.4em 0; } ul, ol { padding-left: 1.35em; }
        .month { margin-top: 4rem; }
        article { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        article > h3 { margin-top: 0; }
        .about { color: var(--soft); font-size: 0.9rem; margin: 0; }
        .answer { white-space: pre-line; }
        blockquote { margin: 0.6em 0; padding-left: 1em; border-left: 3px solid var(--line); }
        nav ul { columns: 12rem; list-style: none; padding: 0; } nav li { margin: 0; padding: 0.5rem 0; }
        @media print {
          body { max-width: none; padding: 0; font-size: 11pt; }
          nav { break-after: page; }
          .month + .month { break-before: page; }
          p, li { orphans: 3; widows: 3; }
        }
        </style>
        </head>
        <body>
        <main>

        """;

    private const string End = "\n</main>\n</body>\n</html>\n";

    public string Name => "page";

    public string Purpose => "To read or print";

    public string Hint => "One page that any browser opens";

    public string FileEnding => "html";

    public string ContentType => "text/html; charset=utf-8";

    public async Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(Start.AsMemory(), cancel);
        var months = await export.MonthsAsync(cancel);
        await WriteAsync<PrintedContents>(writer, new() { ["Months"] = months, ["Made"] = DateOnly.FromDateTime(export.Made) }, cancel);
        DateOnly? month = null;
        await foreach (var entry in export.EntriesAsync(cancel))
        {
            var of = new DateOnly(entry.Entry.Date.Year, entry.Entry.Date.Month, 1);
            if (of != month)
            {
                if (month is not null) await writer.WriteAsync("</section>\n".AsMemory(), cancel);
                var head = string.Create(CultureInfo.InvariantCulture, $"<section class=\"month\" id=\"m{of:yyyy-MM}\">\n<h2>{of:MMMM yyyy}</h2>\n");
                await writer.WriteAsync(head.AsMemory(), cancel);
                month = of;
            }

            await WriteAsync<PrintedEntry>(writer, new() { ["Exported"] = entry }, cancel);
        }

        if (month is not null) await writer.WriteAsync("</section>\n".AsMemory(), cancel);
        if (export.UnreadableInWords is { } missing) await writer.WriteAsync($"<p class=\"about\">{missing}</p>".AsMemory(), cancel);
        await writer.WriteAsync(End.AsMemory(), cancel);
    }

    // A renderer keeps all that it has rendered, so each entry has one of its own.
    private async Task WriteAsync<T>(StreamWriter writer, Dictionary<string, object?> parameters, CancellationToken cancel)
        where T : IComponent
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        await using var html = new StringWriter(CultureInfo.InvariantCulture);
        await renderer.Dispatcher.InvokeAsync(
            async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).WriteHtmlTo(html));
        await writer.WriteAsync(html.GetStringBuilder(), cancel);
    }
}
