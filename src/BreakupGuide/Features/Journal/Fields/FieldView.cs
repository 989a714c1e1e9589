using Microsoft.AspNetCore.Components;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>Shows a field of an entry that is read.</summary>
public abstract class FieldView : ComponentBase
{
    [Parameter, EditorRequired]
    public string Stored { get; set; } = "";

    [Parameter]
    public EditableField? Field { get; set; }
}
