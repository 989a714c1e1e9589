namespace BreakupGuide.Features.Journal.Fields;

/// <summary>What stands in a field's control: as stored, or as typed.</summary>
/// <param name="Version">Version that the writer saw.</param>
/// <param name="Filled">What was filled in before anybody wrote.</param>
public sealed record FieldInput(EditableField Field, string Typed, int Version, string Filled)
{
    /// <summary>The writer's time zone, where it is known.</summary>
    public string? Zone { get; init; }

    public string Stored => Field.ToStored(Typed, Zone);

    /// <summary>As people read it: a choice by its label.</summary>
    public string Shown => Field.Shown(Stored);

    /// <summary>Tells nothing that would make an entry.</summary>
    public bool IsBlank => !Field.MakesEntry || string.IsNullOrWhiteSpace(Stored);

    /// <summary>
    /// What was only filled in is not sent: the store knows better which day it is where the person is. What is filled in and was emptied is about to
    /// be typed anew.
    /// </summary>
    public bool IsTouched => Field.Initial is null || (Typed.Length > 0 && (Typed != Filled || Version > 0));

    public override string ToString() => $"[{Field.Name}]";
}
