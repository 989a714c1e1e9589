using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Fields;

public sealed record FieldsOptions(IReadOnlyList<TextField> Fields) : QuestionOptions;

public sealed record TextField(string Id, Phrase Label, Phrase? Hint = null);

/// <summary>Several short texts, each under a label of its own.</summary>
public sealed class FieldsType : AnswerType<FieldsOptions, FieldsValue>
{
    public override string Name => "fields";

    public override string StoredName => "fields";

    public override bool FitsInEach => true;

    public override bool IsTyped => true;

    public override Type Control => typeof(FieldsControl);

    internal override IReadOnlyList<string> Keys => ["fields"];

    internal override QuestionOptions Read(OptionReader reader)
    {
        reader.Map.Require("fields");
        return new FieldsOptions(reader.List(
            "fields", (entry, inEach) => new TextField(entry.Text("id"), entry.Phrase("label", inEach), entry.OptionalPhrase("hint", inEach))));
    }

    private protected override void Check(FieldsOptions options, Origins origins)
    {
        origins.Check(options, new OptionsValidator());
        foreach (var field in options.Fields)
            origins.Check(field, new FieldValidator());
    }

    protected override SentAnswer Read(AnswerForm form, FieldsOptions options, FieldsValue? stored) =>
        new(new FieldsValue([.. options.Fields.Select(f => new FieldText(f.Id, form.Say(f.Label), AnswerForm.Lines(form.First(AnswerForm.FieldName(f.Id)))))]));

    protected override IValidator<FieldsValue> Rules(Step step, FieldsOptions options, FieldsValue? stored, DateOnly today) => new LengthRule();

    private sealed class OptionsValidator : AbstractValidator<FieldsOptions>
    {
        public OptionsValidator() => RuleFor(o => o.Fields).NotEmpty().WithMessage("“fields” needs at least one field").HasNoTwins(f => f.Id);
    }

    private sealed class FieldValidator : AbstractValidator<TextField>
    {
        public FieldValidator() => RuleFor(f => f.Id).IsName();
    }

    private sealed class LengthRule : AbstractValidator<FieldsValue>
    {
        public LengthRule() =>
            RuleForEach(v => v.Fields)
                .Must(f => f.Text.Length <= AnswerRules.MaxTextLength)
                .WithMessage((_, f) => $"{f.Label}: {AnswerRules.TooLong(AnswerRules.MaxTextLength, f.Text.Length)}");
    }
}
