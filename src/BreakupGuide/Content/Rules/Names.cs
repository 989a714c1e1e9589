using System.Text.RegularExpressions;
using FluentValidation;

namespace BreakupGuide.Content.Rules;

/// <summary>How ids, slugs and values are spelt: they stand in addresses and in what people saved.</summary>
internal static partial class Names
{
    public static IRuleBuilderOptions<T, string> IsName<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(IsName).WithMessage("“{PropertyValue}” must be small letters, digits and single hyphens, as in who-ended");

    public static bool IsName(string name) => Kebab().IsMatch(name);

    /// <summary><c>text, line or choice</c></summary>
    public static string OneOf(params string[] names) =>
        names is [.. { Length: > 0 } first, var last] ? $"{string.Join(", ", first)} or {last}" : string.Concat(names);

    public static IRuleBuilderOptions<T, IReadOnlyList<TItem>> HasNoTwins<T, TItem>(
        this IRuleBuilder<T, IReadOnlyList<TItem>> rule, Func<TItem, string> name) =>
        rule.Must((_, items, context) =>
        {
            var twin = items.GroupBy(name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;
            context.MessageFormatter.AppendArgument("Twin", twin);
            return twin is null;
        }).WithMessage("“{Twin}” stands here twice");

    public static IRuleBuilderOptionsConditions<T, IReadOnlyList<string>> AreInventoryIds<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) =>
        rule.Custom((ids, context) =>
        {
            foreach (var id in ids.Where(id => !InventoryId().IsMatch(id)))
                context.AddFailure($"“{id}” is no id of the inventory; they look like A1 or C10.2");
            foreach (var twin in ids.GroupBy(id => id).Where(g => g.Count() > 1))
                context.AddFailure($"“{twin.Key}” stands here twice");
        });

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex(@"^[A-F][1-9]\d?(\.[1-9]\d?)?$")]
    private static partial Regex InventoryId();
}
