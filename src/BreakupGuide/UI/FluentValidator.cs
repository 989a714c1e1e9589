using FluentValidation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace BreakupGuide.UI;

/// <summary>Puts FluentValidation's messages into a form's edit context, on static pages and in islands alike.</summary>
/// <typeparam name="T">The form's model; its validator must be synchronous, since a submit does not wait.</typeparam>
public sealed class FluentValidator<T> : ComponentBase, IDisposable
    where T : class
{
    private ValidationMessageStore? messages;

    [Inject]
    public required IValidator<T> Validator { get; init; }

    [CascadingParameter]
    private EditContext? Form { get; set; }

    protected override void OnInitialized()
    {
        var form = Form ?? throw new InvalidOperationException($"{nameof(FluentValidator<>)} belongs inside an EditForm.");
        messages = new ValidationMessageStore(form);
        form.OnValidationRequested += Validate;
    }

    public void Dispose()
    {
        if (Form is not null) Form.OnValidationRequested -= Validate;
    }

    private void Validate(object? sender, ValidationRequestedEventArgs arguments)
    {
        messages!.Clear();
        foreach (var failure in Validator.Validate((T)Form!.Model).Errors) messages.Add(Form.Field(failure.PropertyName), failure.ErrorMessage);
        Form.NotifyValidationStateChanged();
    }
}
