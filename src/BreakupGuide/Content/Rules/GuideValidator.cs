using BreakupGuide.Content.Loading;
using BreakupGuide.Markdown;
using FluentValidation;

namespace BreakupGuide.Content.Rules;

internal sealed class GuideValidator : AbstractValidator<Guide>
{
    public const int LeastWords = 900;
    public const int MostWords = 1_500;

    /// <summary>A guide is guidance; what was studied is a note to it.</summary>
    private const double MostEvidence = 0.25;

    public GuideValidator()
    {
        RuleFor(g => g.Slug).IsName();
        RuleFor(g => g.Order).GreaterThan(0).WithMessage("“order” must be 1 or more");
        RuleFor(g => g.Topics).NotEmpty().WithMessage("a guide needs at least one topic").HasNoTwins(t => t);
        RuleForEach(g => g.Topics).Must(Topics.All.Contains)
            .WithMessage($"“{{PropertyValue}}” is no topic; there are {string.Join(", ", Topics.All)}");
        RuleFor(g => g.Covers).AreInventoryIds();
        RuleFor(g => g.Words).InclusiveBetween(LeastWords, MostWords)
            .WithMessage("a guide has between {From} and {To} words; this one has {PropertyValue}");
        RuleFor(g => g.He).Must(body => EvidenceWords(body) <= MostEvidence * PhrasedText.Words(body.Tree.Blocks))
            .WithMessage("more than a quarter of this guide's words stand in evidence notes");
    }

    private static int EvidenceWords(GuideBody body) => PhrasedText.Words(body.Tree.Blocks.OfType<EvidenceBlock>());
}
