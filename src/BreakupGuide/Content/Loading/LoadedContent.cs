using BreakupGuide.Markdown;

namespace BreakupGuide.Content.Loading;

/// <summary>What one load has read so far, with where it stood and what it names elsewhere.</summary>
/// <param name="types">The types of questions that there are, an <c>each</c> block aside.</param>
internal sealed class LoadedContent(IReadOnlyList<QuestionType> types)
{
    public IReadOnlyList<QuestionType> Types { get; } = types;

    public Origins Origins { get; } = new();

    public List<Guide> Guides { get; } = [];

    public List<Question> SafetyQuestions { get; } = [];

    public List<Reflection> Reflections { get; } = [];

    public List<Reflection> Practices { get; } = [];

    public List<Reflection> Earlier { get; } = [];

    public List<Reference> References { get; } = [];

    public List<HelplineCountry> Helplines { get; } = [];

    public List<Situation> Situations { get; } = [];

    public List<Pastime> Pastimes { get; } = [];

    public List<MessageRule> MessageRules { get; } = [];

    public List<UnderstandingPart> Understanding { get; } = [];

    /// <summary>Reflections and practices in their current versions.</summary>
    public IEnumerable<Reflection> Present => [.. Reflections, .. Practices];

    /// <summary>The same with the earlier versions.</summary>
    public IEnumerable<Reflection> All => [.. Present, .. Earlier];

    /// <summary>Titles of the current reflections and practices by their path, read ahead because links between them carry their titles.</summary>
    public Dictionary<string, Phrase> Titles { get; } = new(StringComparer.Ordinal);

    /// <summary>What Markdown texts name elsewhere, to be looked up when everything is read.</summary>
    public List<(ContentFile File, int Line, MarkdownMention Mention)> Mentions { get; } = [];

    /// <summary>Keeps what a Markdown text is told off for and what it names.</summary>
    /// <param name="linesBefore">Lines of the file before the text's first.</param>
    public void Note(ContentFile file, GuideReading reading, int linesBefore)
    {
        foreach (var problem in reading.Problems)
            file.Error(linesBefore + problem.Line, problem.Message);
        Mentions.AddRange(reading.Mentions.Select(m => (file, linesBefore + m.Line, m)));
    }
}
