namespace BreakupGuide.Features.Export.Sheets;

/// <summary>What somebody chose for a sheet so far. It stands in the form alone: in no address, and nowhere on the server.</summary>
/// <param name="Entries">Ids of entries.</param>
/// <param name="Parts">Parts of entries, each as <see cref="PartOf"/> names it.</param>
/// <param name="Names">Names to shorten, as they were typed; null where nobody was asked yet.</param>
/// <param name="After">The entry that the list before ended with; null for the newest.</param>
public sealed record SheetChoice(IReadOnlyList<Guid> Entries, IReadOnlySet<string> Parts, string? Names, Guid? After)
{
    /// <summary>More than fit on a few sheets of paper; it also keeps what one page opens within bounds.</summary>
    public const int MostEntries = 30;

    /// <summary>Names in the form.</summary>
    public const string Entry = "entry";
    public const string Part = "part";
    public const string NamesField = "names";
    public const string AfterField = "after";
    public const string OlderField = "older";

    /// <summary>Name of the buttons, and what they lead to.</summary>
    public const string Then = "then";
    public const string ToNewest = "newest";
    public const string ToOlder = "older";
    public const string ToEntries = "entries";
    public const string ToParts = "parts";
    public const string ToSheet = "sheet";

    public static SheetChoice Nothing { get; } = new([], new HashSet<string>(), null, null);

    public static SheetChoice From(IFormCollection form) => new(
        [.. form[Entry].Select(id => Guid.TryParse(id, out var entry) ? entry : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(MostEntries + 1)],
        form[Part].OfType<string>().ToHashSet(),
        form.ContainsKey(NamesField) ? form[NamesField].ToString() : null,
        form[Then] == ToOlder && Guid.TryParse(form[OlderField], out var older) ? older
            : form[Then] != ToNewest && Guid.TryParse(form[AfterField], out var after) ? after : null);

    public static string PartOf(Guid entry, string field) => $"{entry:N}/{field}";

    public override string ToString() => "[choice]";
}
