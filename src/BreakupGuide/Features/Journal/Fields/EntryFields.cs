using BreakupGuide.Entries;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>The fields of a journal entry, in the order of its form.</summary>
public sealed class EntryFields(IEnumerable<EditableField> fields)
{
    public IReadOnlyList<EditableField> All { get; } = [.. fields];

    /// <summary>The fields of an entry of this kind.</summary>
    public IEnumerable<EditableField> Of(EntryKind kind) => All.Where(f => f.IsFor(kind));

    /// <summary>Fields that can be chosen from.</summary>
    public IEnumerable<EditableField> WithChoices => All.Where(f => f.Choices.Count > 0);

    public EditableField? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>What an entry is headed by; empty where it has no heading of its own.</summary>
    public string HeadingOf(Entry entry) =>
        All.Where(f => f.Place == FieldPlace.Heading).Select(f => entry.Text(f.Name)).FirstOrDefault(text => text.Length > 0) ?? "";
}
