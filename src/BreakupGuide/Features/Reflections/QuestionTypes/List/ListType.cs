using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;
using BreakupGuide.Features.Reflections.Questions;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.List;

/// <param name="ItemLabel">Name of a row for screen readers.</param>
public sealed record ListOptions(Phrase? ItemLabel = null) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests => [.. base.Tests, Test.Count];
}

/// <summary>As many lines as one likes. They can become threads, which other questions and reflections take up.</summary>
public sealed class ListType : AnswerType<ListOptions, ListValue>
{
    /// <summary>Ids of offered lines that are taken along.</summary>
    public const string TakeName = "take";

    private static readonly string ItemPrefix = AnswerForm.ItemName("");

    private const int MaxItemLength = 2_000;
    private const int MaxKeyLength = 120;

    public override string Name => "list";

    public override string StoredName => "list";

    public override bool HasItems => true;

    public override bool AsksForOwnWords => true;

    public override Type Control => typeof(ListControl);

    internal override IReadOnlyList<string> Keys => ["thread", "prefill", "item-label"];

    internal override QuestionOptions Read(OptionReader reader) => new ListOptions(reader.Map.OptionalPhrase("item-label"))
    {
        Thread = reader.Map.OptionalText("thread"),
        Prefill = reader.Sources("prefill"),
    };

    private protected override void Check(ListOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, ListOptions options, ListValue? stored)
    {
        Dictionary<string, ListItem> items = [];
        foreach (var (name, value) in form.Form.Where(p => p.Key.StartsWith(ItemPrefix, StringComparison.Ordinal)))
        {
            var key = name[ItemPrefix.Length..];
            if (key.Length is > 0 and <= MaxKeyLength && AnswerForm.OneLine(value) is { Length: > 0 } text)
                items.TryAdd(key, new(key, Id(key), text));
        }

        foreach (var key in form.All(TakeName))
        {
            var text = form.Step.Items.FirstOrDefault(i => i.Id == key)?.Text ?? stored?.Items.FirstOrDefault(i => i.Key == key)?.Text;
            if (text is not null)
                items.TryAdd(key, new(key, Id(key), text));
        }

        return new(new ListValue([.. items.Values]));

        // Only a thread that was offered or is there already is taken up; whatever else stands in a form makes an id of our own.
        Guid Id(string key) =>
            stored?.Items.FirstOrDefault(i => i.Key == key)?.Id
            ?? (form.Step.Items.Any(i => i.Id == key) && Guid.TryParseExact(key, "N", out var thread) ? thread : form.NewId(key));
    }

    protected override IValidator<ListValue> Rules(Step step, ListOptions options, ListValue? stored, DateOnly today) => new ListRules();

    private sealed class OptionsValidator : AbstractValidator<ListOptions>
    {
        public OptionsValidator() =>
            When(o => o.Thread is not null, () => RuleFor(o => o.Thread!).IsName().OverridePropertyName(nameof(QuestionOptions.Thread)));
    }

    private sealed class ListRules : AbstractValidator<ListValue>
    {
        public ListRules()
        {
            RuleFor(v => v.Items.Count).LessThanOrEqualTo(Rows.Most)
                .WithMessage($"A list can hold {Rows.Most} lines. Please join some of them.");
            RuleForEach(v => v.Items).Must(i => i.Text.Length <= MaxItemLength)
                .WithMessage($"One line is longer than {MaxItemLength:N0} characters. Please shorten it or make two of it.");
        }
    }
}
