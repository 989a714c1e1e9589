using BreakupGuide.Features.Journal.Fields;
using FluentValidation;

namespace BreakupGuide.Features.Journal;

/// <summary>The rules of all fields; what is wrong stands under a field's name.</summary>
internal sealed class JournalRules : AbstractValidator<JournalInput>
{
    public JournalRules(EntryFields fields)
    {
        foreach (var field in fields.All) RuleFor(input => input.TypedIn(field)).SetValidator(field.Rules).OverridePropertyName(field.Name);
    }
}
