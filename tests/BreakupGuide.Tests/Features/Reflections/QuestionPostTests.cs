using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class QuestionPostTests
{
    private static QuestionPost Read(params (string Name, string[] Values)[] form) =>
        QuestionPost.Read(new FormCollection(form.ToDictionary(f => f.Name, f => new StringValues(f.Values))));

    private static AnswerState? State(string way, AnswerValue? given, Answer? before = null) =>
        Read(("go", [way])).StateFor(new SentAnswer(given), before);

    [Fact]
    public void The_answer_is_what_is_left_without_the_forms_own_names()
    {
        var post = Read(
            ("option", ["a", "b"]), ("go", ["continue"]), ("reflection", ["why"]), ("base", ["3"]), ("client", ["page"]), ("sequence", ["7"]),
            ("_handler", ["answer"]), ("__RequestVerificationToken", ["t"]));

        Assert.Equal([new("option", "a"), new KeyValuePair<string, string>("option", "b")], post.Form);
        Assert.Equal((FormAction.Continue, "why", 3, "page", 7L), (post.Way, post.Reflection, post.Base, post.Client, post.Sequence));
    }

    [Theory]
    [InlineData("continue", FormAction.Continue)]
    [InlineData("back", FormAction.Back)]
    [InlineData("skip", FormAction.Skip)]
    [InlineData("dont-know", FormAction.DontKnow)]
    [InlineData("not-today", FormAction.NotToday)]
    [InlineData("nonsense", FormAction.Continue)]
    [InlineData("", FormAction.Continue)]
    public void Each_button_is_a_way_on(string value, FormAction way) => Assert.Equal(way, Read(("go", [value])).Way);

    [Fact]
    public void Add_another_wins_over_the_other_buttons() => Assert.Equal(FormAction.Add, Read(("add", ["1"]), ("go", ["continue"])).Way);

    [Fact]
    public void A_form_that_is_no_form_of_ours_is_harmless()
    {
        var post = Read(("base", ["-1"]), ("sequence", ["x"]), ("client", [new string('c', 65)]));

        Assert.Equal((0, 0L, null), (post.Base, post.Sequence, post.Client));
    }

    [Fact]
    public void Going_on_saves_what_was_given_and_skips_what_was_left_empty()
    {
        Assert.Equal(AnswerState.Given, State("continue", new TextValue("x")));
        Assert.Equal(AnswerState.Skipped, State("continue", new TextValue(" ")));
        Assert.Equal(AnswerState.Skipped, State("continue", null));
        Assert.Equal(AnswerState.Skipped, State("continue", new TextValue(""), Wrote("q", "before")));
    }

    [Fact]
    public void Going_on_from_what_was_passed_over_before_changes_nothing() =>
        Assert.Null(State("continue", new TextValue(""), Answer("q", null, AnswerState.DontKnow)));

    [Fact]
    public void Going_back_saves_words_and_passes_nothing_over()
    {
        Assert.Equal(AnswerState.Given, State("back", new TextValue("x")));
        Assert.Null(State("back", new TextValue("")));
        Assert.Equal(AnswerState.Given, State("back", new TextValue(""), Wrote("q", "cleared just now")));
    }

    [Fact]
    public void The_other_buttons_say_what_they_say()
    {
        Assert.Equal(AnswerState.Skipped, State("skip", new TextValue("x")));
        Assert.Equal(AnswerState.DontKnow, State("dont-know", null));
        Assert.Equal(AnswerState.NotToday, State("not-today", null));
    }

    [Fact]
    public void What_could_not_be_read_is_not_taken_for_empty() =>
        Assert.Equal(AnswerState.Given, Read(("go", ["continue"])).StateFor(new SentAnswer(null, "This date could not be read."), null));
}
