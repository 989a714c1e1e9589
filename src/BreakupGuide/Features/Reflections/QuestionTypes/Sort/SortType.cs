using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;
using FluentValidation;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Sort;

/// <param name="Items">Fixed items; none where they come from elsewhere.</param>
/// <param name="Into">The values that items are sorted into.</param>
public sealed record SortOptions(IReadOnlyList<Option> Items, IReadOnlyList<Option> Into) : QuestionOptions
{
    public override IReadOnlyList<Test> Tests => [.. base.Tests, Test.SortedAs, Test.SortedOnlyAs];

    public override IReadOnlyList<Option> Values => Into;
}

/// <summary>Each of several items is put into one of a few places.</summary>
public sealed class SortType : AnswerType<SortOptions, SortValue>
{
    public override string Name => "sort";

    public override string StoredName => "sort";

    public override bool HasItems => true;

    public override Type Control => typeof(SortControl);

    public static string InputName(string item) => $"sort.{item}";

    /// <summary>What is sorted here, fixed or drawn from elsewhere.</summary>
    public static IReadOnlyList<Item> ItemsOf(Step step, Pronoun pronoun) => step.Question.Options is SortOptions { From.Count: 0 } options
        ? [.. options.Items.Where(i => !i.Retired).Select(i => new Item(i.Value, step.Say(i.Label, pronoun)))]
        : step.Items;

    internal override IReadOnlyList<string> Keys => ["items", "from", "into"];

    internal override QuestionOptions Read(OptionReader reader)
    {
        reader.Map.Require("into");
        return new SortOptions(reader.Options("items"), reader.Options("into")) { From = reader.Sources("from") };
    }

    private protected override void Check(SortOptions options, Origins origins) => origins.Check(options, new OptionsValidator());

    protected override SentAnswer Read(AnswerForm form, SortOptions options, SortValue? stored)
    {
        var sorted =
            from item in ItemsOf(form.Step, form.Pronoun)
            let value = form.First(InputName(item.Id))
            where value.Length > 0
            let place = options.Into.FirstOrDefault(o => o.Value == value)
            select new SortedItem(item.Id, item.Text, value, place is null ? "" : form.Say(place.Label));
        return new(new SortValue([.. sorted]));
    }

    protected override IValidator<SortValue> Rules(Step step, SortOptions options, SortValue? stored, DateOnly today) => new SortRules(options);

    private sealed class OptionsValidator : AbstractValidator<SortOptions>
    {
        public OptionsValidator()
        {
            RuleFor(o => o.Items).Must((o, items) => items.Count == 0 != (o.From.Count == 0)).WithMessage("a sort has either items or from")
                .HasNoTwins(i => i.Value);
            RuleFor(o => o.Into).Must(into => into.Count is >= 2 and <= 5).WithMessage("“into” needs two to five values").HasNoTwins(i => i.Value);
            RuleFor(o => o.Into).Must(into => into.Count(i => !i.Retired) >= 2).WithMessage("“into” needs at least two values that are not retired");
            RuleFor(o => o.Items).Must(items => items.Count == 0 || items.Any(i => !i.Retired)).WithMessage("every item is retired");
        }
    }

    private sealed class SortRules : AbstractValidator<SortValue>
    {
        public SortRules(SortOptions options) =>
            RuleForEach(v => v.Items).Must(i => options.Into.Any(o => o.Value == i.Value))
                .WithMessage("One of the places is no longer offered. Please choose again.");
    }
}
