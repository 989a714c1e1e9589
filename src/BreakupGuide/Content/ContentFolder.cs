namespace BreakupGuide.Content;

/// <summary>Where the content is: as configured, beside the published program, or in the repository above a build's output.</summary>
internal static class ContentFolder
{
    public const string Key = "BreakupGuide:ContentDirectory";

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static string Find(IConfiguration configuration)
    {
        if (configuration[Key] is { Length: > 0 } configured)
            return configured;
        var start = AppContext.BaseDirectory;
        if (Path.Combine(start, "content") is var beside && Directory.Exists(beside))
            return beside;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var content = Path.Combine(folder.FullName, "content");
            if (Directory.Exists(Path.Combine(content, "guides")))
                return content;
        }

        throw new InvalidOperationException(
            $"There is no content folder beside the program or above it. Set {Key} to the folder that holds guides and reflections.");
    }
}
