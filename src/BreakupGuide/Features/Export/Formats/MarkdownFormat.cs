using System.Globalization;
using System.Text;
using YamlDotNet.Serialization;

namespace BreakupGuide.Features.Export.Formats;

/// <summary>
/// A zip of Markdown files, one for each entry, with front matter as Joplin reads it (https://joplinapp.org/help/dev/spec/interop_with_frontmatter)
/// and keys of our own.
/// </summary>
internal sealed class MarkdownFormat : IExportFormat
{
    private const int LongestName = 60;
    private const string Time = "yyyy-MM-dd HH:mm:ss'Z'";

    private static readonly ISerializer Yaml = new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").Build();

    public string Name => "markdown";

    public string Purpose => "To go on writing elsewhere";

    public string Hint =>
        "A zip of Markdown files, one for each entry, with the questions. Obsidian, Joplin and others read it. What is in the bin has a folder of its own.";

    public string FileEnding => "zip";

    public string ContentType => "application/zip";

    public Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel) => ZipWriter.WriteAsync(
        file,
        async zip =>
        {
            var ofDay = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var day = default(DateOnly);
            await foreach (var entry in export.EntriesAsync(cancel))
            {
                // Entries come in the order of their days: only those of one day can have the same name.
                if (entry.Entry.Date != day) ofDay.Clear();
                day = entry.Entry.Date;
                await AddAsync(NameOf(entry, ofDay), Text(entry));
            }

            if (export.UnreadableInWords is { } missing) await AddAsync("Could not be opened.md", missing + "\n");

            Task AddAsync(string name, string text) =>
                zip.AddAsync(name, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancel), cancel);
        },
        cancel);

    private static string Text(ExportedEntry exported)
    {
        var (entry, words) = exported;
        var front = new OrderedDictionary<string, object>
        {
            ["title"] = MarkdownWriting.OnOneLine(exported.Heading),
            ["created"] = entry.Created.ToString(Time, CultureInfo.InvariantCulture),
            ["updated"] = exported.Changed.ToString(Time, CultureInfo.InvariantCulture),
        };
        if (entry.Tags.Count > 0) front["tags"] = entry.Tags;
        front["id"] = entry.Id.ToString();
        front["kind"] = entry.Kind.ToString().ToLowerInvariant();
        front["date"] = entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        front["zone"] = entry.Zone;
        foreach (var detail in words.Details.Where(d => !front.ContainsKey(d.Name))) front[detail.Name] = detail.Text;
        if (entry.Run is { } run)
        {
            front["reflection"] = run.Reflection;
            front["version"] = run.Version;
        }

        if (entry.Binned is not null) front["bin"] = true;
        return $"---\n{Yaml.Serialize(front)}---\n\n{MarkdownWriting.Of(words)}";
    }

    private static string NameOf(ExportedEntry exported, HashSet<string> ofDay)
    {
        var entry = exported.Entry;
        var heading = MarkdownWriting.OnOneLine(exported.Heading).Take(LongestName);
        var title = new string([.. heading.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '\'' ? c : '_')]).Trim();
        var name = string.Create(CultureInfo.InvariantCulture, $"{(entry.Binned is null ? "" : "bin/")}{entry.Date:yyyy}/{entry.Date:yyyy-MM-dd} {title}");
        var free = name;
        for (var number = 2; !ofDay.Add(free); number++) free = string.Create(CultureInfo.InvariantCulture, $"{name} ({number})");
        return free + ".md";
    }
}
