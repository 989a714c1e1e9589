using BreakupGuide.Content;

namespace BreakupGuide.Tests.Content;

/// <summary>Mistakes of whole files and between files, and all of them told at once.</summary>
public sealed class ContentFileMistakeTests : IDisposable
{
    private const string Guide = SampleContent.Guide;
    private const string Reflection = SampleContent.Reflection;

    private readonly SampleContent sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        sample.Replace(Reflection, "type: date", "type: day");
        sample.Replace(Guide, "topics: [looking-after-yourself]", "topics: [cooking]");
        sample.Replace("references.yaml", "year: 2011", "year: 11");

        var errors = sample.Errors();

        Assert.Equal([Guide, "references.yaml", Reflection], errors.Select(e => e.File));
        var message = new ContentException(errors).Message;
        Assert.All(errors, e => Assert.Contains($"{e.File}:{e.Line}: {e.Message}", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("references.yaml")]
    [InlineData("safety.yaml")]
    [InlineData(Guide)]
    [InlineData(Reflection)]
    public void A_file_that_cannot_be_read_is_named_once_and_not_missed_everywhere_else(string file)
    {
        sample.Replace(Guide, "Ring somebody.", "Ring somebody, or [sort things](/reflections/moving-out).");
        // A second of each, so that the folder is not without any.
        sample["guides/second.md"] = sample[Guide].Replace("order: 1", "order: 2", StringComparison.Ordinal);
        sample["reflections/second.yaml"] = sample[Reflection].Replace("prefill: [", "prefill: [moving-out/to-settle, ", StringComparison.Ordinal);
        sample[file] = "\"";

        Assert.Equal(file, Assert.Single(sample.Errors()).File);
    }

    [Theory]
    [InlineData("references.yaml")]
    [InlineData("helplines.yaml")]
    [InlineData("safety.yaml")]
    [InlineData("situations.yaml")]
    [InlineData("message-rules.yaml")]
    public void A_missing_file_is_named(string file)
    {
        sample.Remove(file);

        Assert.Contains(sample.Errors(), e => e is { Line: 1, Message: "this file is missing" } && e.File == file);
    }

    [Fact]
    public void An_empty_folder_says_all_that_it_lacks()
    {
        var errors = Assert.Throws<ContentException>(() => ContentLoader.Load(sample.Directory, QuestionTypeList.All)).Errors;

        Assert.Contains(errors, e => e.Message == "there is no guide");
        Assert.Contains(errors, e => e.Message == "there is no reflection");
    }

    [Theory]
    [InlineData("  any: [\"sorry\"]\n", "", "a rule has one of any, more-questions-than and none-of")]
    [InlineData("  missing: \"No sentence says it in so many words.\"\n", "", "part and missing belong together")]
    [InlineData("  says: \"Here you say that you are sorry.\"\n", "", "“says” is missing")]
    [InlineData("  more-questions-than: 2", "  more-questions-than: 2\n  with: [\"so\"]", "“with” belongs to “any”")]
    [InlineData("  more-questions-than: 2", "  more-questions-than: 2\n  only: true", "“only” belongs to “any”")]
    [InlineData("  none-of: asks-back", "  none-of: asks-back\n  says: \"x\"", "a rule with none-of finds no sentence, so it says nothing beside one")]
    [InlineData("  says: \"Several", "  part: \"x\"\n  missing: \"x\"\n  says: \"Several", "only an apology has parts")]
    public void A_rule_for_messages_that_is_not_whole_is_told(string old, string text, string message)
    {
        sample.Replace("message-rules.yaml", old, text);

        var error = Assert.Single(sample.Errors());
        Assert.Equal(("message-rules.yaml", message), (error.File, error.Message));
        Assert.True(error.Line > 1);
    }

    [Fact]
    public void Help_lines_may_not_be_emptied()
    {
        sample["helplines.yaml"] = "[]";

        Assert.Equal("helplines.yaml:1: there is no help line", Assert.Single(sample.Errors()).ToString());
    }

    [Theory]
    [InlineData("reflections/moving-in.yml", "only .yaml files are read here")]
    [InlineData("guides/notes.txt", "only .md files are read here")]
    public void A_file_that_would_not_be_read_is_named(string file, string message)
    {
        sample[file] = "anything";

        Assert.Contains(sample.Errors(), e => e.File == file && e.Message == message);
    }

    [Theory]
    [InlineData("moving-out.yaml", "version: 1", "an earlier version's file is named {slug}.v{n}.yaml")]
    [InlineData("moving-out.v2.yaml", "version: 1", "the file's name says version 2, this line says 1")]
    [InlineData("moving-out.v1.yaml", "version: 1", "an earlier version is lower than the current one, which is 1")]
    public void An_earlier_version_out_of_place_is_named(string name, string version, string message)
    {
        sample["reflections/earlier/" + name] = sample[Reflection].Replace("version: 1", version, StringComparison.Ordinal);

        Assert.Contains(sample.Errors(), e => e.File == "reflections/earlier/" + name && e.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_guides_at_one_place_in_the_reading_order_are_named()
    {
        sample["guides/second.md"] = sample[Guide];

        Assert.Equal("guides/second.md:4: two guides stand at place “1”", Assert.Single(sample.Errors()).ToString());
    }

    [Fact]
    public void Two_references_of_one_id_are_named()
    {
        sample["references.yaml"] += sample["references.yaml"];

        Assert.Equal("references.yaml:9: two references have the id “rhoades-2011”", Assert.Single(sample.Errors()).ToString());
    }

    [Fact]
    public void A_reflection_that_leads_to_contact_without_asking_about_safety_is_named()
    {
        sample.Replace(Reflection, "safety: [safe, contact]", "safety: [safe]");

        Assert.Contains(
            sample.Errors(),
            e => e.File == Reflection && e.Message.StartsWith("a reflection that leads to contact asks about safety first", StringComparison.Ordinal));
    }

    [Fact]
    public void A_guide_without_a_head_is_named()
    {
        sample[Guide] = sample[Guide][4..];

        Assert.Contains(sample.Errors(), e => e is { File: Guide, Line: 1 } && e.Message.StartsWith("a guide begins with a head", StringComparison.Ordinal));
    }

    [Fact]
    public void A_container_that_is_never_closed_is_named_where_it_opens()
    {
        var line = sample.Replace(Guide, ":::care\n", ":::care\n");
        sample.Replace(Guide, "first.\n:::\n", "first.\n");

        Assert.Contains(sample.Errors(), e => e.File == Guide && e.Line == line && e.Message == "“:::care” is never closed by “:::”");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3_000)]
    public void A_guide_of_the_wrong_length_is_named(int words)
    {
        var start = sample[Guide].IndexOf("One more plain", StringComparison.Ordinal);
        sample[Guide] = sample[Guide][..start] + string.Concat(Enumerable.Repeat("word ", words));

        Assert.StartsWith("a guide has between 900 and 1500 words; this one has ", Assert.Single(sample.Errors()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guide_with_more_evidence_than_guidance_allows_is_named()
    {
        sample.Replace(Guide, "It does not tell us who does well.", string.Concat(Enumerable.Repeat("word ", 400)));

        Assert.Equal("more than a quarter of this guide's words stand in evidence notes", Assert.Single(sample.Errors()).Message);
    }

    [Fact]
    public void A_file_that_is_not_text_is_named()
    {
        sample.Write();
        File.WriteAllBytes(Path.Combine(sample.Directory, "safety.yaml"), [0xff, 0xfe, 0x00]);

        var errors = Assert.Throws<ContentException>(() => ContentLoader.Load(sample.Directory, QuestionTypeList.All)).Errors;

        Assert.Contains(errors, e => e is { File: "safety.yaml", Message: "this file is not UTF-8" });
    }
}
