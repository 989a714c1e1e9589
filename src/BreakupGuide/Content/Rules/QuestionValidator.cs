using FluentValidation;

namespace BreakupGuide.Content.Rules;

/// <summary>What holds for one question by itself. What it says about others is checked by <see cref="ReflectionChecks"/>.</summary>
internal sealed class QuestionValidator : AbstractValidator<Question>
{
    private const int LongestText = 200_000;
    private const int LongestLine = 1_000;

    /// <summary>Names of pages that stand beside the questions in a run's address.</summary>
    private static readonly string[] Reserved = ["check", "outcome", "start"];

    public QuestionValidator()
    {
        RuleFor(q => q.Id).IsName().Must(id => !Reserved.Contains(id)).WithMessage("“{PropertyValue}” is the name of a page and cannot be a question's id");
        RuleFor(q => q.Covers).AreInventoryIds();
        RuleFor(q => q.KeepsInView).HasNoTwins(id => id);
        When(q => q.Type == QuestionType.Text, () => RuleFor(q => q.Max).InclusiveBetween(1, LongestText).WithMessage($"“max” must be between 1 and {LongestText}"));
        When(q => q.Type == QuestionType.Line, () => RuleFor(q => q.Max).InclusiveBetween(1, LongestLine).WithMessage($"“max” of a line must be between 1 and {LongestLine}"));
        When(q => q.Type == QuestionType.Fields, () =>
            RuleFor(q => q.Fields).NotEmpty().WithMessage("“fields” needs at least one field").HasNoTwins(f => f.Id));
        When(q => q.Thread is not null, () => RuleFor(q => q.Thread!).IsName().OverridePropertyName(nameof(Question.Thread)));
        When(q => q.Type == QuestionType.Choice, () => RuleFor(q => q.Options).HasNoTwins(o => o.Value)
            .Must(options => options.Count(o => !o.Retired) >= 2).WithMessage("a choice needs at least two options that are not retired"));
        When(q => q.Type == QuestionType.Checklist, ChecklistRules);
        When(q => q.Type == QuestionType.Sort, SortRules);
        When(q => q.Type == QuestionType.Scale, () => RuleFor(q => q.High).Must((q, high) => high > q.Low && high - q.Low <= 10)
            .WithMessage("“high” must be above “low”, by ten at most"));
        When(q => q.Type == QuestionType.Each, EachRules);
    }

    private void ChecklistRules()
    {
        RuleFor(q => q.Options).Must((q, options) => options.Count == 0 != (q.From.Count == 0)).WithMessage("a checklist has either options or from");
        RuleFor(q => q.Options).HasNoTwins(o => o.Value)
            .Must(options => options.Count == 0 || options.Any(o => !o.Retired)).WithMessage("every option is retired");
        RuleFor(q => q.AtMost).GreaterThan(0).WithMessage("“at-most” must be 1 or more");
        RuleFor(q => q.Pick).GreaterThan(0).WithMessage("“pick” must be 1 or more")
            .Must((q, pick) => pick is null || q.Options.Count == 0 || pick < q.Options.Count(o => !o.Retired)).WithMessage("“pick” must be less than the number of options");
        RuleFor(q => q.PickAsk).Must((q, ask) => ask is null == q.Pick is null).WithMessage("“pick” and “pick-ask” go together");
    }

    private void SortRules()
    {
        RuleFor(q => q.Items).Must((q, items) => items.Count == 0 != (q.From.Count == 0)).WithMessage("a sort has either items or from").HasNoTwins(i => i.Value);
        RuleFor(q => q.Into).Must(into => into.Count is >= 2 and <= 5).WithMessage("“into” needs two to five values").HasNoTwins(i => i.Value);
        RuleFor(q => q.Into).Must(into => into.Count(i => !i.Retired) >= 2).WithMessage("“into” needs at least two values that are not retired");
        RuleFor(q => q.Items).Must(items => items.Count == 0 || items.Any(i => !i.Retired)).WithMessage("every item is retired");
    }

    private void EachRules()
    {
        RuleFor(q => q.From).NotEmpty().WithMessage("“from” needs at least one source");
        RuleFor(q => q.AtMost).InclusiveBetween(1, 10).WithMessage("“at-most” must be between 1 and 10");
        RuleFor(q => q.Questions).NotEmpty().WithMessage("an each block needs at least one question");
    }
}

/// <summary>What holds besides for a question of an <c>each</c> block.</summary>
internal sealed class EachQuestionValidator : AbstractValidator<Question>
{
    private static readonly QuestionType[] Types = [QuestionType.Text, QuestionType.Line, QuestionType.Choice, QuestionType.Fields];

    public EachQuestionValidator() =>
        RuleFor(q => q.Type).Must(Types.Contains).WithMessage("a question of an each block is of type text, line, choice or fields");
}

internal sealed class OptionValidator : AbstractValidator<Option>
{
    public OptionValidator() => RuleFor(o => o.Value).IsName();
}

internal sealed class FieldValidator : AbstractValidator<Field>
{
    public FieldValidator() => RuleFor(f => f.Id).IsName();
}
