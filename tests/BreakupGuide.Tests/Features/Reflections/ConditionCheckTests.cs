using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class ConditionCheckTests
{
    private static bool Holds(Condition condition, params Answer[] answers) => ConditionCheck.Of(condition, Answers(answers)).Holds;

    [Fact]
    public void No_condition_holds_always_and_for_no_reason() =>
        Assert.Equivalent(new ConditionCheck(true, []), ConditionCheck.Of(null, Answers()));

    [Fact]
    public void Any_holds_where_one_of_the_values_was_chosen_or_ticked()
    {
        var condition = When("q", Test.Any, "a", "b");

        Assert.True(Holds(condition, Chose("q", "b")));
        Assert.True(Holds(condition, Ticked("q", ["c", "a"])));
        Assert.False(Holds(condition, Chose("q", "c")));
        Assert.False(Holds(condition));
    }

    [Fact]
    public void All_holds_where_every_value_was_ticked()
    {
        var condition = When("q", Test.All, "a", "b");

        Assert.True(Holds(condition, Ticked("q", ["a", "b", "c"])));
        Assert.False(Holds(condition, Ticked("q", ["a"])));
        Assert.False(Holds(condition));
    }

    [Fact]
    public void None_holds_where_no_value_was_chosen_and_where_nothing_was_answered()
    {
        var condition = When("q", Test.None, "a", "b");

        Assert.True(Holds(condition, Chose("q", "c")));
        Assert.True(Holds(condition));
        Assert.False(Holds(condition, Ticked("q", ["c", "a"])));
    }

    [Fact]
    public void Passing_a_question_over_is_not_an_answer_even_where_something_was_given_before()
    {
        var skipped = Chose("q", "a") with { State = AnswerState.Skipped };

        Assert.False(Holds(When("q", Test.Any, "a"), skipped));
        Assert.True(Holds(When("q", Test.None, "a"), skipped));
        Assert.True(Holds(When("q", Test.Empty), skipped));
    }

    [Fact]
    public void Empty_and_not_empty_ask_whether_something_was_given()
    {
        Assert.True(Holds(When("q", Test.Empty)));
        Assert.True(Holds(When("q", Test.Empty), Wrote("q", "  ")));
        Assert.False(Holds(When("q", Test.Empty), Wrote("q", "x")));
        Assert.True(Holds(When("q", Test.NotEmpty), Wrote("q", "x")));
        Assert.False(Holds(When("q", Test.NotEmpty)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Count_compares_the_number_of_items_and_nothing_is_none(int items, bool atMostTwo)
    {
        Answer[] answers = items == 0 ? [] : [Listed("q", [.. Enumerable.Range(0, items).Select(i => $"{i}")])];

        Assert.Equal(atMostTwo, Holds(new Condition.Of("q", Test.Count, [], AtMost: 2), answers));
        Assert.Equal(items >= 2, Holds(new Condition.Of("q", Test.Count, [], AtLeast: 2), answers));
    }

    [Fact]
    public void Sorted_as_wants_one_item_there_and_sorted_only_as_wants_them_all()
    {
        var both = Sorted("q", ("x", "true"), ("y", "not"));
        var one = Sorted("q", ("x", "true"), ("y", "true"));

        Assert.True(Holds(When("q", Test.SortedAs, "true"), both));
        Assert.False(Holds(When("q", Test.SortedAs, "partly"), both));
        Assert.False(Holds(When("q", Test.SortedOnlyAs, "true"), both));
        Assert.True(Holds(When("q", Test.SortedOnlyAs, "true"), one));
        Assert.False(Holds(When("q", Test.SortedOnlyAs, "true")));
    }

    [Fact]
    public void Picked_wants_the_best_ones_and_not_all_that_were_ticked()
    {
        Assert.True(Holds(When("q", Test.Picked, "a"), Ticked("q", ["a", "b"], ["a"])));
        Assert.False(Holds(When("q", Test.Picked, "b"), Ticked("q", ["a", "b"], ["a"])));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Scale_compares_the_number(int number, bool holds) =>
        Assert.Equal(holds, Holds(new Condition.Of("q", Test.Number, [], 2, 4), Answer("q", new ScaleValue(number, 1, 5, "low", "high"))));

    [Fact]
    public void Scale_does_not_hold_without_a_number() => Assert.False(Holds(new Condition.Of("q", Test.Number, [], AtMost: 4)));

    [Fact]
    public void The_reasons_are_the_answers_that_made_it_so()
    {
        Condition condition = new Condition.AllOf([
            When("a", Test.Any, "yes"),
            new Condition.AnyOf([When("b", Test.Any, "yes"), When("c", Test.NotEmpty)]),
            When("d", Test.Empty)]);

        var check = ConditionCheck.Of(condition, Answers(Chose("a", "yes"), Chose("b", "no"), Wrote("c", "words"), Wrote("e", "unread")));

        Assert.True(check.Holds);
        Assert.Equal(["a", "c", "d"], check.Because.Select(r => r.Field));
    }

    [Fact]
    public void Of_a_sort_only_the_places_that_were_asked_for_are_the_reason()
    {
        var answers = Answers(Sorted("q", ("x", "true"), ("y", "not")));
        Condition both = new Condition.AllOf([When("q", Test.SortedAs, "true"), When("q", Test.SortedAs, "not")]);
        Condition whole = new Condition.AllOf([When("q", Test.SortedAs, "true"), When("q", Test.NotEmpty)]);

        Assert.Equal(["true"], Assert.Single(ConditionCheck.Of(When("q", Test.SortedAs, "true"), answers).Because).Places);
        Assert.Equal(["true", "not"], Assert.Single(ConditionCheck.Of(both, answers).Because).Places);
        Assert.Empty(Assert.Single(ConditionCheck.Of(whole, answers).Because).Places);
    }

    [Fact]
    public void Values_that_came_from_another_question_are_compared_as_their_author_wrote_them()
    {
        Assert.True(Holds(When("q", Test.Any, "space"), Ticked("q", ["which--space"])));
        Assert.True(Holds(When("q", Test.Picked, "space"), Ticked("q", ["which--space", "which--plans"], ["which--space"])));
    }

    [Fact]
    public void A_condition_that_does_not_hold_has_no_reasons()
    {
        var check = ConditionCheck.Of(new Condition.AllOf([When("a", Test.Any, "yes"), When("b", Test.Any, "yes")]), Answers(Chose("a", "yes")));

        Assert.False(check.Holds);
        Assert.Empty(check.Because);
    }

    [Fact]
    public void From_outside_a_block_the_answers_about_all_its_items_are_read_and_the_matching_ones_are_the_reasons()
    {
        var answers = Answers(Chose("starts~one", "me"), Chose("starts~two", "both"));

        Assert.Equal(["starts~two"], ConditionCheck.Of(When("starts", Test.Any, "both"), answers).Because.Select(r => r.Field));
        Assert.False(ConditionCheck.Of(When("starts", Test.None, "both"), answers).Holds);
        Assert.True(ConditionCheck.Of(When("starts", Test.All, "both", "me"), answers).Holds);
    }
}
