using AngleSharp.Dom;
using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;
using Bunit;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

public class ChoosingControlsTests : Controls
{
    private static readonly Question Ended = Choice("q").With<ChoiceOptions>(o => o with
    {
        Options =
        [
            new("he", new("He did", "She did", "They did"), Phrase.Same("With or without words")),
            new("i", Phrase.Same("I did")),
            new("old", Phrase.Same("No longer asked"), Retired: true),
        ],
    });

    private static readonly Step Best = StepFor(
        Checklist("q", "a", "b", "c").With<ChecklistOptions>(o => o with { Pick = 2, PickAsk = Phrase.Same("Which two fit best?") }));

    private static readonly Step Sure = StepFor(Sort("q", From("said"), "known", "guess"), new(ItemId("A"), "My words"), new(ItemId("B"), "Other words"));

    private static ChecklistValue Ticks(params string[] values) => new([.. values.Select(v => new ChosenOption(v, Label(v)))], []);

    private static string[] Labels(IEnumerable<IElement> labels) => [.. labels.Select(l => l.TextContent.Trim())];

    [Fact]
    public void A_choice_is_a_group_of_radio_buttons_labelled_by_the_question_with_a_whole_row_for_each()
    {
        var choice = Show<ChoiceControl>(StepFor(Ended), null, p => p.Add(c => c.Pronoun, Pronoun.They));

        Assert.Equal("question", choice.Find("fieldset").GetAttribute("aria-labelledby"));
        Assert.Equal("messages", choice.Find("fieldset").GetAttribute("aria-describedby"));
        Assert.Equal(["he", "i"], choice.FindAll("label.choice-row > input[type=radio][name=choice]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["They did With or without words", "I did"], Labels(choice.FindAll("label")));
        Assert.Empty(choice.FindAll("[checked]"));
    }

    [Fact]
    public void A_choice_shows_and_sends_what_was_chosen_and_never_takes_up_another() =>
        ShowsSendsAndKeeps<ChoiceControl>(StepFor(Ended), new ChoiceValue("i", "I did"), new ChoiceValue("he", "He did"));

    [Fact]
    public void A_retired_option_is_shown_only_where_it_was_chosen() =>
        ShowsSendsAndKeeps<ChoiceControl>(StepFor(Ended), new ChoiceValue("old", "No longer asked"), new ChoiceValue("i", "I did"));

    [Fact]
    public void A_checklist_shows_and_sends_what_was_ticked_and_never_takes_up_another() =>
        ShowsSendsAndKeeps<ChecklistControl>(
            StepFor(Checklist("q", "a", "b", "c")),
            new ChecklistValue([new("a", "The a"), new("c", "The c")], []),
            new ChecklistValue([new("b", "The b")], []));

    [Fact]
    public void A_checklist_of_the_persons_own_items_shows_their_words()
    {
        var list = Show<ChecklistControl>(StepFor(Checklist("q", From("said")), new Item(ItemId("A"), "My words")));

        Assert.Equal(["My words"], Labels(list.FindAll("label")));
        Assert.Equal(ItemId("A"), list.Find("input[type=checkbox][name=option]").GetAttribute("value"));
    }

    [Fact]
    public void What_was_ticked_and_is_offered_no_longer_still_stands_there()
    {
        var list = Show<ChecklistControl>(StepFor(Checklist("q", "a")), new ChecklistValue([new("gone", "As it was called")], []));

        Assert.Equal(["The a", "As it was called"], Labels(list.FindAll("label")));
        Assert.Equal("gone", list.Find("[checked]").GetAttribute("value"));
    }

    [Fact]
    public void The_best_ones_are_asked_for_only_when_more_are_ticked_than_may_be_picked()
    {
        var list = Show<ChecklistControl>(Best, null, p => p.Add(c => c.Now, Ticks("a", "b")));
        Assert.Empty(list.FindAll("legend"));

        list.Render(p => p.Add(c => c.Now, Ticks("a", "b", "c")));
        Assert.Equal("Which two fit best?", list.Find("fieldset + fieldset > legend").TextContent);
        Assert.Equal(["a", "b", "c"], list.FindAll("input[type=checkbox][name=pick]").Select(i => i.GetAttribute("value")));
        Assert.Equal("1", list.Find("input[type=hidden][name=picking]").GetAttribute("value"));
    }

    [Fact]
    public void The_best_ones_are_shown_and_sent() =>
        Assert.Equal(
            ["b"],
            ((ChecklistValue)AnswerForm.Read(
                Best,
                Sent(Show<ChecklistControl>(Best, Ticks("a", "b", "c") with { Picked = ["b"] }, p => p.Add(c => c.Now, Ticks("a", "b", "c")))
                .FindAll("input[name]")),
                Pronoun.He, null, Id).Value!).Picked);

    [Fact]
    public void When_ticks_change_the_boxes_that_were_there_stay_the_same()
    {
        var value = new ChecklistValue([new("a", "The a"), new("b", "The b"), new("c", "The c")], ["b"]);
        var step = StepFor(Checklist("q", "a", "b", "c", "d").With<ChecklistOptions>(o => o with { Pick = 2 }));
        var list = Show<ChecklistControl>(step, value, p => p.Add(c => c.Now, Ticks("a", "b", "c")));
        var before = list.FindAll("input[name=option]").Select(i => i.OuterHtml).ToList();

        list.Render(p => p.Add(c => c.Now, Ticks("a", "c", "d")).Add(c => c.Value, null));

        Assert.Equal(before, list.FindAll("input[name=option]").Select(i => i.OuterHtml));
        Assert.Equal(["a", "c", "d"], list.FindAll("input[name=pick]").Select(i => i.GetAttribute("value")));
    }

    [Fact]
    public void A_sort_asks_about_each_item_under_its_own_words()
    {
        var sort = Show<SortControl>(Sure);

        Assert.Equal("question", sort.Find("[role=group]").GetAttribute("aria-labelledby"));
        Assert.Equal(["My words", "Other words"], sort.FindAll("fieldset > legend").Select(l => l.TextContent));
        Assert.Equal(["known", "guess"], sort.FindAll($"input[type=radio][name='sort.{ItemId("B")}']").Select(i => i.GetAttribute("value")));
        Assert.Equal(4, sort.FindAll("label.choice-row > input[type=radio]").Count);
    }

    [Fact]
    public void A_sort_shows_and_sends_where_items_lie_and_never_takes_up_another() =>
        ShowsSendsAndKeeps<SortControl>(
            Sure,
            new SortValue([new(ItemId("B"), "Other words", "guess", "The guess")]),
            new SortValue([new(ItemId("B"), "Other words", "known", "The known")]));

    [Fact]
    public void A_scale_is_a_row_of_numbers_whose_ends_say_what_they_mean()
    {
        var step = StepFor(Scale("q", 1, 3));

        Assert.Equal(["1 light", "2", "3 heavy"], Labels(Show<ScaleControl>(step).FindAll("label")));
        ShowsSendsAndKeeps<ScaleControl>(step, new ScaleValue(2, 1, 3, "light", "heavy"), new ScaleValue(3, 1, 3, "light", "heavy"));
    }
}
