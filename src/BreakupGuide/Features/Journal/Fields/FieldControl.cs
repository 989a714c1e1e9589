using Microsoft.AspNetCore.Components;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>The control of a field in the form of an entry.</summary>
public abstract class FieldControl : ComponentBase
{
    [Parameter, EditorRequired]
    public FieldInput Input { get; set; } = null!;

    [CascadingParameter]
    protected JournalForm Form { get; set; } = null!;

    protected EditableField Field => Input.Field;

    /// <summary>What is wrong with it; empty where nothing is.</summary>
    protected string Message => Form.MessageOf(Field);

    protected string ErrorId => $"{Field.Name}-error";

    /// <summary>Value of <c>aria-invalid</c>.</summary>
    protected string? Invalid => Message.Length > 0 ? "true" : null;
}
