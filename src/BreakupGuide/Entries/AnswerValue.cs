using System.Text.Json;
using System.Text.Json.Serialization;

namespace BreakupGuide.Entries;

/// <summary>What a person gave to one question, with the labels that were shown, so that it reads the same after the question changed.</summary>
/// <remarks>Held open only in memory; stored sealed. <c>ToString</c> never tells what was written.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextValue), "text")]
[JsonDerivedType(typeof(FieldsValue), "fields")]
[JsonDerivedType(typeof(ListValue), "list")]
[JsonDerivedType(typeof(ChoiceValue), "choice")]
[JsonDerivedType(typeof(ChecklistValue), "checklist")]
[JsonDerivedType(typeof(SortValue), "sort")]
[JsonDerivedType(typeof(ScaleValue), "scale")]
[JsonDerivedType(typeof(DateValue), "date")]
public abstract record AnswerValue
{
    /// <summary>Nothing was written or chosen.</summary>
    [JsonIgnore]
    public abstract bool IsEmpty { get; }

    /// <summary>The answer as lines of text, for reading, searching and the opening words.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Lines { get; }

    /// <summary>Whether both say the same; nothing and an empty answer do.</summary>
    internal static bool AreSame(AnswerValue? one, AnswerValue? other) =>
        one is null ? other is null or { IsEmpty: true } : other is not null && one.GetType() == other.GetType() && Json(one) == Json(other);

    private static string Json(AnswerValue value) => JsonSerializer.Serialize(value);

    public sealed override string ToString() => "[answer]";
}

/// <summary>Answers of type text and line.</summary>
public sealed record TextValue(string Text) : AnswerValue
{
    public override bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    public override IReadOnlyList<string> Lines => IsEmpty ? [] : [Text];
}

public sealed record FieldsValue(IReadOnlyList<FieldText> Fields) : AnswerValue
{
    public override bool IsEmpty => Fields.All(f => string.IsNullOrWhiteSpace(f.Text));

    public override IReadOnlyList<string> Lines =>
        [.. Fields.Where(f => !string.IsNullOrWhiteSpace(f.Text)).Select(f => $"{f.Label}: {f.Text}")];
}

public sealed record FieldText(string Id, string Label, string Text)
{
    public override string ToString() => "[field]";
}

public sealed record ListValue(IReadOnlyList<ListItem> Items) : AnswerValue
{
    public override bool IsEmpty => Items.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Items.Select(i => i.Text)];
}

/// <param name="Key">Name of the item's row in the form: <c>n0</c>, <c>n1</c>… for items typed here, a thread's id for items taken along.</param>
/// <param name="Id">The thread's id; the same each time the same row is saved.</param>
public sealed record ListItem(string Key, Guid Id, string Text)
{
    public override string ToString() => "[item]";
}

public sealed record ChoiceValue(string Value, string Label, string? Note = null) : AnswerValue
{
    public override bool IsEmpty => Value.Length == 0 && string.IsNullOrWhiteSpace(Note);

    public override IReadOnlyList<string> Lines => [.. new[] { Label, Note }.Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l!)];
}

/// <param name="Picked">Values chosen as the best of <paramref name="Chosen"/>.</param>
public sealed record ChecklistValue(IReadOnlyList<ChosenOption> Chosen, IReadOnlyList<string> Picked) : AnswerValue
{
    public override bool IsEmpty => Chosen.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Chosen.Select(c => c.Label)];
}

public sealed record ChosenOption(string Value, string Label)
{
    public override string ToString() => "[option]";
}

public sealed record SortValue(IReadOnlyList<SortedItem> Items) : AnswerValue
{
    public override bool IsEmpty => Items.Count == 0;

    public override IReadOnlyList<string> Lines => [.. Items.Select(i => $"{i.Text}: {i.Label}")];
}

/// <param name="Item">The item's value, or its thread's id.</param>
public sealed record SortedItem(string Item, string Text, string Value, string Label)
{
    public override string ToString() => "[sorted]";
}

public sealed record ScaleValue(int Number, int Low, int High, string LowLabel, string HighLabel) : AnswerValue
{
    public override bool IsEmpty => false;

    public override IReadOnlyList<string> Lines => [$"{Number} of {Low} ({LowLabel}) to {High} ({HighLabel})"];
}

public sealed record DateValue(DateOnly Date) : AnswerValue
{
    public override bool IsEmpty => false;

    public override IReadOnlyList<string> Lines => [Date.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)];
}

/// <summary>How a question was met. Skipping is an answer of its own kind.</summary>
public enum AnswerState
{
    Given,
    Skipped,
    NotToday,
    DontKnow,
}
