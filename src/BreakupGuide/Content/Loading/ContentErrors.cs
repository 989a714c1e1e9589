namespace BreakupGuide.Content.Loading;

/// <summary>Collects the mistakes of one load, so that an author sees them all at once.</summary>
internal sealed class ContentErrors
{
    private readonly Dictionary<ContentError, string?> errors = [];
    private readonly HashSet<string> unreadable = new(StringComparer.Ordinal);

    /// <param name="about">The other file that is missed; if that one could not be read, this is only a consequence and is not told.</param>
    public void Add(string file, int line, string message, string? about = null) => errors.TryAdd(new ContentError(file, line, message), about);

    public void AddUnreadable(string file, int line, string message)
    {
        unreadable.Add(file);
        Add(file, line, message);
    }

    /// <exception cref="ContentException">There was a mistake.</exception>
    public void ThrowIfAny()
    {
        var told = errors.Where(e => e.Value is null || !unreadable.Contains(e.Value)).Select(e => e.Key).ToList();
        if (told.Count > 0)
            throw new ContentException([.. told.OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line)]);
    }
}
