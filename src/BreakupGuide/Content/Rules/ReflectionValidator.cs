using FluentValidation;

namespace BreakupGuide.Content.Rules;

internal sealed class ReflectionValidator : AbstractValidator<Reflection>
{
    private static readonly string[] ContactSafety = ["safe", "contact"];

    public ReflectionValidator()
    {
        RuleFor(r => r.Slug).IsName();
        RuleFor(r => r.Kind).Must(kind => kind is "reflection" or Reflection.PracticeKind)
            .WithMessage("“{PropertyValue}” is unknown for “kind”; it is reflection or practice");
        RuleFor(r => r.Shows).Empty().When(r => r.Practice is not null).WithMessage("a practice has no “shows”; its entries are its own picture");
        RuleFor(r => r.Paths).Empty().When(r => r.Practice is not null).WithMessage("a practice has no “paths”");
        RuleFor(r => r.Version).GreaterThan(0).WithMessage("“version” must be 1 or more");
        RuleFor(r => r.Safety).HasNoTwins(id => id);
        RuleFor(r => r.LeadsToContact).Must((r, leads) => !leads || ContactSafety.All(r.Safety.Contains))
            .WithMessage("a reflection that leads to contact asks about safety first: safety: [safe, contact]");
        RuleFor(r => r.Questions).Must((r, questions) => questions.Any(q => q.Short && !r.Safety.Contains(q.Id)))
            .When(r => r.Practice is null).WithMessage("the short walk is empty; mark about five questions with “short: true”");
        RuleFor(r => r.Outcomes).Must(outcomes => outcomes.Count(o => o.When is null) == 1)
            .WithMessage("one outcome, and only one, goes without “when”: it is said when no other is").OverridePropertyName("Outcome");
    }
}

internal sealed class MinutesValidator : AbstractValidator<Minutes>
{
    public MinutesValidator()
    {
        RuleFor(m => m.Short).InclusiveBetween(1, 60).WithMessage("“short” must be between 1 and 60");
        RuleFor(m => m.Whole).Must((m, whole) => whole >= m.Short && whole <= 120).WithMessage("“whole” must be at least “short” and at most 120");
    }
}

internal sealed class OutcomeValidator : AbstractValidator<Outcome>
{
    public OutcomeValidator() => RuleFor(o => o.Id).IsName();
}

internal sealed class ShowValidator : AbstractValidator<Show>
{
    public ShowValidator()
    {
        RuleFor(s => s.Sort).Must((s, sort) => sort is null != (s.Answers.Count == 0)).WithMessage("“shows” holds either sort or answers");
        When(s => s.Sort is null, () =>
        {
            RuleFor(s => s.Groups).Empty().WithMessage("“groups” go with sort");
            RuleFor(s => s.With).Empty().WithMessage("“with” goes with sort");
            RuleFor(s => s.Look).NotEqual(ShowLook.Map).WithMessage("“as: map” goes with sort").OverridePropertyName("As");
            RuleFor(s => s.Empty).Null().WithMessage("“empty” goes with sort");
        });
        RuleFor(s => s.Look).NotEqual(ShowLook.Cards).When(s => s.Sort is not null).WithMessage("“as: cards” goes with answers").OverridePropertyName("As");
    }
}
