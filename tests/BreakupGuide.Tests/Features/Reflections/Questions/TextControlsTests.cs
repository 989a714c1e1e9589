using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;
using Bunit;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

public class TextControlsTests : Controls
{
    private static readonly Step Gives = StepFor(Fields(
        "q",
        new TextField("gladly", Phrase.Same("Gladly")),
        new TextField("never", new("Never for him", "Never for her", "Never for them"), Phrase.Same("A limit"))));

    [Fact]
    public void A_text_is_labelled_by_the_question_and_described_by_hint_and_messages()
    {
        var text = Show<TextControl>(StepFor(Text("q") with { Hint = Phrase.Same("One line") })).Find("textarea");

        Assert.Equal("text", text.GetAttribute("name"));
        Assert.Equal("question", text.GetAttribute("aria-labelledby"));
        Assert.Equal("hint messages", text.GetAttribute("aria-describedby"));
        Assert.False(text.HasAttribute("aria-invalid"));
        Assert.False(text.HasAttribute("maxlength"));
    }

    [Fact]
    public void Without_a_hint_only_the_messages_describe_it() =>
        Assert.Equal("messages", Show<TextControl>(StepFor(Text("q"))).Find("textarea").GetAttribute("aria-describedby"));

    [Fact]
    public void A_refused_answer_is_marked_as_such() =>
        Assert.Equal("true", Show<LineControl>(StepFor(Text("q")), null, p => p.Add(c => c.IsInvalid, true)).Find("input").GetAttribute("aria-invalid"));

    [Fact]
    public void A_text_shows_and_sends_its_words_and_never_takes_up_others() =>
        ShowsSendsAndKeeps<TextControl>(StepFor(Text("q")), new TextValue("Mine <b>and</b>\nall of it"), new TextValue("Another text"));

    [Fact]
    public void A_line_shows_and_sends_its_words_and_never_takes_up_others() =>
        ShowsSendsAndKeeps<LineControl>(StepFor(Line("q")), new TextValue("Mine"), new TextValue("Another text"));

    [Fact]
    public void Fields_show_and_send_their_words_and_never_take_up_others() =>
        ShowsSendsAndKeeps<FieldsControl>(
            Gives,
            new FieldsValue([new("gladly", "Gladly", "My time"), new("never", "Never for him", "My work")]),
            new FieldsValue([new("gladly", "Gladly", "Another")]));

    [Fact]
    public void Each_field_has_its_own_label_and_hint_and_together_they_are_labelled_by_the_question()
    {
        var fields = Show<FieldsControl>(Gives, null, p => p.Add(c => c.Pronoun, Pronoun.She));

        Assert.Equal("question", fields.Find("fieldset").GetAttribute("aria-labelledby"));
        Assert.Equal(["Gladly", "Never for her"], fields.FindAll("label").Select(l => l.TextContent));
        Assert.Equal(["field-gladly", "field-never"], fields.FindAll("label").Select(l => l.GetAttribute("for")));
        Assert.Equal(["field.gladly", "field.never"], fields.FindAll("textarea").Select(t => t.GetAttribute("name")));
        Assert.Equal("A limit", fields.Find($"#{fields.Find("#field-never").GetAttribute("aria-describedby")}").TextContent);
    }

    [Fact]
    public void The_note_of_a_choice_has_its_label_and_stands_there_only_where_it_is_asked_for()
    {
        var asked = Choice("q", "a").With<ChoiceOptions>(o => o with { Note = Phrase.Same("What happened?") });
        var note = Show<ChoiceNote>(StepFor(asked), new ChoiceValue("a", "A", "This"));

        Assert.Equal("What happened?", note.Find("label").TextContent);
        Assert.Equal(note.Find("label").GetAttribute("for"), note.Find("textarea").Id);
        Assert.Equal([new("note", "This")], Sent(note.FindAll("textarea")));
        Assert.Empty(Show<ChoiceNote>(StepFor(Choice("q", "a"))).Markup.Trim());
    }

    [Fact]
    public void A_date_shows_and_sends_its_day_and_never_takes_up_another() =>
        ShowsSendsAndKeeps<DateControl>(StepFor(Date("q")), new DateValue(new(2026, 5, 3)), new DateValue(new(2020, 1, 1)));

    [Fact]
    public void A_date_that_could_not_be_read_is_shown_again_as_it_was_typed() =>
        Assert.Equal("in spring", Show<DateControl>(StepFor(Date("q")), null, p => p.Add(c => c.Typed, "in spring")).Find("input").GetAttribute("value"));
}
