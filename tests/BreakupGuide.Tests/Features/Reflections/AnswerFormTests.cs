using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class AnswerFormTests
{
    private static Step StepFor(Question question, params Item[] items) => new(question.Id, question, null, null, items);

    private static SentAnswer Read(Step step, AnswerValue? stored, params (string Name, string Value)[] form) =>
        AnswerForm.Read(step, [.. form.Select(p => KeyValuePair.Create(p.Name, p.Value))], Pronoun.He, stored, key => Id($"row {key}"));

    private static T Read<T>(Step step, params (string Name, string Value)[] form)
        where T : AnswerValue => Assert.IsType<T>(Read(step, null, form).Value);

    [Fact]
    public void A_text_keeps_every_character_with_one_kind_of_line_end()
    {
        var value = Read<TextValue>(StepFor(Text("q")), ("text", "  One\r\nTwo\n"));

        Assert.Equal("  One\nTwo\n", value.Text);
    }

    [Fact]
    public void A_form_without_the_text_is_an_empty_text() => Assert.True(Read<TextValue>(StepFor(Text("q"))).IsEmpty);

    [Fact]
    public void A_line_is_one_line() =>
        Assert.Equal("One two", Read<TextValue>(StepFor(Line("q")), ("text", " One\r\ntwo ")).Text);

    [Fact]
    public void Fields_are_kept_with_their_labels_as_shown()
    {
        var question = Fields("q", new TextField("gladly", new("To him", "To her", "To them")), new TextField("never", Phrase.Same("Never")));

        var value = Read<FieldsValue>(StepFor(question), ("field.gladly", "Time"), ("field.unknown", "x"));

        Assert.Equal([new FieldText("gladly", "To him", "Time"), new FieldText("never", "Never", "")], value.Fields);
    }

    [Fact]
    public void Typed_rows_of_a_list_become_items_in_order_and_blank_rows_are_dropped()
    {
        var value = Read<ListValue>(StepFor(List("q")), ("item.n0", " First "), ("item.n1", "  "), ("item.n2", "Third"));

        Assert.Equal([new ListItem("n0", Id("row n0"), "First"), new ListItem("n2", Id("row n2"), "Third")], value.Items);
    }

    [Fact]
    public void Saving_the_same_rows_twice_gives_the_same_threads()
    {
        (string, string)[] form = [("item.n0", "First"), ("item.n1", "Second")];

        Assert.Equal(Read<ListValue>(StepFor(List("q")), form).Items, Read<ListValue>(StepFor(List("q")), form).Items);
    }

    [Fact]
    public void Lines_taken_along_keep_their_thread_and_options_taken_along_get_one()
    {
        var step = StepFor(List("q"), new(ItemId("A"), "A"), new("which--space", "Own space"), new(ItemId("B"), "B"));

        var value = Read<ListValue>(step, ("item.n0", "Typed"), ("take", ItemId("A")), ("take", "which--space"));

        Assert.Equal(
            [new("n0", Id("row n0"), "Typed"), new(ItemId("A"), Id("A"), "A"), new ListItem("which--space", Id("row which--space"), "Own space")],
            value.Items);
    }

    [Fact]
    public void A_line_taken_along_can_be_renamed_and_keeps_its_thread()
    {
        var stored = new ListValue([new(ItemId("A"), Id("A"), "A")]);

        var given = Read(StepFor(List("q")), stored, ($"item.{ItemId("A")}", "A, put better"), ("take", ItemId("A")));

        Assert.Equal([new ListItem(ItemId("A"), Id("A"), "A, put better")], ((ListValue)given.Value!).Items);
    }

    [Fact]
    public void A_thread_that_was_not_offered_is_not_taken_up()
    {
        var value = Read<ListValue>(StepFor(List("q")), ($"item.{ItemId("someone else's")}", "x"), ("take", ItemId("not offered")));

        Assert.Equal(Id($"row {ItemId("someone else's")}"), Assert.Single(value.Items).Id);
    }

    [Fact]
    public void New_rows_never_take_a_key_that_an_earlier_version_used()
    {
        var first = Enumerable.Range(Rows.FirstOf(3), Rows.Most).Select(Rows.Key);
        var second = Enumerable.Range(Rows.FirstOf(4), Rows.Most).Select(Rows.Key);

        Assert.Equal("n0", Rows.Key(Rows.FirstOf(0)));
        Assert.Empty(first.Intersect(second));
    }

    [Fact]
    public void A_choice_is_kept_with_its_label_as_shown_and_its_note()
    {
        var question = Choice("q").With<ChoiceOptions>(o => o with { Options = [new("a", new("He did", "She did", "They did"))], Note = Phrase.Same("More") });

        var given = AnswerForm.Read(StepFor(question), [new("choice", "a"), new("note", "Because")], Pronoun.She, null, Id);

        Assert.Equal(new ChoiceValue("a", "She did", "Because"), given.Value);
    }

    [Fact]
    public void A_note_that_is_not_asked_for_and_a_blank_note_are_none()
    {
        Assert.Null(Read<ChoiceValue>(StepFor(Choice("q", "a")), ("choice", "a"), ("note", "x")).Note);
        var asked = Choice("q", "a").With<ChoiceOptions>(o => o with { Note = Phrase.Same("More") });
        Assert.Null(Read<ChoiceValue>(StepFor(asked), ("choice", "a"), ("note", " ")).Note);
    }

    [Fact]
    public void A_choice_that_left_the_definition_keeps_the_label_it_was_given_with()
    {
        var given = Read(StepFor(Choice("q", "a")), new ChoiceValue("old", "As it was"), ("choice", "old"));

        Assert.Equal(new ChoiceValue("old", "As it was"), given.Value);
    }

    [Fact]
    public void Nothing_chosen_is_empty() => Assert.True(Read<ChoiceValue>(StepFor(Choice("q", "a"))).IsEmpty);

    [Fact]
    public void Ticked_options_are_kept_with_their_labels_and_the_best_of_them()
    {
        var step = StepFor(Checklist("q", "a", "b", "c").With<ChecklistOptions>(o => o with { Pick = 2 }));

        var value = Read<ChecklistValue>(step, ("option", "a"), ("option", "b"), ("option", "c"), ("pick", "b"), ("pick", "unticked"));

        Assert.Equal([new("a", "The a"), new("b", "The b"), new ChosenOption("c", "The c")], value.Chosen);
        Assert.Equal(["b"], value.Picked);
    }

    [Fact]
    public void Where_no_more_are_ticked_than_may_be_picked_all_of_them_are_the_best()
    {
        var step = StepFor(Checklist("q", "a", "b", "c").With<ChecklistOptions>(o => o with { Pick = 2 }));

        Assert.Equal(["a", "c"], Read<ChecklistValue>(step, ("option", "a"), ("option", "c"), ("pick", "a")).Picked);
    }

    [Fact]
    public void Ticked_items_from_elsewhere_are_kept_in_the_persons_words()
    {
        var step = StepFor(Checklist("q", From("said")), new Item(ItemId("A"), "A"));

        Assert.Equal([new ChosenOption(ItemId("A"), "A")], Read<ChecklistValue>(step, ("option", ItemId("A"))).Chosen);
    }

    [Fact]
    public void Sorted_items_are_kept_with_their_text_and_the_label_of_their_place_and_the_rest_is_left_out()
    {
        var step = StepFor(Sort("q", From("said"), "true", "not"), new(ItemId("A"), "A"), new(ItemId("B"), "B"));

        var value = Read<SortValue>(step, ($"sort.{ItemId("A")}", "not"), ("sort.unknown", "true"));

        Assert.Equal([new SortedItem(ItemId("A"), "A", "not", "The not")], value.Items);
    }

    [Fact]
    public void Fixed_items_are_sorted_under_their_values()
    {
        var step = StepFor(Sort("q", ["plans"], ["true"]));

        Assert.Equal([new SortedItem("plans", "The plans", "true", "The true")], Read<SortValue>(step, ("sort.plans", "true")).Items);
    }

    [Fact]
    public void A_number_on_a_scale_is_kept_with_what_its_ends_mean()
    {
        var step = StepFor(Scale("q", 1, 5));

        Assert.Equal(new ScaleValue(4, 1, 5, "light", "heavy"), Read<ScaleValue>(step, ("number", "4")));
        Assert.Equal(new SentAnswer(null), Read(step, null));
        Assert.Equal("Choose one of the numbers from 1 to 5.", Read(step, null, ("number", "much")).Problem);
    }

    [Theory]
    [InlineData("2026-05-03")]
    [InlineData("3/5/2026")]
    [InlineData(" 3 May 2026 ")]
    public void A_date_is_read_as_browsers_send_it_and_as_people_write_it(string typed) =>
        Assert.Equal(new DateOnly(2026, 5, 3), Read<DateValue>(StepFor(Date("q")), ("date", typed)).Date);

    [Fact]
    public void A_date_that_cannot_be_read_says_how_to_write_it_and_no_date_is_no_problem()
    {
        var step = StepFor(Date("q"));

        Assert.Contains("year-month-day", Read(step, null, ("date", "in spring")).Problem, StringComparison.Ordinal);
        Assert.Equal(new SentAnswer(null), Read(step, null, ("date", "")));
    }
}
