using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using Bunit;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

public class ListControlTests : Controls
{
    private static readonly Step Said = StepFor(
        List("q").With<ListOptions>(o => o with { ItemLabel = new("Something he said", "Something she said", "Something they said") }));

    public ListControlTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    private static IEnumerable<string?> Names(IRenderedComponent<ListControl> list) => list.FindAll("textarea").Select(i => i.GetAttribute("name"));

    [Fact]
    public void Three_empty_rows_are_offered_under_one_question_each_with_a_name_of_its_own()
    {
        var list = Show<ListControl>(Said, null, p => p.Add(c => c.Pronoun, Pronoun.She));

        Assert.Equal(["item.n0", "item.n1", "item.n2"], Names(list));
        Assert.Equal("question", list.Find("fieldset").GetAttribute("aria-labelledby"));
        Assert.Equal(
            ["Something she said, row 1", "Something she said, row 2", "Something she said, row 3"],
            list.FindAll("textarea").Select(i => i.GetAttribute("aria-label")));
    }

    [Fact]
    public void Stored_rows_come_first_under_their_keys_and_new_rows_have_new_ones()
    {
        var value = new ListValue([new("n1", Id("n1"), "First"), new(ItemId("A"), Id("A"), "Taken along")]);
        var list = Show<ListControl>(Said, value, p => p.Add(c => c.Rows, new Rows(300, 1)));

        Assert.Equal(["item.n1", $"item.{ItemId("A")}", "item.n300"], Names(list));
        Assert.Equivalent(value, AnswerForm.Read(Said, Sent(list.FindAll("textarea[name]")), Pronoun.He, value, Id).Value);
    }

    [Fact]
    public void A_row_that_was_saved_since_the_page_was_sent_keeps_its_name()
    {
        var list = Show<ListControl>(Said, new ListValue([new("n0", Id("n0"), "Just typed")]));

        Assert.Equal(["item.n0", "item.n1", "item.n2"], Names(list));
    }

    [Fact]
    public void Add_another_adds_a_row_of_a_new_name_and_changes_no_other()
    {
        var list = Show<ListControl>(Said, new ListValue([new("n0", Id("n0"), "First")]));
        var before = list.FindAll("textarea").Select(i => (i.GetAttribute("name"), i.GetAttribute("value"))).ToList();

        list.Find("button").Click();
        list.Find("button").Click();

        Assert.Equal(["item.n0", "item.n1", "item.n2", "item.n3", "item.n4"], Names(list));
        Assert.Equal(before, list.FindAll("textarea").Take(3).Select(i => (i.GetAttribute("name"), i.GetAttribute("value"))));
    }

    [Fact]
    public void Add_another_puts_the_cursor_into_the_new_row()
    {
        var list = Show<ListControl>(Said);

        list.Find("button").Click();

        Assert.Single(JSInterop.Invocations, i => i.Identifier.EndsWith("focus", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Add_another_sends_the_form_where_there_is_no_script()
    {
        var button = Show<ListControl>(Said).Find("button");

        Assert.Equal("Add another", button.TextContent);
        Assert.Equal("submit", button.GetAttribute("type"));
        Assert.Equal("add", button.GetAttribute("name"));
    }

    [Fact]
    public void A_list_grows_up_to_its_limit()
    {
        var list = Show<ListControl>(Said, null, p => p.Add(c => c.Rows, new Rows(0, 99)));

        list.Find("button").Click();

        Assert.Equal(100, Names(list).Distinct().Count());
        Assert.Empty(list.FindAll("button"));
    }

    [Fact]
    public void Earlier_lines_are_offered_to_take_along_unticked_and_those_taken_are_rows_instead()
    {
        var step = StepFor(List("q"), new Item(ItemId("A"), "Offered"), new Item(ItemId("B"), "Taken"), new Item("which--space", "Option taken"));
        var value = new ListValue([new(ItemId("B"), Id("B"), "Taken"), new("which--space", Id("thread"), "Option taken")]);
        var list = Show<ListControl>(step, value);

        var box = list.Find("label.choice-row > input[type=checkbox]");
        Assert.Single(list.FindAll("input[type=checkbox]"));
        Assert.Equal("take", box.GetAttribute("name"));
        Assert.Equal(ItemId("A"), box.GetAttribute("value"));
        Assert.False(box.HasAttribute("checked"));
        Assert.Equal("Take along from what you wrote before", list.Find("legend").TextContent);
    }

    [Fact]
    public void What_stands_in_the_list_already_is_not_offered_beside_itself_and_offers_stand_before_empty_rows()
    {
        var step = StepFor(List("q"), new Item(ItemId("A"), "Never at home "), new Item(ItemId("B"), "Quarrels"));
        var list = Show<ListControl>(step, new ListValue([new("n0", Id("n0"), "never at home")]));

        Assert.Equal(ItemId("B"), Assert.Single(list.FindAll("input[type=checkbox]")).GetAttribute("value"));
        Assert.Equal("checkbox", list.FindAll("input, textarea")[0].GetAttribute("type"));
    }

    [Fact]
    public void A_line_of_this_list_is_not_offered_to_itself()
    {
        var step = StepFor(List("q"), new Item(ItemId("thread of n0"), "Mine"));

        Assert.Empty(Show<ListControl>(step, new ListValue([new("n0", Id("thread of n0"), "Mine")])).FindAll("input[type=checkbox]"));
    }

    [Fact]
    public void Typed_rows_are_shown_as_they_are_and_never_overwritten()
    {
        var value = new ListValue([new("n0", Id("n0"), "<script>x</script>")]);
        var list = Show<ListControl>(Said, value);
        var before = list.Markup;

        list.Render(p => p.Add(c => c.Value, new ListValue([new("n0", Id("n0"), "Another")])).Add(c => c.Rows, new Rows(900, 3)));

        Assert.Equal(before, list.Markup);
        Assert.Equal("<script>x</script>", list.Find("textarea").GetAttribute("value"));
    }
}
