namespace BreakupGuide.Tests;

/// <summary>The files of the program and of its tests, as they lie in the repository.</summary>
internal static class SourceFiles
{
    public static readonly string ProgramFolder = Path.Combine(Repository.Root, "src", "BreakupGuide");

    /// <summary>Files of a folder of the program and all below; the whole program for an empty name.</summary>
    public static IEnumerable<string> Files(string folder, params IEnumerable<string> kinds) =>
        kinds.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(ProgramFolder, folder), kind, SearchOption.AllDirectories));

    /// <summary>What is written by hand, in the program and in its tests. Migrations are Entity Framework's.</summary>
    public static IEnumerable<string> Written() => Files("", "*.cs", "*.js")
        .Where(f => !f.Contains("Migrations", StringComparison.Ordinal))
        .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories));

    public static string Short(string file) => Path.GetRelativePath(ProgramFolder, file);
}
