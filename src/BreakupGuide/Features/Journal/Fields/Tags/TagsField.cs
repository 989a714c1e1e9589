using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Tags;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields.Tags;

internal sealed class TagsField : EditableField
{
    public override string Name => JournalFields.Tags;

    public override string Label => "Tags";

    public override FieldPlace Place => FieldPlace.Detail;

    public override string Hint => "To find it again, if you like. A comma between two tags.";

    public override string Autocapitalize => "none";

    public override IValidator<string> Rules { get; } = new InlineValidator<string>
    {
        rules => rules.RuleFor(tags => tags).Must(tags => TagList.Split(tags).Count <= Limits.TagsOfEntry)
            .WithMessage($"Use at most {Limits.TagsOfEntry} tags."),
        rules => rules.RuleFor(tags => tags).Must(tags => TagList.Split(tags).All(tag => tag.Length <= Limits.TagCharacters))
            .WithMessage($"Keep each tag to {Limits.TagCharacters} characters, with a comma between two tags."),
    };

    public override string ToStored(string typed) => TagList.Join(TagList.Split(typed));
}
