using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

public sealed class UnderstandingContentTests : IDisposable
{
    private const string File = "understanding.yaml";

    private readonly SampleContent sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void The_documents_parts_are_read_as_it_tells()
    {
        var parts = sample.Load().Understanding;

        Assert.Equal(["open-matters", "evening"], parts.Select(p => p.Id));
        Assert.Equal([("open-matter", null), (null, "comforts")], parts[0].From.Select(s => (s.Thread, s.Question)));
        Assert.Equal([("moving-out/how-soon", "when"), ("moving-out/who-settles", null)], parts[0].With.Select(w => (w.Question.ToString(), w.Label?.He)));
        Assert.Equal([new QuestionName("moving-out", "first-evening")], parts[1].Answers);
        Assert.Equal(["/reflections/moving-out", "/help"], parts[1].Links.Select(l => l.Href));
    }

    [Theory]
    [InlineData("id: evening", "id: open-matters", "two parts have the id “open-matters”")]
    [InlineData("id: evening", "id: The Evening", "must be small letters")]
    [InlineData("title: \"For the", "titel: \"For the", "“titel” is unknown here")]
    [InlineData("thread: open-matter", "thread: wish", "no list makes threads of the kind “wish”")]
    [InlineData("moving-out/comforts]", "comforts]", "“comforts” must name its reflection")]
    [InlineData("moving-out/comforts]", "moving-out/nothing]", "there is no question “moving-out/nothing” to take from")]
    [InlineData("moving-out/comforts]", "moving-out/first-evening]", "“first-evening” is of type text")]
    [InlineData("question: moving-out/how-soon", "question: how-soon", "“how-soon” must name its reflection")]
    [InlineData("question: moving-out/how-soon", "question: moving-out/when", "there is no question “moving-out/when”")]
    [InlineData("moving-out/who-settles]", "moving-out/comforts]", "“moving-out/comforts” is neither a sort nor a question of an each block")]
    [InlineData("answers: [moving-out/first-evening]", "answers: [moving-out/each-urgent]", "there is no question “moving-out/each-urgent”")]
    [InlineData("answers: [moving-out/first-evening]", "answers: []", "a part has either “from” or “answers”, or “noted”")]
    [InlineData("  empty: \"What would", "  from: [{ thread: open-matter }]\n  empty: \"What would", "a part has either “from” or “answers”, or “noted”")]
    [InlineData("  empty: \"What would", "  with: [moving-out/how-soon]\n  empty: \"What would", "“with” stands beside the things of “from”")]
    [InlineData("links: [reflections/moving-out, help]", "links: [reflections/away]", "“reflections/away” leads nowhere")]
    [InlineData("links: [reflections/moving-out, help]", "links: []", "“links” needs at least one place")]
    public void A_mistake_is_named_with_its_line(string old, string text, string said)
    {
        sample.Replace(File, old, text);

        Assert.Contains(sample.Errors(), e => e.File == File && e.Line > 0 && e.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void The_file_must_be_there()
    {
        sample.Remove(File);

        Assert.Contains(sample.Errors(), e => e.File == File && e.Message == "this file is missing");
    }
}
