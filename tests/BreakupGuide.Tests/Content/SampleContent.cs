using System.Text.RegularExpressions;
using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

/// <summary>The content folder that <c>docs/writing-content.md</c> shows, in a temporary place, to be spoilt one way at a time.</summary>
internal sealed partial class SampleContent : IDisposable
{
    /// <summary>The document's guide is shorter than a guide may be.</summary>
    private static readonly string Filler = "\n" + string.Concat(Enumerable.Repeat("One more plain sentence of ten words stands here now.\n\n", 90));

    private readonly Dictionary<string, string> files;

    public SampleContent()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "writing-content.md"));
        files = Blocks().Matches(document).ToDictionary(m => m.Groups["file"].Value, m => m.Groups["text"].Value);
        files[Guide] += Filler;
    }

    public const string Guide = "guides/moving-out.md";

    public const string Reflection = "reflections/moving-out.yaml";

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("breakupguide-content-").FullName;

    public string this[string file]
    {
        get => files[file];
        set => files[file] = value;
    }

    public void Remove(string file) => files.Remove(file);

    /// <returns>The line in which the change begins.</returns>
    public int Replace(string file, string old, string text)
    {
        Assert.Contains(old, files[file], StringComparison.Ordinal);
        var at = files[file].IndexOf(old, StringComparison.Ordinal);
        files[file] = files[file][..at] + text + files[file][(at + old.Length)..];
        return files[file].AsSpan(0, at).Count('\n') + 1;
    }

    public ContentLibrary Load()
    {
        Write();
        return ContentLoader.Load(Directory, QuestionTypeList.All);
    }

    public IReadOnlyList<ContentError> Errors()
    {
        Write();
        return Assert.Throws<ContentException>(() => ContentLoader.Load(Directory, QuestionTypeList.All)).Errors;
    }

    public void Write()
    {
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(Directory, file);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    [GeneratedRegex(@"^```(markdown|yaml) (?<file>\S+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
