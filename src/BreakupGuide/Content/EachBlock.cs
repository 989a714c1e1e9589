using BreakupGuide.Content.Loading;
using FluentValidation;

namespace BreakupGuide.Content;

/// <summary>The questions of an <c>each</c> block: they are asked about every item, one after the other.</summary>
public sealed record EachBlock : QuestionOptions
{
    public required int AtMost { get; init; }

    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>The block has no answer of its own.</summary>
    public override IReadOnlyList<Test> Tests => [];
}

/// <summary>Not a question but a block of them; it stands among the types because authors may write it there.</summary>
public sealed class EachType : QuestionType
{
    public override string Name => "each";

    internal override IReadOnlyList<string> Keys => ["from", "at-most", "questions"];

    internal override QuestionOptions Read(OptionReader reader)
    {
        reader.Map.Require("from");
        reader.Map.Require("questions");
        return new EachBlock { From = reader.Sources("from"), AtMost = reader.Map.Number("at-most"), Questions = reader.Questions("questions") };
    }

    internal override void Check(QuestionOptions options, Origins origins) => origins.Check((EachBlock)options, new EachBlockValidator());

    private sealed class EachBlockValidator : AbstractValidator<EachBlock>
    {
        public EachBlockValidator()
        {
            RuleFor(b => b.From).NotEmpty().WithMessage("“from” needs at least one source");
            RuleFor(b => b.AtMost).InclusiveBetween(1, 10).WithMessage("“at-most” must be between 1 and 10");
            RuleFor(b => b.Questions).NotEmpty().WithMessage("an each block needs at least one question");
        }
    }
}
