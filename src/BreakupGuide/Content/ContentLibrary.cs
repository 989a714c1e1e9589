namespace BreakupGuide.Content;

/// <summary>Everything the content folder holds: checked as a whole, immutable, loaded once when the program starts.</summary>
/// <param name="Reflections">The current version of each, by their place.</param>
/// <param name="Earlier">Published versions that runs may still stand on.</param>
public sealed record ContentLibrary(
    IReadOnlyList<Guide> Guides,
    IReadOnlyList<Reflection> Reflections,
    IReadOnlyList<Reflection> Earlier,
    IReadOnlyList<Reference> References,
    IReadOnlyList<HelplineCountry> Helplines,
    IReadOnlyList<Situation> Situations)
{
    /// <summary>Things to do for ten minutes.</summary>
    public IReadOnlyList<Pastime> Pastimes { get; init; } = [];

    /// <summary>The parts of “What I understand now”, in their order.</summary>
    public IReadOnlyList<UnderstandingPart> Understanding { get; init; } = [];

    /// <summary>Short reflections that are repeated over time, by their place.</summary>
    public IReadOnlyList<Reflection> Practices { get; init; } = [];

    /// <summary>Plain rules for looking at a message, in the order in which they are said.</summary>
    public IReadOnlyList<MessageRule> MessageRules { get; init; } = [];

    /// <summary>The questions that reflections share.</summary>
    public IReadOnlyList<Question> SafetyQuestions { get; init; } = [];

    public Guide? Guide(string slug) => Guides.FirstOrDefault(g => g.Slug == slug);

    /// <summary>The current version.</summary>
    public Reflection? Reflection(string slug) => Reflections.FirstOrDefault(r => r.Slug == slug);

    /// <summary>The current version of a practice.</summary>
    public Reflection? Practice(string slug) => Practices.FirstOrDefault(p => p.Slug == slug);

    /// <summary>The current version of a reflection or practice; no two of them have the same slug.</summary>
    public Reflection? Walked(string slug) => Reflection(slug) ?? Practice(slug);

    /// <summary>Exactly this version of a reflection or practice, current or earlier.</summary>
    public Reflection? Reflection(string slug, int version) =>
        Reflections.Concat(Practices).Concat(Earlier).FirstOrDefault(r => r.Slug == slug && r.Version == version);

    public Reference? Reference(string id) => References.FirstOrDefault(r => r.Id == id);
}
