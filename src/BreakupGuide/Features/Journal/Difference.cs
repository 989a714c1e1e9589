namespace BreakupGuide.Features.Journal;

/// <summary>A field that was changed in another place while somebody wrote here.</summary>
public sealed record Difference(string Label, string Stored, string Typed)
{
    /// <summary>Fields whose stored version is newer than the one the writer saw, and whose text is another.</summary>
    public static IReadOnlyList<Difference> Between(JournalInput stored, JournalInput typed) =>
    [
        .. stored.Fields.Zip(typed.Fields, (there, here) => (There: there, Here: here))
            .Where(f => f.Here.IsTouched && f.There.Version != f.Here.Version && f.There.Stored != f.Here.Stored)
            .Select(f => new Difference(f.Here.Field.Label, f.There.Shown, f.Here.Shown)),
    ];

    public override string ToString() => $"[difference in {Label}]";
}
