using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>Finds answers that lead somewhere in a reflection: to a question, a notice or an outcome.</summary>
/// <remarks>It makes answers that the conditions on the way ask for, walks them, and looks whether they led there; walking is what decides.</remarks>
internal sealed class Branches(Reflection reflection, IReadOnlyDictionary<string, Walk> others)
{
    /// <summary>How many sets of answers are tried for one goal.</summary>
    public int Tries { get; init; } = 3_000;

    private readonly Dictionary<string, Question> questions = reflection.Questions.SelectMany(q => q.Questions.Prepend(q)).ToDictionary(q => q.Id);

    /// <summary>Somebody who is safe and in touch and answers everything.</summary>
    public Dictionary<string, string[]> Usual => questions.Values.Where(q => !q.IsBlock).ToDictionary(q => q.Id, Some);

    public OnPaper WithUsual() => Walked(Usual);

    /// <summary>Somebody who answers anything, or nothing, but for what is fixed.</summary>
    public OnPaper AtRandom(Random random, params (string Question, string Value)[] kept)
    {
        var given = new Dictionary<string, string[]>();
        foreach (var question in questions.Values.Where(q => !q.IsBlock && random.Next(5) > 0))
            given[question.Id] = question.Options is { Values.Count: > 0 } ? random.GetItems([.. Offered(question)], 2).Distinct().ToArray() : Some(question);
        foreach (var (question, value) in kept) given[question] = [value];
        return Walked(given);
    }

    /// <returns>The walk that reached it; null where none was found.</returns>
    public OnPaper? To(Condition? goal, Question? at, Func<OnPaper, bool> reached)
    {
        // The same choices each time.
        var random = new Random(1);
        for (var i = 0; i < Tries; i++)
        {
            var need = new Dictionary<string, string[]?>();
            if (!Needs(need, goal, at, random)) continue;
            var given = i % 2 == 0 ? Usual : [];
            foreach (var (question, values) in need)
            {
                if (values is null) given.Remove(question);
                else given[question] = values;
            }

            if (Walked(given) is var walk && reached(walk)) return walk;
        }

        return null;
    }

    private OnPaper Walked(Dictionary<string, string[]> given) => new OnPaper(reflection.Slug) { Given = given, Others = others }.Walked();

    /// <summary>
    /// One way to make the condition hold, and its questions and this one be asked: what has to be answered, null for no answer.
    /// False where the choices that were made exclude each other.
    /// </summary>
    private bool Needs(Dictionary<string, string[]?> need, Condition? goal, Question? at, Random random)
    {
        var asked = new HashSet<string>();
        if (!Meet(need, goal, random) || (at is not null && !Asks(need, at, asked, random))) return false;
        return need.Where(n => n.Value is not null).Select(n => n.Key).ToList().TrueForAll(q => Asks(need, questions[q], asked, random));
    }

    private bool Asks(Dictionary<string, string[]?> need, Question question, HashSet<string> asked, Random random)
    {
        if (!asked.Add(question.Id)) return true;
        var block = reflection.Questions.FirstOrDefault(q => q.Questions.Contains(question));
        var sources = question.From.Concat(block?.From ?? []).Where(s => s.Question is not null && s.Reflection is null).ToArray();
        if (!Meet(need, question.When, random) || !Meet(need, block?.When, random)) return false;
        if (sources.Length > 0 && random.GetItems(sources, 1)[0] is var source && !Add(need, source.Question!, Filled(source))) return false;
        var read = (question.When?.Questions ?? []).Concat(block?.When?.Questions ?? []).Concat(sources.Select(s => s.Question!));
        return read.ToList().TrueForAll(q => need.GetValueOrDefault(q) is null || Asks(need, questions[q], asked, random));
    }

    private string[] Filled(Source source)
    {
        var question = questions[source.Question!];
        var some = source.SortedAs.Count > 0 ? [source.SortedAs[0]] : Some(question);
        if (source.Except.Count > 0) some = [question.Options.Values.First(o => !source.Except.Contains(o.Value)).Value];
        return source.Picked ? [.. some.Select(s => s[0] == '*' ? s : $"*{s}")] : some;
    }

    private bool Meet(Dictionary<string, string[]?> need, Condition? condition, Random random) => condition switch
    {
        null => true,
        Condition.AllOf all => all.Conditions.All(c => Meet(need, c, random)),
        Condition.AnyOf any => Meet(need, random.GetItems([.. any.Conditions], 1)[0], random),
        Condition.Of one => MeetOne(need, one, questions[one.Question], random),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private bool MeetOne(Dictionary<string, string[]?> need, Condition.Of test, Question question, Random random)
    {
        string[]?[] ways = [.. Ways(test, question).Where(w => Merged(need, question, w, out _))];
        if (ways.Length == 0) return false;
        // What is usual mostly goes well with the rest.
        var usual = Some(question);
        var way = random.Next(3) > 0 && ways.FirstOrDefault(w => w is not null && w.SequenceEqual(usual)) is { } same ? same : random.GetItems(ways, 1)[0];
        return Add(need, question.Id, way);
    }

    private static IEnumerable<string[]?> Ways(Condition.Of test, Question question) => test.Test switch
    {
        Test.Any => Offered(question).Where(test.Matching.Contains).Select(v => new[] { v }),
        Test.Picked => test.Values.Select(v => new[] { $"*{v}" }),
        Test.SortedAs or Test.SortedOnlyAs => test.Values.Select(v => new[] { v }),
        Test.All => [[.. test.Values]],
        Test.None => Offered(question).Where(v => !test.Matching.Contains(v)).Select(v => new[] { v }).Append<string[]?>(null),
        Test.Empty => [null],
        Test.NotEmpty => [Some(question)],
        Test.Count => [Many(question, test)],
        _ => [[$"{test.AtLeast ?? test.AtMost}"]],
    };

    private static string[]? Many(Question question, Condition.Of test)
    {
        var many = test.AtLeast ?? Math.Min(test.AtMost!.Value, 1);
        if (many == 0) return null;
        return question.Options.Values.Count > 0
            ? [.. Offered(question).Take(many)]
            : [.. Enumerable.Range(1, many).Select(i => $"Words of {question.Id}, {i}")];
    }

    private static IEnumerable<string> Offered(Question question) => question.Options.Values.Where(o => !o.Retired).Select(o => o.Value);

    private static string[] Some(Question question) => (question.Id, question.Options) switch
    {
        ("safe", _) => ["no"],
        ("contact", _) => ["fine"],
        (_, ScaleOptions scale) => [$"{scale.Low}"],
        (_, ChecklistOptions { Pick: not null }) => [$"*{Offered(question).First()}"],
        (_, { Values.Count: > 0 }) => [Offered(question).First()],
        _ => [$"Words of {question.Id}, 1", $"Words of {question.Id}, 2"],
    };

    private bool Add(Dictionary<string, string[]?> need, string question, string[]? values)
    {
        if (!Merged(need, questions[question], values, out var both)) return false;
        need[question] = both;
        return true;
    }

    /// <summary>Both answers in one; false where they exclude each other.</summary>
    private static bool Merged(Dictionary<string, string[]?> need, Question question, string[]? values, out string[]? both)
    {
        both = values;
        if (!need.TryGetValue(question.Id, out var there)) return true;
        if (there is null || values is null) return there is null && values is null;
        if (!there.SequenceEqual(values) && question.Type.ChoosesOne) return false;
        both = [.. there.Union(values).GroupBy(v => v.TrimStart('*')).Select(g => g.OrderBy(v => v[0] != '*').First())];
        return true;
    }
}
