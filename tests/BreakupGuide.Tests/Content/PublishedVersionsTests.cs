using System.Security.Cryptography;
using System.Text;
using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

/// <summary>Answers are read against the version they were given to; what carries meaning in a published version never changes.</summary>
public class PublishedVersionsTests
{
    private static readonly string Pins = Path.Combine(Repository.Root, "tests", "BreakupGuide.Tests", "Content", "published-versions.txt");

    [Fact]
    public void What_carries_meaning_in_a_published_version_is_as_it_was()
    {
        var library = ContentLoader.Load(Path.Combine(Repository.Root, "content"), QuestionTypeList.All);
        var pinned = File.ReadLines(Pins).Where(l => l.Length > 0 && l[0] != '#')
            .ToDictionary(l => l[..l.LastIndexOf(' ')], l => l[(l.LastIndexOf(' ') + 1)..]);
        var current = library.Reflections.Concat(library.Practices).Concat(library.Earlier).ToDictionary(r => $"{r.Slug} v{r.Version}", Fingerprint);

        foreach (var (version, fingerprint) in current)
        {
            Assert.True(pinned.ContainsKey(version), $"{version} is new: add the line “{version} {fingerprint}” to published-versions.txt.");
            Assert.True(
                pinned[version] == fingerprint,
                $"The meaning of {version} was changed after it was published: raise the version and move the old file to earlier/. "
            + $"(Not published yet? Then put “{version} {fingerprint}” into published-versions.txt.)");
        }

        Assert.All(pinned.Keys, version => Assert.True(
            current.ContainsKey(version), $"{version} was published and is gone: runs may still stand on it, so keep its file in earlier/."));
    }

    [Theory]
    [InlineData("ask: \"Who moves out?\"", "ask: \"Who goes?\"")]
    [InlineData("label: \"I do\"", "label: \"Me\"")]
    [InlineData("value: both, label", "value: both, retired: true, label")]
    [InlineData("says: \"Then leave the boxes.", "says: \"Leave the boxes.")]
    [InlineData("hint: \"One small thing is enough.\"", "hint: \"One is enough.\"")]
    public void Wording_may_change_in_a_published_version(string old, string text) =>
        Assert.Equal(FingerprintOfSample(), FingerprintOfSample(old, text));

    [Theory]
    [InlineData("id: until", "id: by-when")]
    [InlineData("type: date", "type: line")]
    [InlineData("value: both", "value: both-of-us")]
    [InlineData("none: [nobody]", "none: [nobody, me]")]
    [InlineData("    high: 5", "    high: 7")]
    [InlineData("value: kitchen", "value: cellar")]
    [InlineData("value: fine, label: \"All", "value: good, label: \"All")]
    [InlineData("id: mine", "id: my-keys")]
    [InlineData("pick: 1", "pick: 2")]
    [InlineData("thread: open-matter\n", "thread: open-matter-two\n")]
    [InlineData("any: [me] }", "none: [me] }")]
    [InlineData("sorted-as: [this-week] }]", "sorted-as: [later] }]")]
    [InlineData("picked: [call]", "picked: [walk]")]
    [InlineData("points-to: wait", "points-to: not-yet")]
    public void Meaning_may_not(string old, string text) =>
        Assert.NotEqual(FingerprintOfSample(), FingerprintOfSample(old, text));

    private static string FingerprintOfSample(string? old = null, string? text = null)
    {
        using var sample = new SampleContent();
        if (old is not null)
            sample.Replace(SampleContent.Reflection, old, text!);
        // The document's list takes along from its own kind of thread, and so does what is understood.
        if (old?.StartsWith("thread:", StringComparison.Ordinal) == true)
        {
            sample.Replace(SampleContent.Reflection, "prefill: [{ thread: open-matter }]", "prefill: [{ thread: open-matter-two }]");
            sample.Replace("understanding.yaml", "from: [{ thread: open-matter }", "from: [{ thread: open-matter-two }");
        }

        return Fingerprint(sample.Load().Reflections[0]);
    }

    private static string Fingerprint(Reflection reflection)
    {
        var meaning = new StringBuilder();
        // The shared safety questions have no versions: whoever goes on with an old run is asked them as they are today.
        foreach (var question in reflection.Questions.Where(q => !reflection.Safety.Contains(q.Id)))
            Write(meaning, question, "");
        foreach (var outcome in reflection.Outcomes)
            meaning.Append("outcome ").Append(outcome.Id).Append(' ').Append(outcome.PointsTo).Append(" when ").AppendLine(Text(outcome.When));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning.Replace("\r\n", "\n").ToString())));
    }

    private static void Write(StringBuilder meaning, Question question, string indent)
    {
        meaning.Append(indent).Append(question.Id).Append(' ').Append(question.Type.Name).Append(" when ").AppendLine(Text(question.When));
        var (low, high) = question.Options.Range ?? default;
        var (values, atMost, pick) = question.Options switch
        {
            ChoiceOptions choice => (choice.Options, null, null),
            ChecklistOptions list => (list.Options, list.AtMost, list.Pick),
            SortOptions sort => (sort.Items, null, null),
            EachBlock block => ([], (int?)block.AtMost, (int?)null),
            _ => ((IReadOnlyList<Option>)[], null, null),
        };
        Line("values", values.Select(o => o.Value));
        Line("into", question.Options is SortOptions sorted ? sorted.Into.Select(o => o.Value) : []);
        Line("fields", question.Options is FieldsOptions fields ? fields.Fields.Select(f => f.Id) : []);
        Line("from", question.From.Concat(question.Prefill).Select(Text));
        Line("bounds", [$"{question.Thread} {atMost} {pick} {low} {high}"]);
        foreach (var inner in question.Questions)
            Write(meaning, inner, indent + "  ");

        void Line(string name, IEnumerable<string> parts) => meaning.Append(indent).Append(name).Append(": ").AppendJoin(", ", parts).AppendLine();
    }

    private static string Text(Source source) =>
        $"{source.Reflection}/{source.Question} {source.Thread} [{string.Join(' ', source.SortedAs)}] {(source.Picked ? "picked" : "")}"
        + string.Concat(source.Except.Select(v => $" except {v}"));

    private static string Text(Condition? condition) => condition switch
    {
        Condition.AllOf all => $"all({string.Join(", ", all.Conditions.Select(Text))})",
        Condition.AnyOf any => $"any({string.Join(", ", any.Conditions.Select(Text))})",
        Condition.Of of => $"{of.Question} {of.Test} [{string.Join(' ', of.Values)}] {of.AtLeast}-{of.AtMost}",
        _ => "always",
    };
}
