using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Mood;

/// <summary>How somebody felt while writing: five words in order, from heavy to light.</summary>
internal sealed class MoodField : EditableField
{
    internal static readonly IReadOnlyList<FieldChoice> Moods =
        [new("very-low", "Very low"), new("low", "Low"), new("so-so", "So-so"), new("all-right", "All right"), new("good", "Good")];

    public override string Name => "mood";

    public override string Label => "Mood";

    public override FieldPlace Place => FieldPlace.Detail;

    public override bool IsText => false;

    public override IReadOnlyList<FieldChoice> Choices => Moods;

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(mood => mood).Must(mood => mood.Length == 0 || Moods.Any(m => m.Value == mood))
            .WithMessage("Choose one of the five words for your mood, or leave it out."),
    };

    public override Type Control => typeof(MoodControl);

    public override Type Glance => typeof(MoodGlance);

    public override string Shown(string stored) => Moods.FirstOrDefault(m => m.Value == stored)?.Label ?? "";
}
