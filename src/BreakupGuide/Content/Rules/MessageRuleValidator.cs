using FluentValidation;

namespace BreakupGuide.Content.Rules;

/// <summary>What a rule for looking at a message must be by itself; what it names elsewhere is <see cref="LibraryChecks"/>' matter.</summary>
internal sealed class MessageRuleValidator : AbstractValidator<MessageRule>
{
    public MessageRuleValidator()
    {
        RuleFor(r => r.Id).IsName()
            .Must((rule, _) => new[] { rule.Any.Count > 0, rule.MoreQuestionsThan is not null, rule.NoneOf is not null }.Count(given => given) == 1)
            .WithMessage("a rule has one of any, more-questions-than and none-of");
        RuleFor(r => r.Any).ArePhrases();
        RuleFor(r => r.With).ArePhrases().Must((rule, with) => with.Count == 0 || rule.Any.Count > 0).WithMessage("“with” belongs to “any”");
        RuleFor(r => r.Without).ArePhrases().Must((rule, without) => without.Count == 0 || rule.Any.Count > 0).WithMessage("“without” belongs to “any”");
        RuleFor(r => r.Only).Must((rule, only) => !only || rule.Any.Count > 0).WithMessage("“only” belongs to “any”");
        RuleFor(r => r.MoreQuestionsThan).GreaterThan(0).WithMessage("“more-questions-than” must be at least 1");
        RuleFor(r => r.NoneOf).Must((rule, none) => none is null || rule.Part is not null).WithMessage("“none-of” is for a part; it needs part and missing");
        RuleFor(r => r.Says)
            .Must((rule, says) => says is not null || rule.NoneOf is not null).WithMessage("“says” is missing")
            .Must((rule, says) => says is null || rule.NoneOf is null).WithMessage("a rule with none-of finds no sentence, so it says nothing beside one");
        RuleFor(r => r.Part)
            .Must((rule, part) => (part is null) == (rule.Missing is null)).WithMessage("part and missing belong together")
            .Must((rule, part) => part is null || rule.For == MessageKind.Apology).WithMessage("only an apology has parts");
    }
}

internal static class PhraseRules
{
    /// <summary>Phrases are matched by their words, so each must hold some, and none may stand twice.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<string>> ArePhrases<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) =>
        rule.Must(phrases => phrases.All(p => PlainWords.In(p).Count > 0)).WithMessage("a phrase needs a word")
            .HasNoTwins(p => string.Join(' ', PlainWords.In(p)));
}
