namespace BreakupGuide.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("BreakupGuide.sln is not above the tests.")
        : File.Exists(Path.Combine(folder.FullName, "BreakupGuide.sln")) ? folder.FullName
        : Find(folder.Parent);
}
