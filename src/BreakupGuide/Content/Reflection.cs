using BreakupGuide.Markdown;

namespace BreakupGuide.Content;

/// <summary>One version of a guided set of questions.</summary>
/// <param name="Safety">Ids of the shared safety questions that come first; they are the first of <paramref name="Questions"/>.</param>
/// <param name="Questions">All questions in order, the shared safety questions included.</param>
public sealed record Reflection(
    string Slug,
    string Kind,
    Phrase Title,
    Phrase Summary,
    PhrasedMarkdown Introduction,
    Minutes Minutes,
    int Version,
    string Guide,
    IReadOnlyList<string> Safety,
    bool LeadsToContact,
    IReadOnlyList<Question> Questions,
    IReadOnlyList<Show> Shows,
    IReadOnlyList<Outcome> Outcomes)
{
    /// <summary>Titles of its paths, such as that of somebody who ended it; the first that holds is the run's.</summary>
    public IReadOnlyList<PathTitle> Paths { get; init; } = [];

    /// <summary>Place in the list of its kind; those of one place stand in the order of their files' names.</summary>
    public int Order { get; init; }

    public const string PracticeKind = "practice";

    /// <summary>What only a practice has; null for a reflection.</summary>
    public Practice? Practice { get; init; }

    /// <summary>The title of a run on this path; null for a run that has none of its own.</summary>
    public Phrase TitleOf(string? path) => Paths.FirstOrDefault(p => p.Id == path)?.Title ?? Title;

    /// <summary>Where a question stands: among all, or its block does, and inside its block; last where it is not known.</summary>
    public (int Outer, int Inner) PlaceOf(string id)
    {
        foreach (var (outer, question) in Questions.Index())
        {
            if (question.Id == id) return (outer, 0);
            if (question.Questions.Index().FirstOrDefault(q => q.Item.Id == id) is { Item: not null } inside) return (outer, inside.Index);
        }

        return (int.MaxValue, 0);
    }

    /// <summary>The question with this id, those inside <c>each</c> blocks included.</summary>
    public Question? Find(string id) =>
        Questions.FirstOrDefault(q => q.Id == id) ?? Questions.SelectMany(q => q.Questions).FirstOrDefault(q => q.Id == id);
}

/// <summary>What a practice has: a short reflection on one page that is repeated over time, each time an entry of its own.</summary>
/// <param name="Chart">Questions that are drawn over time.</param>
/// <param name="BesideFirst">The newest entry is set beside the first.</param>
public sealed record Practice(IReadOnlyList<string> Chart, bool BesideFirst, LookAgain? LookAgain);

/// <summary>Questions that are asked only when somebody looks again at an entry, on the day that they chose or later.</summary>
/// <param name="Date">The question that holds that day.</param>
public sealed record LookAgain(string Date, IReadOnlyList<string> Questions);

/// <summary>What a run is called where its answers took a path of their own.</summary>
public sealed record PathTitle(string Id, Condition When, Phrase Title);

/// <summary>Expected minutes of the short walk and of the whole walk.</summary>
public sealed record Minutes(int Short, int Whole);

/// <summary>Markdown that is parsed once for each pronoun.</summary>
public sealed record PhrasedMarkdown(MarkdownTree He, MarkdownTree She, MarkdownTree They)
{
    public MarkdownTree For(Pronoun pronoun) => pronoun switch
    {
        Pronoun.She => She,
        Pronoun.They => They,
        _ => He,
    };
}

/// <summary>One step of a reflection: a question, or an <c>each</c> block of them.</summary>
public sealed record Question
{
    public required string Id { get; init; }

    public required QuestionType Type { get; init; }

    /// <summary>What only questions of its type have.</summary>
    public required QuestionOptions Options { get; init; }

    /// <summary>The question's words; an <c>each</c> block has none.</summary>
    public Phrase Ask { get; init; } = Phrase.Same("");

    /// <summary>Of a practice: the question about a day that has passed, “that day” instead of “today”; null where it is the same.</summary>
    public Phrase? AskLater { get; init; }

    public Phrase? Hint { get; init; }

    /// <summary>Why it is asked, shown on request.</summary>
    public Phrase? Why { get; init; }

    /// <summary>What its answer is called beside an item on the outcome page, such as “could change”; null leaves it to the question.</summary>
    public Phrase? Label { get; init; }

    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>Part of the short walk.</summary>
    public bool Short { get; init; }

    /// <summary>Earlier questions whose answers stay in view: of this reflection, or <c>slug/question</c> of another one.</summary>
    public IReadOnlyList<string> KeepsInView { get; init; } = [];

    public Condition? When { get; init; }

    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <inheritdoc cref="QuestionOptions.From"/>
    public IReadOnlyList<Source> From => Options.From;

    /// <inheritdoc cref="QuestionOptions.Prefill"/>
    public IReadOnlyList<Source> Prefill => Options.Prefill;

    /// <inheritdoc cref="QuestionOptions.Thread"/>
    public string? Thread => Options.Thread;

    /// <summary>An <c>each</c> block: not asked itself.</summary>
    public bool IsBlock => Options is EachBlock;

    /// <summary>The questions of a block.</summary>
    public IReadOnlyList<Question> Questions => Options is EachBlock block ? block.Questions : [];
}

/// <param name="Retired">No longer offered; still shown where it was chosen.</param>
/// <param name="CountsAs">Of a shared safety question: another of its values, whose conditions hold for this one, too.</param>
public sealed record Option(string Value, Phrase Label, Phrase? Hint = null, bool Retired = false, string? CountsAs = null);

/// <summary>Where items come from: an earlier question (of another reflection when <paramref name="Reflection"/> is set) or the threads of a kind.</summary>
/// <param name="SortedAs">Only items that were sorted into one of these values; empty for all.</param>
/// <param name="Picked">Only the picked ones of a checklist.</param>
public sealed record Source(string? Reflection, string? Question, string? Thread, IReadOnlyList<string> SortedAs, bool Picked)
{
    /// <summary>Values of the question's own options that are left out.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}

/// <param name="Links">Targets such as <c>help</c>, <c>guides/slug#heading</c>, <c>reflections/slug</c>.</param>
public sealed record Notice(Condition? When, Phrase Says, IReadOnlyList<Target> Links);

/// <summary>A place that content leads to.</summary>
/// <param name="Href">Address inside the application, with a leading slash.</param>
public sealed record Target(string Href, Phrase Label);

/// <summary>Something the outcome page lays out in the person's words: a sort's groups, or whole answers.</summary>
public sealed record Show(
    Phrase Title, Phrase? Intro, string? Sort, IReadOnlyList<ShowGroup> Groups,
    IReadOnlyList<string> With, ShowLook Look, Phrase? Empty, IReadOnlyList<string> Answers);

public enum ShowLook
{
    Plain,

    /// <summary>A sort as a map of who could change what.</summary>
    Map,

    /// <summary>Each answer on a card of its own, to take along.</summary>
    Cards,
}

public sealed record ShowGroup(Phrase Title, IReadOnlyList<string> Values);

public enum Direction
{
    Repair,
    Wait,
    NotYet,
    LetGo,
    GetHelp,
}

/// <summary>What the answers say, and which way that points where it does.</summary>
/// <param name="Fallback">Shown only when nothing else matched.</param>
public sealed record Outcome(
    string Id, Condition? When, bool Fallback, Direction? PointsTo,
    Phrase Title, PhrasedMarkdown Says, IReadOnlyList<Target> Guides, IReadOnlyList<Target> Next)
{
    /// <summary>What speaks against it, where the answers say so.</summary>
    public IReadOnlyList<Weight> Against { get; init; } = [];

    /// <summary>What it cannot know, where nothing was answered: said as open, never taken as fine.</summary>
    public IReadOnlyList<Weight> Open { get; init; } = [];
}

/// <summary>One thing that is set beside an outcome.</summary>
public sealed record Weight(Condition? When, Phrase Says);
