using System.Text.Json;
using BreakupGuide.Entries;

namespace BreakupGuide.Tests.Features.Reflections;

/// <summary>What stands in people's spaces: byte for byte as the first release wrote it.</summary>
public class StoredAnswersTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static TheoryData<AnswerValue, string> Stored => new()
    {
        { new TextValue("A"), """{"type":"text","text":"A","isEmpty":false,"lines":["A"]}""" },
        {
            new FieldsValue([new("mine", "Mine", "A")]),
            """{"type":"fields","fields":[{"id":"mine","label":"Mine","text":"A"}],"isEmpty":false,"lines":["Mine: A"]}"""
        },
        {
            new ListValue([new("n0", Guid.Empty, "A")]),
            """{"type":"list","items":[{"key":"n0","id":"00000000-0000-0000-0000-000000000000","text":"A"}],"isEmpty":false,"lines":["A"]}"""
        },
        { new ChoiceValue("he", "He did", "A"), """{"type":"choice","value":"he","label":"He did","note":"A","isEmpty":false,"lines":["He did","A"]}""" },
        {
            new ChecklistValue([new("a", "A")], ["a"]),
            """{"type":"checklist","chosen":[{"value":"a","label":"A"}],"picked":["a"],"isEmpty":false,"lines":["A"]}"""
        },
        {
            new SortValue([new("x", "X", "true", "True")]),
            """{"type":"sort","items":[{"item":"x","text":"X","value":"true","label":"True"}],"isEmpty":false,"lines":["X: True"]}"""
        },
        {
            new ScaleValue(4, 1, 5, "light", "heavy"),
            """{"type":"scale","number":4,"low":1,"high":5,"lowLabel":"light","highLabel":"heavy","isEmpty":false,"lines":["4, from 1 (light) to 5 (heavy)"]}"""
        },
        { new DateValue(new(2026, 5, 3)), """{"type":"date","date":"2026-05-03","isEmpty":false,"lines":["3 May 2026"]}""" },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_answer_is_written_and_read_as_it_always_was(AnswerValue answer, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(answer, Web));

        var read = JsonSerializer.Deserialize<AnswerValue>(json, Web)!;
        Assert.IsType(answer.GetType(), read);
        Assert.Equal(json, JsonSerializer.Serialize(read, Web));
    }

    [Fact]
    public void The_words_that_were_stored_beside_it_are_not_what_is_read() =>
        Assert.Equal(
            new ScaleValue(4, 1, 5, "light", "heavy"),
            JsonSerializer.Deserialize<AnswerValue>(
                """{"type":"scale","number":4,"low":1,"high":5,"lowLabel":"light","highLabel":"heavy","lines":["4 of 1 (light) to 5 (heavy)"]}""", Web));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"unheard-of","text":"secret"}""")]
    [InlineData("""{"text":"secret","type":"text"}""")]
    [InlineData("""{"type":{"text":"secret"}}""")]
    public void What_is_no_answer_is_refused_without_being_quoted(string json) =>
        Assert.DoesNotContain(
            "secret", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<AnswerValue>(json, Web)).ToString(), StringComparison.Ordinal);
}
