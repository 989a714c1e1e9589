using System.Reflection;
using System.Text.RegularExpressions;
using BreakupGuide.Data;
using Microsoft.AspNetCore.Components;
using static BreakupGuide.Tests.SourceFiles;

namespace BreakupGuide.Tests;

/// <summary>
/// The rules of <c>docs/architecture.md</c>, held over compiled types and over the files. Each rule also asserts that it looked at something.
/// </summary>
public partial class ArchitectureTests
{
    private const string AnyFeature = "Features/";

    // Which folders' types each folder may use besides its own. App and Program use everything.
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Markdown"] = [],
        ["Privacy"] = [],
        ["Metrics"] = [],
        ["UI"] = [],
        ["Content"] = ["Markdown"],
        ["Data"] = ["Privacy"],
        ["Spaces"] = ["Data", "Privacy", "Metrics"],
        ["Entries"] = ["Data", "Privacy", "Metrics"],
        ["Drafts"] = ["Data", "Privacy", "Metrics", "Spaces", "Entries"],
        [AnyFeature] = ["Content", "Markdown", "Data", "Privacy", "Spaces", "Entries", "Drafts", "UI"],
    };

    private static readonly ILookup<string, Type> Folders = typeof(AppDbContext).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("BreakupGuide", StringComparison.Ordinal) == true)
        .ToLookup(t => FolderOf(t.Namespace!));

    public static TheoryData<string> FoldersWithRules =>
        [
            .. MayUse.Keys.Where(f => f != AnyFeature),
            .. Folders.Select(f => f.Key).Where(f => f.StartsWith(AnyFeature, StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];

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
            where used.Assembly == type.Assembly && used.Namespace?.StartsWith("BreakupGuide", StringComparison.Ordinal) == true
                && !allowed.Contains(FolderOf(used.Namespace))
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

        Assert.DoesNotContain(
            Folders.Select(f => f.Key), f => !free.Contains(f) && !MayUse.ContainsKey(f) && !f.StartsWith(AnyFeature, StringComparison.Ordinal));
        Assert.All(MayUse.Keys.Where(f => f != AnyFeature), f => Assert.NotEmpty(Folders[f]));
    }

    // A field of the journal or a format of the export is known to its registry alone; everybody else asks that.
    [Theory]
    [InlineData("Features/Journal/Fields/*", "JournalSetup.cs", 11)]
    [InlineData("Features/Export/Formats", "ExportSetup.cs", 4)]
    [InlineData("Features/Transfer/Formats", "TransferSetup.cs", 8)]
    public void What_is_registered_is_named_only_by_its_registry(string folder, string registry, int count)
    {
        var homes = folder.EndsWith('*')
            ? Directory.GetDirectories(Path.Combine(ProgramFolder, Path.GetDirectoryName(folder)!))
            : [Path.Combine(ProgramFolder, folder)];
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

    // What only one database needs stands in its folder of Data; everybody else asks the context. The commands name both.
    [Fact]
    public void Nobody_else_names_a_database()
    {
        var files = Files("", "*.cs", "*.razor").Where(f => !Short(f).StartsWith("Data/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 300);

        var named =
            from file in files
            from Match name in NamedDatabase().Matches(File.ReadAllText(file))
            where Short(file) != "App/Commands.cs" || name.Value.Contains('.', StringComparison.Ordinal)
            select $"{Short(file)}: {name.Value}";
        Assert.Empty(named);
        var used =
            from type in Folders.Where(f => f.Key != "Data").SelectMany(f => f)
            from each in TypeUse.Of(type)
            where each.Namespace is { } space && (space.StartsWith("Npgsql", StringComparison.Ordinal) || space == "Microsoft.Data.Sqlite"
                || space.StartsWith("BreakupGuide.Data.Sqlite", StringComparison.Ordinal)
                || space.StartsWith("BreakupGuide.Data.Postgres", StringComparison.Ordinal))
            select $"{type.FullName} uses {each.FullName}";
        Assert.Empty(used.Distinct());
    }

    [Fact]
    public void Use_is_seen_wherever_it_hides()
    {
        var used = TypeUse.Of(typeof(Uses)).ToHashSet();

        Type[] hidden =
        [
            typeof(InAttribute), typeof(InField), typeof(InParameter), typeof(InReturn), typeof(InTypeArgument),
            typeof(InLocal), typeof(InCall), typeof(InLambda), typeof(InAsync), typeof(InTypeOf),
            typeof(InCatch), typeof(InIterator),
        ];
        Assert.Subset(used, hidden.ToHashSet());
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        string[] avoided =
        [
            "Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Utility",
            "Repository", "Dto", "Base", "Common", "Shared", "Processor", "Article", "Quiz", "User",
        ];
        var types = Folders.SelectMany(f => f).Where(t => !t.Name.Contains('<', StringComparison.Ordinal)).ToList();
        Assert.True(types.Count > 100);

        Assert.Empty(types.Where(t => WordsOf(t.Name).Intersect(avoided).Any()).Select(t => t.FullName));
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

    [GeneratedRegex(@"sealed (?:partial )?class \w+(\(.*\))? : (EditableField|LetterQuestion|IExportFormat|IJournalFormat)\b")]
    private static partial Regex RegisteredClass();

    [GeneratedRegex(@"(?i)(?:Data\.)?sqlite|(?:Data\.)?postgres|npgsql")]
    private static partial Regex NamedDatabase();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
