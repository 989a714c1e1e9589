namespace BreakupGuide.Features.Transfer;

/// <summary>What of a file does not come in, by kind, number and name, so that nothing is dropped in silence.</summary>
internal sealed class LeftBehind
{
    internal const int MostNames = 100;
    private const int LongestName = 100;

    private readonly Dictionary<string, (int Count, List<string> Names)> kinds = [];

    /// <param name="kind">As it heads a list, such as “Photos”.</param>
    /// <param name="name">Tells which one it is.</param>
    public void Add(string kind, string name)
    {
        var (count, names) = kinds.GetValueOrDefault(kind, (0, []));
        var shown = name.Length <= LongestName ? name : name[..LongestName] + "…";
        if (names.Count < MostNames && shown.Length > 0 && !names.Contains(shown)) names.Add(shown);
        kinds[kind] = (count + 1, names);
    }

    public IReadOnlyList<LeftKind> All => [.. kinds.Select(k => new LeftKind(k.Key, k.Value.Count, k.Value.Names))];

    public override string ToString() => "[left behind]";
}

/// <param name="Names">Of the first of them, each once.</param>
public sealed record LeftKind(string Kind, int Count, IReadOnlyList<string> Names)
{
    public override string ToString() => "[left behind]";
}
