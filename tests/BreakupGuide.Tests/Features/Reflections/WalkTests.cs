using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class WalkTests
{
    private static readonly Reflection Branching = Samples.Reflection(
        Choice("who", "he", "i"),
        List("said", When("who", Test.Any, "he")),
        Text("why", When("who", Test.Any, "i")),
        Sort("sure", From("said"), "known", "guess"),
        Text("after", When("sure", Test.SortedAs, "guess")),
        Text("last"));

    private static string[] Fields(Walk walk) => [.. walk.Steps.Select(s => s.Field)];

    [Fact]
    public void Questions_are_asked_in_order_and_only_where_their_condition_holds()
    {
        Assert.Equal(["who", "last"], Fields(Walk(Branching)));
        Assert.Equal(["who", "said", "last"], Fields(Walk(Branching, Chose("who", "he"))));
        Assert.Equal(["who", "why", "last"], Fields(Walk(Branching, Chose("who", "i"))));
    }

    [Fact]
    public void A_sort_without_items_is_not_asked_and_one_with_items_is()
    {
        var walk = Walk(Branching, Chose("who", "he"), Listed("said", "He was tired"));

        Assert.Equal(["who", "said", "sure", "last"], Fields(walk));
        Assert.Equal([new Item(ItemId("He was tired"), "He was tired")], walk.Find("sure")!.Items);
    }

    [Fact]
    public void A_hidden_answer_and_all_that_depends_on_it_rests_and_comes_back_with_its_question()
    {
        Answer[] rest = [Listed("said", "He was tired"), Sorted("sure", (ItemId("He was tired"), "guess")), Wrote("after", "words"), Wrote("last", "more")];

        var changed = Walk(Branching, [Chose("who", "i"), .. rest]);
        Assert.Equal(["who", "why", "last"], Fields(changed));
        Assert.Equal(["who", "last"], changed.Active.Keys);

        var back = Walk(Branching, [Chose("who", "he"), .. rest]);
        Assert.Equal(["who", "said", "sure", "after", "last"], Fields(back));
        Assert.Equal(["who", "said", "sure", "after", "last"], back.Active.Keys);
    }

    [Fact]
    public void Sorted_items_that_are_gone_do_not_count_and_the_others_are_called_what_they_are_called_now()
    {
        var stays = Id("stays");
        var renamed = Answer("said", new ListValue([new ListItem("n0", stays, "What it is called now")]));
        var walk = Walk(Branching, Chose("who", "he"), renamed, Sorted("sure", (Item.IdOf(stays), "known"), (ItemId("gone"), "guess")));

        var item = Assert.Single(((SortValue)walk.AnswerTo(walk.Find("sure")!)!.Value!).Items);
        Assert.Equal("What it is called now", item.Text);
        Assert.DoesNotContain("after", Fields(walk));
    }

    [Fact]
    public void Ticked_options_that_came_from_elsewhere_and_are_gone_do_not_count()
    {
        var reflection = Samples.Reflection(List("said"), Checklist("work-on", From("said")));
        var walk = Walk(reflection, Listed("said", "One"), Ticked("work-on", [ItemId("One"), ItemId("Two")], [ItemId("Two")]));

        var value = (ChecklistValue)walk.Active["work-on"].Value!;
        Assert.Equal([new ChosenOption(ItemId("One"), "One")], value.Chosen);
        Assert.Empty(value.Picked);
    }

    [Fact]
    public void A_block_is_asked_once_for_each_item_up_to_its_limit()
    {
        var block = Each("top", From("said"), Text("must"), Text("who-can")).With<EachBlock>(b => b with { AtMost = 2 });
        var walk = Walk(Samples.Reflection(List("said"), block), Listed("said", "A", "B", "C"));

        Assert.Equal(["said", $"must~{ItemId("A")}", $"who-can~{ItemId("A")}", $"must~{ItemId("B")}", $"who-can~{ItemId("B")}"], Fields(walk));
        Assert.Equal("B", walk.Find($"must~{ItemId("B")}")!.About!.Text);
    }

    [Fact]
    public void Inside_a_block_a_condition_means_the_answer_about_the_same_item()
    {
        var block = Each("top", From("said"), Choice("starts", "me", "both"), Text("clearer", When("starts", Test.Any, "both")));
        var walk = Walk(
            Samples.Reflection(List("said"), block),
            Listed("said", "A", "B"), Chose($"starts~{ItemId("A")}", "both"), Chose($"starts~{ItemId("B")}", "me"));

        Assert.Equal(["said", $"starts~{ItemId("A")}", $"clearer~{ItemId("A")}", $"starts~{ItemId("B")}"], Fields(walk));
    }

    [Fact]
    public void The_words_of_a_question_in_a_block_hold_the_item()
    {
        var block = Each("top", From("said"), Text("must") with { Ask = Phrase.Same("What must change about “{item}”?"), Hint = Phrase.Same("About {item}") });
        var step = Walk(Samples.Reflection(List("said"), block), Listed("said", "the money")).Steps[1];

        Assert.Equal("What must change about “the money”?", step.Ask(Pronoun.He));
        Assert.Equal("About the money", step.Hint(Pronoun.He));
    }

    [Fact]
    public void The_short_walk_has_the_marked_questions_and_the_safety_questions_and_can_become_whole()
    {
        var block = Each("top", From("said"), Text("must"), Text("act") with { Short = true }) with { Short = true };
        var reflection = Samples.Reflection("tested", [Choice("safe", "yes"), List("said") with { Short = true }, Text("more"), block], safety: ["safe"]);
        var answers = Answers(Listed("said", "A"), Wrote($"act~{ItemId("A")}", "today"));

        var brief = BreakupGuide.Features.Reflections.Walk.Of(reflection, false, answers, ItemSource.Nothing);
        Assert.Equal(["safe", "said", $"act~{ItemId("A")}"], Fields(brief));

        var whole = BreakupGuide.Features.Reflections.Walk.Of(reflection, true, answers, ItemSource.Nothing);
        Assert.Equal(["safe", "said", "more", $"must~{ItemId("A")}", $"act~{ItemId("A")}"], Fields(whole));
        Assert.Equal(brief.Active.Keys, whole.Active.Keys);
    }

    [Fact]
    public void A_block_for_the_short_walk_that_marks_none_of_its_questions_asks_them_all()
    {
        var block = Each("top", From("said"), Text("must"), Text("act")) with { Short = true };
        var reflection = Samples.Reflection(List("said") with { Short = true }, block);

        var walk = BreakupGuide.Features.Reflections.Walk.Of(reflection, false, Answers(Listed("said", "A")), ItemSource.Nothing);

        Assert.Equal(["said", $"must~{ItemId("A")}", $"act~{ItemId("A")}"], Fields(walk));
    }

    [Fact]
    public void Next_and_previous_follow_the_questions_that_are_asked()
    {
        var walk = Walk(Branching, Chose("who", "i"));

        Assert.Equal("why", walk.Next(walk.Find("who")!)!.Field);
        Assert.Equal("why", walk.Previous(walk.Find("last")!)!.Field);
        Assert.Null(walk.Next(walk.Find("last")!));
        Assert.Null(walk.Previous(walk.Find("who")!));
        Assert.Null(walk.Find("said"));
    }

    [Fact]
    public void Where_you_were_is_the_first_question_that_was_neither_answered_nor_passed_over()
    {
        Assert.Equal("who", Walk(Branching).FirstOpen!.Field);
        Assert.Equal("why", Walk(Branching, Chose("who", "i")).FirstOpen!.Field);
        Assert.Equal("last", Walk(Branching, Chose("who", "i"), Answer("why", null, AnswerState.NotToday)).FirstOpen!.Field);
        Assert.Equal("why", Walk(Branching, Chose("who", "i"), Wrote("why", " "), Wrote("last", "x")).FirstOpen!.Field);
        Assert.Null(Walk(Branching, Chose("who", "i"), Answer("why", null, AnswerState.Skipped), Wrote("last", "x")).FirstOpen);
    }

    [Fact]
    public void How_many_are_left_is_said_only_where_no_answer_to_come_changes_it()
    {
        var start = Walk(Branching);
        Assert.Null(start.Left(start.Find("who")!));

        var mine = Walk(Branching, Chose("who", "i"));
        Assert.Equal(2, mine.Left(mine.Find("who")!));
        Assert.Equal(1, mine.Left(mine.Find("why")!));
        Assert.Equal(0, mine.Left(mine.Find("last")!));

        var his = Walk(Branching, Chose("who", "he"));
        Assert.Null(his.Left(his.Find("said")!));

        var sorted = Walk(Branching, Chose("who", "he"), Listed("said", "A"), Sorted("sure", (ItemId("A"), "known")));
        Assert.Equal(1, sorted.Left(sorted.Find("sure")!));
    }

    [Fact]
    public void How_many_are_left_is_not_said_while_lines_to_come_decide_how_often_a_block_is_asked()
    {
        var named = List("said").With<ListOptions>(o => o with { Thread = "reason" });
        var reflection = Samples.Reflection(Text("first"), named, Each("top", FromThread("reason"), Text("must")));
        var walk = Walk(reflection);

        Assert.Null(walk.Left(walk.Find("first")!));
    }

    [Fact]
    public void Nothing_a_person_wrote_shows_when_a_walk_is_put_into_a_message()
    {
        var walk = Walk(Samples.Reflection(List("said"), Each("top", From("said"), Text("must"))), Listed("said", "secret words"));

        Assert.DoesNotContain("secret", string.Join(" ", walk.Steps.Select(s => $"{s} {s.About}")), StringComparison.Ordinal);
    }
}
