using BreakupGuide.Content.Loading;

namespace BreakupGuide.Content;

/// <summary>One type of question as authors know it: its name, its keys in the file, and where a question of it may stand.</summary>
public abstract class QuestionType
{
    /// <summary>What authors write behind <c>type</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Its answers are made of items that later questions can draw on.</summary>
    public virtual bool HasItems => false;

    /// <summary>One of a few fixed values is chosen. The shared safety questions are of this kind.</summary>
    public virtual bool ChoosesOne => false;

    /// <summary>It can be asked about every item of an <c>each</c> block.</summary>
    public virtual bool FitsInEach => false;

    /// <summary>It asks for words of one's own, as many as one likes.</summary>
    public virtual bool AsksForOwnWords => false;

    /// <summary>The keys of its options: while a question's type is not known, none of them is called wrong.</summary>
    internal abstract IReadOnlyList<string> Keys { get; }

    internal abstract QuestionOptions Read(OptionReader reader);

    /// <summary>Notes what is wrong with the options by themselves, each at the line of its key.</summary>
    internal abstract void Check(QuestionOptions options, Origins origins);
}

/// <summary>What the definition of a question holds beside what all questions have. Each type has its own.</summary>
public abstract record QuestionOptions
{
    /// <summary>Where the items come from that the question is about. Without items it is not asked.</summary>
    public IReadOnlyList<Source> From { get; init; } = [];

    /// <summary>Where items come from that are offered to take along.</summary>
    public IReadOnlyList<Source> Prefill { get; init; } = [];

    /// <summary>The kind of thread that the items of an answer become.</summary>
    public string? Thread { get; init; }

    /// <summary>How conditions can test an answer.</summary>
    public virtual IReadOnlyList<Test> Tests => [Test.Empty, Test.NotEmpty];

    /// <summary>The values that can be chosen, or that items are sorted into; conditions compare with them.</summary>
    public virtual IReadOnlyList<Option> Values => [];

    /// <summary>These values, and those that count as one of them.</summary>
    public IReadOnlyList<string> Matching(IReadOnlyList<string> values) =>
        [.. values, .. Values.Where(o => o.CountsAs is { } other && values.Contains(other)).Select(o => o.Value)];

    /// <summary>The least and the greatest number that can be answered.</summary>
    public virtual (int Low, int High)? Range => null;

    /// <summary>What the two ends of <see cref="Range"/> are called.</summary>
    public virtual (Phrase Low, Phrase High)? Ends => null;
}
