using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Checklist;

/// <param name="Options">Fixed options; none where the items come from elsewhere.</param>
/// <param name="AtMost">Greatest number that may be ticked.</param>
/// <param name="Pick">Then choose this many of the ticked ones.</param>
public sealed record ChecklistOptions(IReadOnlyList<Option> Options, int? AtMost = null, int? Pick = null, Phrase? PickAsk = null) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests =>
        [.. base.Tests, Test.Any, Test.All, Test.None, Test.Count, .. Pick is null ? Array.Empty<Test>() : [Test.Picked]];

    public override IReadOnlyList<Option> Values => Options;
}

/// <summary>Several of many options; then, where the author asks for it, the best of those.</summary>
public sealed class ChecklistType : AnswerType<ChecklistOptions, ChecklistValue>
{
    public const string OptionName = "option";
    public const string PickName = "pick";

    /// <summary>Sent along where the choice between the ticked ones was offered.</summary>
    public const string PickingName = "picking";

    public override string Name => "checklist";

    public override string StoredName => "checklist";

    public override bool HasItems => true;

    public override Type Control => typeof(ChecklistControl);

    public override bool HasMoreToAsk(Step step, AnswerValue? value, IReadOnlyList<KeyValuePair<string, string>> form) =>
        value is ChecklistValue { Picked.Count: 0 } list && list.Chosen.Count > ((ChecklistOptions)step.Question.Options).Pick
        && !form.Any(p => p.Key == PickingName);

    internal override IReadOnlyList<string> Keys => ["options", "from", "at-most", "pick", "pick-ask"];

    internal override QuestionOptions Read(OptionReader reader) => new ChecklistOptions(
        reader.Options("options"), reader.Map.OptionalNumber("at-most"), reader.Map.OptionalNumber("pick"), reader.Map.OptionalPhrase("pick-ask"))
    {
        From = reader.Sources("from"),
    };

    private protected override void Check(ChecklistOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, ChecklistOptions options, ChecklistValue? stored)
    {
        string Label(string value) =>
            form.Step.Items.FirstOrDefault(i => i.Id == value)?.Text
            ?? (options.Options.FirstOrDefault(o => o.Value == value) is { } option ? form.Say(option.Label) : null)
            ?? stored?.Chosen.FirstOrDefault(c => c.Value == value)?.Label
            ?? "";

        var ticked = form.All(OptionName);
        // Where no more are ticked than may be picked there is nothing to choose between.
        var picked = options.Pick is not { } most ? [] : ticked.Count <= most ? ticked : [.. form.All(PickName).Where(ticked.Contains)];
        return new(new ChecklistValue([.. ticked.Select(v => new ChosenOption(v, Label(v)))], picked));
    }

    protected override IValidator<ChecklistValue> Rules(Step step, ChecklistOptions options, ChecklistValue? stored, DateOnly today) =>
        new ChecklistRules(step, options, stored);

    private sealed class OptionsValidator : AbstractValidator<ChecklistOptions>
    {
        public OptionsValidator()
        {
            RuleFor(o => o.Options).Must((o, options) => options.Count == 0 != (o.From.Count == 0)).WithMessage("a checklist has either options or from");
            RuleFor(o => o.Options).HasNoTwins(o => o.Value)
                .Must(options => options.Count == 0 || options.Any(o => !o.Retired)).WithMessage("every option is retired");
            RuleFor(o => o.AtMost).GreaterThan(0).WithMessage("“at-most” must be 1 or more");
            RuleFor(o => o.Pick).GreaterThan(0).WithMessage("“pick” must be 1 or more")
                .Must((o, pick) => pick is null || o.Options.Count == 0 || pick < o.Options.Count(option => !option.Retired))
                .WithMessage("“pick” must be less than the number of options");
            RuleFor(o => o.PickAsk).Must((o, ask) => ask is null == o.Pick is null).WithMessage("“pick” and “pick-ask” go together");
        }
    }

    private sealed class ChecklistRules : AbstractValidator<ChecklistValue>
    {
        public ChecklistRules(Step step, ChecklistOptions options, ChecklistValue? stored)
        {
            bool Exists(string value) =>
                step.Items.Any(i => i.Id == value)
                || options.Options.Any(o => o.Value == value && !o.Retired)
                || stored?.Chosen.Any(c => c.Value == value) == true;

            RuleForEach(v => v.Chosen).Must(c => Exists(c.Value)).WithMessage("One of the answers is no longer offered. Please choose again.");
            if (options.AtMost is { } most)
                RuleFor(v => v.Chosen.Count).LessThanOrEqualTo(most).WithMessage(AtMost(most));
            if (options.Pick is { } pick)
                RuleFor(v => v.Picked.Count).LessThanOrEqualTo(pick).WithMessage(AtMost(pick));
        }

        private static string AtMost(int most) => most switch
        {
            1 => "Choose one at most.",
            2 => "Choose two at most.",
            3 => "Choose three at most.",
            _ => $"Choose {most} at most.",
        };
    }
}
