using FluentValidation;

namespace BreakupGuide.Content.Rules;

/// <summary>What holds for every question by itself. Its type checks its options, and <see cref="ReflectionChecks"/> what it says about others.</summary>
internal sealed class QuestionValidator : AbstractValidator<Question>
{
    /// <summary>Names of pages that stand beside the questions in a run's address.</summary>
    private static readonly string[] Reserved = ["cards", "check", "outcome", "so-far", "start"];

    public QuestionValidator()
    {
        RuleFor(q => q.Id).IsName().Must(id => !Reserved.Contains(id)).WithMessage("“{PropertyValue}” is the name of a page and cannot be a question's id");
        RuleFor(q => q.Covers).AreInventoryIds();
        RuleFor(q => q.KeepsInView).HasNoTwins(id => id);
    }
}

/// <summary>What holds besides for a question of an <c>each</c> block.</summary>
internal sealed class EachQuestionValidator : AbstractValidator<Question>
{
    public EachQuestionValidator(IEnumerable<QuestionType> types) =>
        RuleFor(q => q.Type).Must(type => type.FitsInEach)
            .WithMessage($"a question of an each block is of type {Names.OneOf([.. types.Where(t => t.FitsInEach).Select(t => t.Name)])}");
}

internal sealed class OptionValidator : AbstractValidator<Option>
{
    public OptionValidator() => RuleFor(o => o.Value).IsName();
}
