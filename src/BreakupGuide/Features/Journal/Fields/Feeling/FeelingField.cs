using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Feeling;

/// <summary>How somebody felt, in a word of their own: beside the five words or instead of them, and in no order with others.</summary>
internal sealed class FeelingField : EditableField
{
    private const int Longest = 60;

    public override string Name => "feeling";

    public override string Label => "Your own word for it";

    public override FieldPlace Place => FieldPlace.Detail;

    public override string Hint => "Such as restless, hollow, almost calm.";

    public override string Autocapitalize => "none";

    public override bool IsOnLine => true;

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(word => word).Must(word => word.Length <= Longest).WithMessage($"Keep your word for it to {Longest} characters."),
    };

    public override string Read(string posted) => posted.Trim();
}
