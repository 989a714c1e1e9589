using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Tags;

internal sealed class TagsField : EditableField
{
    private const int Most = 20;
    private const int LongestTag = 40;
    private const int LongestTogether = 2000;

    public override string Name => "tags";

    public override string Label => "Tags";

    public override FieldPlace Place => FieldPlace.Detail;

    public override string Hint => "To find it again, if you like. A comma between two tags.";

    public override string Autocapitalize => "none";

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(tags => tags).Must(tags => Split(tags).Count <= Most).WithMessage($"Use at most {Most} tags."),
        rules => rules.RuleFor(tags => tags).Must(tags => Split(tags).All(tag => tag.Length <= LongestTag))
            .WithMessage($"Keep each tag to {LongestTag} characters, with a comma between two tags."),
    };

    public override string ToStored(string typed) => string.Join(", ", Split(typed));

    // What is longer than all tags together may be is one tag that is too long: megabytes are not taken apart and compared.
    private static IReadOnlyList<string> Split(string tags) => tags.Length > LongestTogether
        ? [tags]
        : [.. tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.CurrentCultureIgnoreCase)];
}
