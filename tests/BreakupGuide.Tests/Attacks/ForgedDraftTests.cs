using System.Net;

namespace BreakupGuide.Tests.Attacks;

/// <summary>Drafts that no page of ours would send.</summary>
public sealed class ForgedDraftTests(Attack.Place place) : Attack(place)
{
    public static TheoryData<string> Drafts =>
    [
        """{"value":[["words","x"]],"client":"a","sequence":1,"state":99}""",
        """{"value":[["words","x"]],"client":"a","sequence":1,"state":"99"}""",
        """{"value":[["words","x"]],"client":"a","sequence":1,"state":-1}""",
        """{"value":[["words","x"]],"client":"a","sequence":1,"baseVersion":-2147483648}""",
        """{"value":[["words","x"]],"client":"a","sequence":1,"baseVersion":2147483648}""",
        """{"value":[["words","x"]],"client":"a","sequence":9223372036854775808}""",
        """{"value":[["words","x"]],"client":"a","sequence":1e3}""",
        """{"value":[["words","x"]],"client":"a","sequence":"NaN"}""",
        """{"value":[["words","x"]],"client":"a","sequence":NaN}""",
        """{"value":[["words","x"]],"client":{"a":1},"sequence":1}""",
        """{"value":[["words","x","y"]],"client":"a","sequence":1}""",
        """{"value":[null],"client":"a","sequence":1}""",
        """{"value":[[{"x":1},"x"]],"client":"a","sequence":1}""",
        """{"value":{"words":"x"},"client":"a","sequence":1}""",
        """{"value":[["words","x"]],"client":"a","sequence":1,"reflection":["why-he-left"]}""",
        """{"value":[["words","x"]],"client":"a","sequence":1} {"value":[]}""",
        "\uFEFF\uFEFF{}",
        $$"""{"value":[["words","x"]],"client":"{{new string('a', 65)}}","sequence":1}""",
        $$"""{"value":[["words","x"]],"client":"a","sequence":1,"zone":"{{new string('.', 65)}}"}""",
        $$"""{"value":[["{{new string('w', 101)}}","x"]],"client":"a","sequence":1}""",
        $$"""{"value":[{{string.Join(',', Enumerable.Repeat("""["words","x"]""", 501))}}],"client":"a","sequence":1}""",
        $$"""{"value":{{new string('[', 5000)}}{{new string(']', 5000)}},"client":"a","sequence":1}""",
        $$"""{"unknown":{{string.Concat(Enumerable.Repeat("""{"a":""", 5000))}}1{{new string('}', 5000)}},"value":[["words","x"]],"client":"a","sequence":1}""",
    ];

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task A_forged_draft_is_refused_whole_for_journal_and_run(string json)
    {
        var token = await Anna.Token();
        foreach (var path in new[] { $"/drafts/{Entry}/words", $"/drafts/{Run}/who-ended" })
        {
            using var response = await SendAsync(Anna, HttpMethod.Put, path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"), token);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.Null(Anna.SpaceCookie);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=nonsense")]
    public async Task A_draft_in_another_dress_is_refused(string type)
    {
        using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(DraftOf("over")));
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await SendAsync(Anna, HttpMethod.Put, $"/drafts/{Entry}/words", content, await Anna.Token());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(Anna.SpaceCookie);
    }
}
