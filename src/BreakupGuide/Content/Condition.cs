namespace BreakupGuide.Content;

/// <summary>When a question, a notice or an outcome applies. Conditions refer to earlier questions only.</summary>
public abstract record Condition
{
    private Condition()
    {
    }

    public sealed record AllOf(IReadOnlyList<Condition> Conditions) : Condition;

    public sealed record AnyOf(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>One test of one answer.</summary>
    /// <param name="Values">What <paramref name="Test"/> compares with; empty for tests of number or emptiness.</param>
    /// <param name="AtLeast">Count and number: the least.</param>
    /// <param name="AtMost">Count and number: the greatest.</param>
    public sealed record Of(string Question, Test Test, IReadOnlyList<string> Values, int? AtLeast = null, int? AtMost = null) : Condition
    {
        /// <summary>The values that meet <see cref="Values"/>: these, and those that count as one of them.</summary>
        public IReadOnlyList<string> Matching { get; init; } = Values;
    }

    /// <summary>The ids of the questions that this condition reads.</summary>
    public IEnumerable<string> Questions => this switch
    {
        AllOf all => all.Conditions.SelectMany(c => c.Questions),
        AnyOf any => any.Conditions.SelectMany(c => c.Questions),
        Of one => [one.Question],
        _ => [],
    };
}

public enum Test
{
    /// <summary>One of the values was chosen.</summary>
    Any,

    /// <summary>All the values were chosen.</summary>
    All,

    /// <summary>None of the values was chosen; also true of an unanswered question.</summary>
    None,

    /// <summary>No answer was given.</summary>
    Empty,

    /// <summary>An answer was given.</summary>
    NotEmpty,

    /// <summary>The number of items lies within the bounds.</summary>
    Count,

    /// <summary>At least one item was sorted into one of the values.</summary>
    SortedAs,

    /// <summary>There is at least one sorted item and every one lies in the values.</summary>
    SortedOnlyAs,

    /// <summary>One of the values was picked from the ticked ones.</summary>
    Picked,

    /// <summary>The number that was answered lies within the bounds.</summary>
    Number,
}
