using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections;

public class AnswerRulesTests
{
    private static readonly DateOnly Today = new(2026, 5, 1);

    private static IReadOnlyList<string> Messages(Question question, AnswerValue? value, AnswerValue? stored = null, params Item[] items) =>
        new AnswerRules(new Step(question.Id, question, null, null, items), stored, Today).Messages(value);

    private static ListValue Lines(int count, int length = 1) =>
        new([.. Enumerable.Range(0, count).Select(i => new ListItem($"n{i}", Id($"{i}"), new string('x', length)))]);

    private static ChecklistValue Ticks(params string[] values) => new([.. values.Select(v => new ChosenOption(v, v))], []);

    [Fact]
    public void Nothing_is_required()
    {
        Assert.Empty(Messages(Text("q"), new TextValue("")));
        Assert.Empty(Messages(Choice("q", "a"), new ChoiceValue("", "")));
        Assert.Empty(Messages(Checklist("q", "a"), Ticks()));
        Assert.Empty(Messages(Date("q"), null));
    }

    [Theory]
    [InlineData(false, null, 20_000)]
    [InlineData(true, null, 300)]
    [InlineData(false, 50, 50)]
    public void A_text_may_be_as_long_as_its_question_says(bool isLine, int? max, int most)
    {
        var question = isLine ? Line("q") : Text("q");
        if (max is { } named) question = question.With<TextOptions>(_ => new TextOptions(named));

        Assert.Empty(Messages(question, new TextValue(new string('x', most))));
        Assert.Equal(
            [$"This is longer than can be kept here: {most + 1:N0} characters, and {most:N0} is the most. Please shorten it or split it."],
            Messages(question, new TextValue(new string('x', most + 1))));
    }

    [Fact]
    public void A_field_that_is_too_long_is_named()
    {
        var value = new FieldsValue([new("a", "Gladly", "fine"), new("b", "Never", new string('x', 20_001))]);

        Assert.StartsWith("Never: ", Assert.Single(Messages(Fields("q"), value)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_holds_a_hundred_lines_of_two_thousand_characters()
    {
        Assert.Empty(Messages(List("q"), Lines(100, 2_000)));
        Assert.Equal(["A list can hold 100 lines. Please join some of them."], Messages(List("q"), Lines(101)));
        Assert.Equal(["One line is longer than 2,000 characters. Please shorten it or make two of it."], Messages(List("q"), Lines(3, 2_001)));
    }

    [Fact]
    public void Only_what_is_offered_can_be_chosen_or_what_was_chosen_before()
    {
        var question = Choice("q").With<ChoiceOptions>(o => o with { Options = [new("a", Phrase.Same("A")), new("old", Phrase.Same("Old"), Retired: true)] });

        Assert.Empty(Messages(question, new ChoiceValue("a", "A")));
        Assert.Single(Messages(question, new ChoiceValue("old", "Old")));
        Assert.Single(Messages(question, new ChoiceValue("made-up", "")));
        Assert.Empty(Messages(question, new ChoiceValue("old", "Old"), new ChoiceValue("old", "Old")));
    }

    [Fact]
    public void A_note_has_a_length()
    {
        var question = Choice("q", "a");

        Assert.Empty(Messages(question, new ChoiceValue("a", "A", new string('x', 2_000))));
        Assert.Single(Messages(question, new ChoiceValue("a", "A", new string('x', 2_001))));
    }

    [Fact]
    public void Only_what_is_offered_can_be_ticked_or_what_was_ticked_before()
    {
        Assert.Empty(Messages(Checklist("q", "a"), Ticks("a")));
        Assert.Single(Messages(Checklist("q", "a"), Ticks("a", "made-up")));
        Assert.Empty(Messages(Checklist("q", "a"), Ticks("a", "before"), Ticks("before")));
        Assert.Empty(Messages(Checklist("q"), Ticks("item"), null, new Item("item", "In my words")));
    }

    [Fact]
    public void No_more_are_ticked_than_the_question_allows()
    {
        var question = Checklist("q", "a", "b", "c", "d").With<ChecklistOptions>(o => o with { AtMost = 3 });

        Assert.Empty(Messages(question, Ticks("a", "b", "c")));
        Assert.Equal(["Choose three at most."], Messages(question, Ticks("a", "b", "c", "d")));
    }

    [Fact]
    public void No_more_are_picked_than_the_question_allows()
    {
        var question = Checklist("q", "a", "b", "c").With<ChecklistOptions>(o => o with { Pick = 2 });

        Assert.Empty(Messages(question, Ticks("a", "b", "c") with { Picked = ["a", "b"] }));
        Assert.Empty(Messages(question, Ticks("a", "b", "c")));
        Assert.Equal(["Choose two at most."], Messages(question, Ticks("a", "b", "c") with { Picked = ["a", "b", "c"] }));
    }

    [Fact]
    public void Items_are_sorted_into_places_that_exist()
    {
        var question = Sort("q", From("said"), "true", "not");

        Assert.Empty(Messages(question, new SortValue([new("x", "X", "true", "True")])));
        Assert.Single(Messages(question, new SortValue([new("x", "X", "made-up", "")])));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void A_number_lies_on_the_scale(int number, int messages) =>
        Assert.Equal(messages, Messages(Scale("q", 1, 5), new ScaleValue(number, 1, 5, "", "")).Count);

    [Theory]
    [InlineData("1926-05-01", 0)]
    [InlineData("1926-04-30", 1)]
    [InlineData("2036-05-01", 0)]
    [InlineData("2036-05-02", 1)]
    [InlineData("0206-05-01", 1)]
    public void A_date_is_one_that_can_be_meant(string date, int messages) =>
        Assert.Equal(messages, Messages(Date("q"), new DateValue(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture))).Count);

    [Fact]
    public void No_message_repeats_what_was_written_or_shouts()
    {
        string[] messages =
        [
            .. Messages(Text("q").With<TextOptions>(_ => new TextOptions(1)), new TextValue("secret")),
            .. Messages(List("q"), new ListValue([new("n0", Guid.Empty, "secret" + new string('x', 2_000))])),
            .. Messages(Choice("q", "a"), new ChoiceValue("secret", "secret")),
        ];

        Assert.Equal(3, messages.Length);
        Assert.DoesNotContain(messages, m => m.Contains("secret", StringComparison.Ordinal) || m.Contains('!', StringComparison.Ordinal));
    }
}
