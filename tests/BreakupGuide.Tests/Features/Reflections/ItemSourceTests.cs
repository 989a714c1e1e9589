using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class ItemSourceTests
{
    private static readonly Reflection Own = Samples.Reflection(
        Checklist("which", "plans", "space"),
        List("said"),
        Sort("true", From("said"), "true", "partly", "not"));

    private static IReadOnlyList<Item> Items(Source[] sources, Answer[] answers, ItemSource? source = null) =>
        (source ?? ItemSource.Nothing).Items(sources, Own, Answers(answers));

    [Fact]
    public void A_list_gives_its_lines_by_their_threads() =>
        Assert.Equal([new Item(ItemId("A"), "A"), new Item(ItemId("B"), "B")], Items([From("said")], [Listed("said", "A", "B")]));

    [Fact]
    public void A_checklist_gives_what_was_ticked_or_only_what_was_picked()
    {
        Answer[] answers = [Ticked("which", ["plans", "space"], ["space"])];

        Assert.Equal(["The plans", "The space"], Items([From("which")], answers).Select(i => i.Text));
        Assert.Equal([new Item("which--space", "The space")], Items([From("which", picked: true)], answers));
    }

    [Fact]
    public void A_sort_gives_its_items_or_only_those_in_some_places_under_the_ids_they_came_with()
    {
        Answer[] answers = [Sorted("true", ("x", "true"), ("y", "not"), ("z", "partly"))];

        Assert.Equal(["x", "y", "z"], Items([From("true")], answers).Select(i => i.Id));
        Assert.Equal(["x", "z"], Items([From("true", ["true", "partly"])], answers).Select(i => i.Id));
    }

    [Fact]
    public void Passed_over_and_missing_answers_give_nothing()
    {
        Assert.Empty(Items([From("said")], []));
        Assert.Empty(Items([From("said")], [Listed("said", "A") with { State = AnswerState.Skipped }]));
        Assert.Empty(Items([From("unheard-of"), From("said", reflection: "never-begun")], []));
    }

    [Fact]
    public void Another_reflection_gives_what_counts_in_its_newest_run()
    {
        var other = Samples.Reflection("other", [Choice("who", "he"), List("heard", When("who", Test.Any, "he"))]);
        Answer[] told = [Chose("who", "he"), Listed("heard", "Told")];
        ItemSource From(params Answer[] answers) => new(new Dictionary<string, Walk> { ["other"] = Walk(other, answers) }, []);

        Assert.Equal(["Told"], Items([Samples.From("heard", reflection: "other")], [], From(told)).Select(i => i.Text));
        Assert.Empty(Items([Samples.From("heard", reflection: "other")], [], From(told[1])));
    }

    [Fact]
    public void Threads_come_by_kind_and_an_item_named_by_two_sources_comes_once()
    {
        var source = new ItemSource(
            new Dictionary<string, Walk>(),
            [
                new NamedThread(Id("A"), "reason", "A", Guid.Empty, "said"), new NamedThread(Id("C"), "reason", "C", Guid.Empty, "said"),
                new NamedThread(Id("X"), "need", "X", Guid.Empty, "said"),
            ]);

        Assert.Equal(["A", "B", "C"], Items([From("said"), FromThread("reason")], [Listed("said", "A", "B")], source).Select(i => i.Text));
    }

    [Fact]
    public void The_same_value_of_two_questions_is_two_items()
    {
        var reflection = Samples.Reflection(Checklist("one", "other"), Checklist("two", "other"));
        var items = ItemSource.Nothing.Items([From("one"), From("two")], reflection, Answers(Ticked("one", ["other"]), Ticked("two", ["other"])));

        Assert.Equal(["one--other", "two--other"], items.Select(i => i.Id));
    }
}
