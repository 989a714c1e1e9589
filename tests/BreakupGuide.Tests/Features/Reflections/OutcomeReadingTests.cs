using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class OutcomeReadingTests
{
    private static readonly Question[] Questions =
    [
        Choice("safe", "yes", "afraid"),
        List("said", When("safe", Test.NotEmpty)),
        Sort("sure", From("said"), "known", "guess", "unknowable"),
        Sort("change", From("said"), "can", "cannot"),
        Each("top", From("said"), Text("must")),
        Text("tale"),
    ];

    private static readonly Answer[] Story =
    [
        Chose("safe", "yes"),
        Listed("said", "The money", "His job"),
        Sorted("sure", (ItemId("The money"), "known"), (ItemId("His job"), "guess")),
        Sorted("change", (ItemId("The money"), "can")),
        Wrote($"must~{ItemId("The money")}", "A plan we both keep"),
        Wrote("tale", "It went like this."),
    ];

    private static OutcomeReading Read(IReadOnlyList<Show> shows, IReadOnlyList<Outcome> outcomes, params Answer[] answers) =>
        OutcomeReading.Of(Walk(Samples.Reflection("r", Questions, shows, outcomes), answers), Pronoun.He);

    private static IEnumerable<string> Outcomes(IReadOnlyList<Outcome> outcomes, params Answer[] answers) =>
        Read([], outcomes, answers).Outcomes.Select(o => o.Outcome.Id);

    private static Show Show(
        string? sort = null, ShownValues[]? groups = null, string[]? with = null, bool map = false, string? empty = null, string[]? answers = null) =>
        new(
            Phrase.Same("Part"), null, sort, [.. (groups ?? []).Select(g => new ShowGroup(Phrase.Same(g.Title), g.Values))],
            with ?? [], map ? ShowLook.Map : ShowLook.Plain, empty is null ? null : Phrase.Same(empty), answers ?? []);

    private sealed record ShownValues(string Title, params string[] Values);

    [Fact]
    public void A_sort_is_laid_out_in_the_persons_words_one_group_for_each_place()
    {
        var part = Assert.Single(Read([Show("sure", map: true)], [], Story).Parts);

        Assert.Equal(ShowLook.Map, part.Look);
        Assert.Equal(["The known", "The guess", "The unknowable"], part.Groups.Select(g => g.Title));
        Assert.Equal(["The money"], part.Groups[0].Items.Select(i => i.Text));
        Assert.Empty(part.Groups[2].Items);
    }

    [Fact]
    public void Places_can_be_put_together_into_groups()
    {
        var part = Assert.Single(Read([Show("sure", [new("Not known", "guess", "unknowable")])], [], Story).Parts);

        Assert.Equal(["His job"], Assert.Single(part.Groups).Items.Select(i => i.Text));
    }

    [Fact]
    public void Under_an_item_stands_what_other_questions_say_about_it()
    {
        var part = Assert.Single(Read([Show("sure", with: ["change", "must"])], [], Story).Parts);

        Assert.Equivalent(
            new[]
            {
                new Quoted("change as it was worded", ["The can"], null),
                new Quoted($"must~{ItemId("The money")} as it was worded", ["A plan we both keep"], null),
            },
            part.Groups[0].Items[0].Details);
        Assert.Empty(part.Groups[1].Items[0].Details);
    }

    [Fact]
    public void Fixed_items_are_found_again_where_a_later_sort_took_them_up()
    {
        var causes = Sort("causes", ["money"], ["mine"]);
        var reflection = Samples.Reflection("r", [causes, Sort("change", From("causes"), "can")], [Show("causes", with: ["change"])]);

        var part = OutcomeReading.Of(Walk(reflection, Sorted("causes", ("money", "mine")), Sorted("change", ("causes--money", "can"))), Pronoun.He).Parts[0];

        Assert.Equal(["The can"], part.Groups[0].Items[0].Details.Single().Lines);
    }

    [Fact]
    public void Whole_answers_are_quoted_with_their_question_and_passed_over_ones_are_left_out()
    {
        var part = Assert.Single(Read([Show(answers: ["tale"])], [], Story).Parts);

        Assert.Equivalent(new Quoted("tale as it was worded", ["It went like this."], null), Assert.Single(part.Quotes));
        Assert.Empty(Read([Show(answers: ["tale"])], [], Answer("tale", null, AnswerState.Skipped)).Parts);
    }

    [Fact]
    public void A_part_with_nothing_in_it_says_so_where_it_has_words_for_that_and_else_is_left_out()
    {
        Assert.Equal("Nothing was sorted.", Assert.Single(Read([Show("sure", empty: "Nothing was sorted.")], []).Parts).Empty);
        Assert.Empty(Read([Show("sure")], []).Parts);
    }

    [Fact]
    public void All_outcomes_that_match_are_given_each_with_the_answers_that_made_it_so()
    {
        var reading = Read(
            [],
            [
                Outcome("known", When("sure", Test.SortedAs, "known")),
                Outcome("told", new Condition.AllOf([When("safe", Test.Any, "yes"), When("tale", Test.NotEmpty)])),
                Outcome("unmatched", When("safe", Test.Any, "afraid")),
                Outcome("otherwise"),
            ],
            Story);

        Assert.Equal(["known", "told"], reading.Outcomes.Select(o => o.Outcome.Id));
        Assert.Equal(["safe as it was worded", "tale as it was worded"], reading.Outcomes[1].Because.Select(b => b.Wording));
        Assert.Equal(["The yes"], reading.Outcomes[1].Because[0].Lines);
    }

    [Fact]
    public void Of_a_sort_only_the_items_that_made_it_so_are_quoted()
    {
        var because = Assert.Single(Assert.Single(Read([], [Outcome("guessed", When("sure", Test.SortedAs, "guess"))], Story).Outcomes).Because);

        Assert.Equal(["His job: The guess"], because.Lines);
    }

    [Fact]
    public void Of_ticked_answers_the_best_ones_are_marked() =>
        Assert.Equal(["The a (fits best)", "The b"], Quoted.Of(Ticked("q", ["a", "b"], ["a"])).Lines);

    [Fact]
    public void Silence_that_made_an_outcome_apply_is_a_reason_too()
    {
        var outcome = Outcome("quiet", new Condition.AllOf([When("tale", Test.Empty), When("safe", Test.None, "afraid")]));

        var because = Assert.Single(Read([], [outcome], Answer("safe", null, AnswerState.DontKnow)).Outcomes).Because;

        Assert.Equivalent(new[] { new Quoted("tale?", [], "Not answered"), new Quoted("safe as it was worded", [], "I don't know") }, because);
    }

    [Fact]
    public void The_fallback_is_given_only_when_nothing_else_matched()
    {
        Outcome[] outcomes = [Outcome("unmatched", When("safe", Test.Any, "afraid")), Outcome("unmarked"), Outcome("marked", fallback: true)];

        Assert.Equal(["unmarked"], Outcomes(outcomes, Story));
        Assert.Equal(["unmatched"], Outcomes(outcomes, Chose("safe", "afraid")));
    }

    [Fact]
    public void A_fallback_with_a_condition_wants_it_to_hold()
    {
        Outcome[] outcomes = [Outcome("one", When("safe", Test.Any, "afraid"), fallback: true), Outcome("two", fallback: true)];

        Assert.Equal(["two"], Outcomes(outcomes, Story));
        Assert.Equal(["one"], Outcomes(outcomes, Chose("safe", "afraid")));
    }

    [Fact]
    public void Help_comes_first_and_nobody_who_needs_it_is_told_to_repair()
    {
        Outcome[] outcomes =
        [
            Outcome("wait", When("safe", Test.NotEmpty), to: Direction.Wait),
            Outcome("try", When("safe", Test.NotEmpty), to: Direction.Repair),
            Outcome("help", When("safe", Test.Any, "afraid"), to: Direction.GetHelp),
        ];

        Assert.Equal(["help", "wait"], Outcomes(outcomes, Chose("safe", "afraid")));
        Assert.Equal(["wait", "try"], Outcomes(outcomes, Chose("safe", "yes")));
    }

    [Fact]
    public void Resting_answers_are_neither_shown_nor_reasons()
    {
        var reading = Read(
            [Show("sure")], [Outcome("known", When("sure", Test.SortedAs, "known")), Outcome("otherwise")], [.. Story.Where(a => a.Field != "safe")]);

        Assert.Empty(reading.Parts);
        Assert.Equal(["otherwise"], reading.Outcomes.Select(o => o.Outcome.Id));
    }

    [Fact]
    public void An_outcome_holds_no_number_that_could_be_taken_for_a_score()
    {
        var types = new[] { typeof(OutcomeReading), typeof(ShownPart), typeof(ShownGroup), typeof(ShownItem), typeof(Reached), typeof(Quoted) };

        Assert.DoesNotContain(
            types.SelectMany(t => t.GetProperties()),
            p => p.PropertyType == typeof(int) || p.PropertyType == typeof(double) || p.PropertyType == typeof(decimal));
    }
}
