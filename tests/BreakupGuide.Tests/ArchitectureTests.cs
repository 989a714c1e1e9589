using System.Reflection;
using System.Text.RegularExpressions;
using BreakupGuide.Data;
using Microsoft.AspNetCore.Components;

namespace BreakupGuide.Tests;

/// <summary>The rules of <c>docs/architecture.md</c>, held over compiled types and over the files. Each rule also asserts that it looked at something.</summary>
public partial class ArchitectureTests
{
    private const string AnyFeature = "Features/";
    private static readonly string Program = Path.Combine(Repository.Root, "src", "BreakupGuide");

    // Which folders' types each folder may use besides its own. App and Program use everything.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Markdown"] = [],
        ["Privacy"] = [],
        ["UI"] = [],
        ["Content"] = ["Markdown"],
        ["Data"] = ["Privacy"],
        ["Spaces"] = ["Data", "Privacy"],
        ["Entries"] = ["Data", "Privacy"],
        ["Drafts"] = ["Data", "Privacy", "Spaces", "Entries"],
        [AnyFeature] = ["Content", "Markdown", "Data", "Privacy", "Spaces", "Entries", "Drafts", "UI"],
    };

    private static readonly ILookup<string, Type> Folders = typeof(AppDbContext).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("BreakupGuide", StringComparison.Ordinal) == true)
        .ToLookup(t => FolderOf(t.Namespace!));

    public static TheoryData<string> FoldersWithRules =>
        [.. MayUse.Keys.Where(f => f != AnyFeature), .. Folders.Select(f => f.Key).Where(f => f.StartsWith(AnyFeature, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(FoldersWithRules))]
    public void A_folder_uses_only_the_folders_it_may(string folder)
    {
        var types = Folders[folder].ToList();
        Assert.NotEmpty(types);

        var allowed = Allowed(folder);
        var wrong =
            from type in types
            from used in TypeUse.Of(type)
            where used.Assembly == type.Assembly && used.Namespace?.StartsWith("BreakupGuide", StringComparison.Ordinal) == true && !allowed.Contains(FolderOf(used.Namespace))
            select $"{type.FullName} uses {used.FullName}";
        Assert.Empty(wrong.Distinct());
    }

    // What only compiles away (constants, nameof) is seen here.
    [Theory]
    [MemberData(nameof(FoldersWithRules))]
    public void A_folder_names_only_the_folders_it_may(string folder)
    {
        var files = Files(folder, "*.cs", "*.razor").ToList();
        Assert.NotEmpty(files);

        var allowed = Allowed(folder);
        var wrong =
            from file in files
            from Match name in NamedFolder().Matches(File.ReadAllText(file))
            let named = name.Groups[1].Value.Replace('.', '/')
            where Folders.Contains(named) && !allowed.Contains(named)
            select $"{Short(file)}: {name.Value}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_folder_with_types_has_a_rule()
    {
        string[] free = ["", "App"];

        Assert.DoesNotContain(Folders.Select(f => f.Key), f => !free.Contains(f) && !MayUse.ContainsKey(f) && !f.StartsWith(AnyFeature, StringComparison.Ordinal));
        Assert.All(MayUse.Keys.Where(f => f != AnyFeature), f => Assert.NotEmpty(Folders[f]));
    }

    // A field of the journal or a format of the export is known to its registry alone; everybody else asks that.
    [Theory]
    [InlineData("Features/Journal/Fields/*", "JournalSetup.cs", 9)]
    [InlineData("Features/Export/Formats", "ExportSetup.cs", 2)]
    public void What_is_registered_is_named_only_by_its_registry(string folder, string registry, int count)
    {
        var homes = folder.EndsWith('*') ? Directory.GetDirectories(Path.Combine(Program, Path.GetDirectoryName(folder)!)) : [Path.Combine(Program, folder)];
        var classes =
            from home in homes
            from file in Directory.EnumerateFiles(home, "*.cs")
            where RegisteredClass().IsMatch(File.ReadAllText(file))
            select (Name: Path.GetFileNameWithoutExtension(file), Home: home);
        Assert.Equal(count, classes.Count());

        var named =
            from file in Files("", "*.cs", "*.razor")
            where Path.GetFileName(file) != registry
            from each in classes
            where !file.StartsWith(each.Home + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            where Regex.IsMatch(File.ReadAllText(file), $@"\b{each.Name}\b")
            select $"{Short(file)}: {each.Name}";
        Assert.Empty(named);
    }

    [Fact]
    public void Use_is_seen_wherever_it_hides()
    {
        var used = TypeUse.Of(typeof(Uses)).ToHashSet();

        Type[] hidden =
        [
            typeof(InAttribute), typeof(InField), typeof(InParameter), typeof(InReturn), typeof(InTypeArgument), typeof(InLocal), typeof(InCall), typeof(InLambda), typeof(InAsync), typeof(InTypeOf),
            typeof(InCatch), typeof(InIterator),
        ];
        Assert.Subset(used, hidden.ToHashSet());
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] avoided = ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Repository", "Dto", "Base", "Common", "Shared", "Processor", "Article", "Quiz", "User"];
        var types = Folders.SelectMany(f => f).Where(t => !t.Name.Contains('<', StringComparison.Ordinal)).ToList();
        Assert.True(types.Count > 100);

        Assert.Empty(types.Where(t => WordsOf(t.Name).Intersect(avoided).Any()).Select(t => t.FullName));
    }

    [Fact]
    public void No_component_is_longer_than_200_lines()
    {
        var components = Files("", "*.razor", "*.razor.cs").ToList();
        Assert.True(components.Count > 20);

        Assert.Empty(components.Where(f => File.ReadLines(f).Count() > 200).Select(Short));
    }

    [Fact]
    public void No_file_of_code_is_longer_than_250_lines()
    {
        var files = Files("", "*.cs", "*.js").Where(f => !f.Contains("Migrations", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 200);

        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 250).Select(Short));
    }

    // Two for a component with its code beside it. What needs a third is several classes.
    [Fact]
    public void No_class_lies_in_more_than_two_files()
    {
        var parts =
            from file in Files("", "*.cs")
            from Match name in PartialClass().Matches(File.ReadAllText(file))
            group file by $"{Path.GetDirectoryName(file)} {name.Groups[1].Value}";
        Assert.NotEmpty(parts);

        Assert.Empty(parts.Where(p => p.Count() > 2).Select(p => p.Key));
    }

    [Fact]
    public void The_program_fits_on_one_page() => Assert.InRange(File.ReadLines(Files("", "Program.cs").Single()).Count(), 5, 60);

    [Theory]
    // Text becomes elements, never a string of HTML.
    [InlineData("*.cs *.razor", "MarkupString|AddMarkupContent|HtmlString|Html\\.Raw")]
    [InlineData("*.js", "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function\\(")]
    // Words reach SQL only as parameters.
    [InlineData("*.cs *.razor", "FromSqlRaw|ExecuteSqlRaw|SqlQueryRaw")]
    // The content security policy allows neither.
    [InlineData("*.razor", "\\sstyle\\s*=|<style|<script(?![^>]*\\ssrc=)|\\son[a-z]+\\s*=\\s*\"")]
    [InlineData("*.css", "!important")]
    // Nothing is asked of anybody else.
    [InlineData("*.css *.js", "https?://|@import|(?<![:\\w])//[a-z0-9-]+\\.[a-z]")]
    // Words that the browser keeps would be words that somebody else finds; the one place that keeps some seals them. (The mark of leaving is no word of anybody.)
    [InlineData("*.js", "localStorage|sessionStorage|document\\.cookie(?! = `left=yes; )")]
    [InlineData("*.js", "indexedDB", "sealed-store.js")]
    public void The_source_is_free_of(string kinds, string pattern, string? but = null)
    {
        var files = Files("", kinds.Split(' ')).ToList();
        Assert.NotEmpty(files);

        var found =
            from file in files
            where Path.GetFileName(file) != but
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Regex.IsMatch(line.Text, pattern)
            select $"{Short(file)}:{line.Number}: {line.Text.Trim()}";
        Assert.Empty(found);
    }

    // What leads to one of our pages knows what they are about.
    [Fact]
    public void Widgets_name_none_of_our_addresses()
    {
        var widgets = Files("UI", "*.razor", "*.cs").ToList();
        Assert.NotEmpty(widgets);

        Assert.Empty(widgets.Where(f => Regex.IsMatch(File.ReadAllText(f), "\"/[a-z]")).Select(Short));
    }

    // A number in an address may be none, and the framework's error about that quotes what stands there.
    [Fact]
    public void What_comes_from_an_address_is_taken_as_text()
    {
        var properties = Folders.SelectMany(f => f).SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(p => p.IsDefined(typeof(SupplyParameterFromQueryAttribute))).ToList();
        Assert.NotEmpty(properties);

        Assert.Empty(properties.Where(p => p.PropertyType != typeof(string)).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
    }

    /// <summary>Files of a folder of the program and all below; the whole program for an empty name.</summary>
    private static IEnumerable<string> Files(string folder, params IEnumerable<string> kinds) =>
        kinds.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Program, folder), kind, SearchOption.AllDirectories));

    private static string Short(string file) => Path.GetRelativePath(Program, file);

    private static HashSet<string> Allowed(string folder) =>
        [folder, .. MayUse[folder.StartsWith(AnyFeature, StringComparison.Ordinal) ? AnyFeature : folder]];

    /// <summary>The folder a namespace lies in: <c>Privacy</c>, <c>Features/Space</c>; empty for the root.</summary>
    private static string FolderOf(string name) => name.Split('.') switch
    {
        [_] => "",
        [_, "Features", var feature, ..] => AnyFeature + feature,
        [_, var folder, ..] => folder,
        [] => "",
    };

    private static IEnumerable<string> WordsOf(string name) => Word().Matches(name).Select(m => m.Value);

    [GeneratedRegex(@"BreakupGuide\.(Features\.\w+|\w+)")]
    private static partial Regex NamedFolder();

    [GeneratedRegex(@"sealed class \w+(\(.*\))? : (EditableField|IExportFormat)\b")]
    private static partial Regex RegisteredClass();

    [GeneratedRegex(@"\bpartial (?:class|record) (\w+)")]
    private static partial Regex PartialClass();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
