using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;

namespace BreakupGuide.Features.Journal;

/// <summary>What stands in the form of a journal entry: as stored, or as typed.</summary>
public sealed record JournalInput(EntryKind Kind, IReadOnlyList<FieldInput> Fields)
{
    /// <summary>Value of the hidden control that says which kind of entry the first words make.</summary>
    public const string LetterValue = "letter";

    public bool IsEmpty => Fields.All(f => f.IsBlank);

    public static JournalInput New(EntryFields fields, EntryKind kind) =>
        new(kind, [.. fields.Of(kind).Select(f => new FieldInput(f, f.Initial ?? "", 0, f.Initial ?? ""))]);

    public static JournalInput Of(EntryFields fields, Entry entry)
    {
        return new(entry.Kind, [.. fields.Of(entry.Kind).Select(Stored)]);

        FieldInput Stored(EditableField field) =>
            new(field, field.StoredIn(entry), entry.Fields.GetValueOrDefault(field.Name)?.Version ?? 0, field.StoredIn(entry));
    }

    /// <summary>Reads what a browser sent: the whole form, or the controls of one field.</summary>
    /// <param name="zone">The writer's time zone, where it is known.</param>
    public static JournalInput From(EntryFields fields, IReadOnlyList<KeyValuePair<string, string>> form, string? zone = null)
    {
        var kind = First("kind") == LetterValue ? EntryKind.Letter : EntryKind.Journal;
        return new(kind, [.. fields.Of(kind).Select(Posted)]);

        FieldInput Posted(EditableField field)
        {
            _ = int.TryParse(First(DraftContract.BaseFieldOf(field.Name)), CultureInfo.InvariantCulture, out var version);
            return new(field, field.Read(First(field.Name)), version, First(FilledName(field))) { Zone = zone };
        }

        string First(string name) => form.FirstOrDefault(p => p.Key == name).Value ?? "";
    }

    /// <summary>Name of the hidden control that holds what was filled in before anybody wrote.</summary>
    public static string FilledName(EditableField field) => $"{field.Name}-shown";

    /// <summary>What was typed into a field; empty where the entry does not have it.</summary>
    public string TypedIn(EditableField field) => Fields.FirstOrDefault(f => f.Field == field)?.Typed ?? "";

    /// <summary>The same words, now written by somebody who saw what is stored.</summary>
    public JournalInput OnTopOf(JournalInput stored) =>
        this with { Fields = [.. Fields.Zip(stored.Fields, (typed, seen) => typed with { Version = seen.Version, Filled = seen.Filled })] };

    /// <summary>The same words, for an entry that is not there yet.</summary>
    public JournalInput AsNew() => this with { Fields = [.. Fields.Select(f => f with { Version = 0 })] };

    public override string ToString() => "[journal form]";
}
