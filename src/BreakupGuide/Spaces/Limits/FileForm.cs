using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace BreakupGuide.Spaces.Limits;

/// <summary>
/// A form with one file, which comes last. The fields before it are read, the file is left to whoever takes it: the framework's own way of
/// reading forms would lay it down on disk as it is.
/// </summary>
public sealed class FileForm
{
    private const int MostFields = 10;
    private const int LongestField = 4096;
    private const int LongestBoundary = 100;
    private const int HeadersSize = 8 * 1024;

    private FileForm(Stream content, string name) => (Content, Name) = (content, name);

    /// <summary>To be read once.</summary>
    public Stream Content { get; }

    /// <summary>As the browser calls it: only to be shown.</summary>
    public string Name { get; }

    /// <summary>Whether this request is a form whose file its endpoint takes.</summary>
    public static bool IsTaken(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<TakesFileAttribute>() is not null
        && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the fields; they are the request's form from then on, and the file is a feature of the request.</summary>
    /// <exception cref="InvalidDataException">It is broken, or a field is too long.</exception>
    public static async Task ReadFieldsAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        // Whoever takes the file says how large it may be, in a sentence.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(http.Request.ContentType).Boundary).Value;
        if (boundary is not { Length: > 0 and <= LongestBoundary }) throw new InvalidDataException();
        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersLengthLimit = HeadersSize };
        var fields = new Dictionary<string, StringValues>();
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var part)) throw new InvalidDataException();
            if (part.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(part.FileNameStar.HasValue ? part.FileNameStar : part.FileName).Value ?? "";
                http.Features.Set(new FileForm(section.Body, name));
                break;
            }

            if (!part.IsFormDisposition() || fields.Count >= MostFields) throw new InvalidDataException();
            fields[HeaderUtilities.RemoveQuotes(part.Name).Value ?? ""] = await FieldAsync(section.Body, cancel);
        }

        http.Request.Form = new FormCollection(fields);
    }

    public override string ToString() => "[file]";

    private static async Task<string> FieldAsync(Stream body, CancellationToken cancel)
    {
        var bytes = new byte[LongestField + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return count <= LongestField ? System.Text.Encoding.UTF8.GetString(bytes, 0, count) : throw new InvalidDataException();
    }
}
