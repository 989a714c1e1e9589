using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Choice;

/// <param name="Note">Label of a note that may be added.</param>
public sealed record ChoiceOptions(IReadOnlyList<Option> Options, Phrase? Note = null) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests => [.. base.Tests, Test.Any, Test.None];

    public override IReadOnlyList<Option> Values => Options;
}

/// <summary>One of a few options, with a note where the author offers one.</summary>
public sealed class ChoiceType : AnswerType<ChoiceOptions, ChoiceValue>
{
    public override string Name => "choice";

    public override string StoredName => "choice";

    public override bool ChoosesOne => true;

    public override bool FitsInEach => true;

    public override Type Control => typeof(ChoiceControl);

    public override Type NoteControl => typeof(ChoiceNote);

    internal override IReadOnlyList<string> Keys => ["options", "note"];

    internal override QuestionOptions Read(OptionReader reader)
    {
        reader.Map.Require("options");
        return new ChoiceOptions(reader.Options("options"), reader.OptionalPhrase("note"));
    }

    private protected override void Check(ChoiceOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, ChoiceOptions options, ChoiceValue? stored)
    {
        var value = form.First(AnswerForm.Choice);
        var label = options.Options.FirstOrDefault(o => o.Value == value) is { } option ? form.Say(option.Label)
            : stored?.Value == value ? stored.Label
            : "";
        var note = form.First(AnswerForm.Note);
        return new(new ChoiceValue(value, label, options.Note is null || string.IsNullOrWhiteSpace(note) ? null : AnswerForm.Lines(note)));
    }

    protected override IValidator<ChoiceValue> Rules(Step step, ChoiceOptions options, ChoiceValue? stored, DateOnly today) =>
        new ChoiceRules(options, stored);

    private sealed class OptionsValidator : AbstractValidator<ChoiceOptions>
    {
        public OptionsValidator() =>
            RuleFor(o => o.Options).HasNoTwins(o => o.Value)
                .Must(options => options.Count(o => !o.Retired) >= 2).WithMessage("a choice needs at least two options that are not retired");
    }

    private sealed class ChoiceRules : AbstractValidator<ChoiceValue>
    {
        public ChoiceRules(ChoiceOptions options, ChoiceValue? stored)
        {
            RuleFor(v => v.Value)
                .Must(value => value.Length == 0 || value == stored?.Value || options.Options.Any(o => o.Value == value && !o.Retired))
                .WithMessage("That answer is no longer offered. Please choose another.");
            RuleFor(v => v.Note).MaximumLength(AnswerRules.MaxNoteLength).WithMessage(v => AnswerRules.TooLong(AnswerRules.MaxNoteLength, v.Note!.Length));
        }
    }
}
