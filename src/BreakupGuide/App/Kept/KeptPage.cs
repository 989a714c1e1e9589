using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BreakupGuide.UI;
using Microsoft.Extensions.Primitives;

namespace BreakupGuide.App.Kept;

/// <summary>One page as it is sent, in the encodings that browsers ask for. Each is made when somebody asks for it first.</summary>
internal sealed partial class KeptPage
{
    private const string Vary = $"Accept-Encoding, Accept-Language, Cookie, {DeviceCopy.Header}";

    private readonly Encoded plain;
    private readonly Lazy<Encoded> brotli;
    private readonly Lazy<Encoded> gzip;

    private KeptPage(byte[] html)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(html).AsSpan(0, 12));
        plain = new(html, null, hash);
        brotli = new(() => new(Packed(html, file => new BrotliStream(file, CompressionLevel.SmallestSize)), "br", hash));
        gzip = new(() => new(Packed(html, file => new GZipStream(file, CompressionLevel.SmallestSize)), "gzip", hash));
    }

    /// <summary>All encodings together, about.</summary>
    public long Bytes => 2 * plain.Body.Length;

    /// <summary>False for a page that is somebody's own: it holds a token, or an island, which its circuit's script looks for.</summary>
    public static bool CanBeKept(string html) =>
        !html.Contains("__RequestVerificationToken", StringComparison.Ordinal) && !html.Contains("<!--Blazor:", StringComparison.Ordinal);

    /// <summary>The page without what only circuits need.</summary>
    public static KeptPage Of(string html) => new(Encoding.UTF8.GetBytes(ForCircuits().Replace(html, "")));

    public Task AnswerAsync(HttpContext http)
    {
        var page = For(http.Request.Headers.AcceptEncoding);
        var response = http.Response;
        // Read again by SecurityHeaders, which lets no other page be kept by a browser.
        http.Features.Set(this);
        response.Headers.ETag = page.Tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.Vary = Vary;
        if (page.Encoding is not null) response.Headers.ContentEncoding = page.Encoding;
        if (http.Request.Headers.IfNoneMatch is { Count: > 0 } known && known.Any(tags => tags?.Contains(page.Tag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = page.Body.Length;
        return response.Body.WriteAsync(page.Body, http.RequestAborted).AsTask();
    }

    private Encoded For(StringValues accepted) => Takes(accepted, "br") ? brotli.Value : Takes(accepted, "gzip") ? gzip.Value : plain;

    // Read without making anything: it is asked at each request.
    private static bool Takes(StringValues accepted, string encoding)
    {
        foreach (var line in accepted)
        {
            foreach (var range in line.AsSpan().Split(','))
            {
                var part = line.AsSpan()[range];
                var end = part.IndexOf(';');
                var name = (end < 0 ? part : part[..end]).Trim();
                if (name.Equals(encoding, StringComparison.OrdinalIgnoreCase)) return end < 0 || !IsRefused(part[(end + 1)..].Trim());
            }
        }

        return false;
    }

    // q=0, q=0.0 and so on: “not this one”.
    private static bool IsRefused(ReadOnlySpan<char> quality) =>
        quality.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && !quality.ContainsAnyInRange('1', '9');

    private static byte[] Packed(byte[] html, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed)) stream.Write(html);
        return packed.ToArray();
    }

    private sealed record Encoded(byte[] Body, string? Encoding, string Hash)
    {
        public string Tag { get; } = $"\"{Hash}{(Encoding is null ? "" : $"-{Encoding}")}\"";
    }

    // State that a circuit would take up, and scripts of its libraries.
    [GeneratedRegex("<!--Blazor-(Server-Component-State|WebAssembly-Component-State|Web-Initializers):[^>]*-->")]
    private static partial Regex ForCircuits();
}
