using System.Globalization;
using BreakupGuide.Entries;

namespace BreakupGuide.Features.Reflections.QuestionTypes.Date;

public sealed record DateValue(DateOnly Date) : AnswerValue
{
    public override bool IsEmpty => false;

    public override DateOnly? GivenDate => Date;

    public override IReadOnlyList<string> Lines => [Date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)];
}
