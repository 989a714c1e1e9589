using BreakupGuide.Content;
using BreakupGuide.Features.Journal.Letters.Look;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>What the plain rules of <c>content/message-rules.yaml</c> find, and at which sentence.</summary>
public class PlainLookTests
{
    private static readonly IReadOnlyList<MessageRule> Rules = ContentLoader.Load(Path.Combine(Repository.Root, "content"), QuestionTypeList.All).MessageRules;

    [Theory]
    [InlineData("It was a long day. You never listen!", "2:blame")]
    [InlineData("you NEVER, ever listen", "1:blame")]
    [InlineData("It’s all your fault.", "1:blame")]
    [InlineData("If you don’t come I will tell your mother.", "1:threat")]
    [InlineData("I'll tell everyone.", "1:threat")]
    [InlineData("I can’t go on like this.", "1:hurting-oneself")]
    [InlineData("How are you? And your mother? Did the move go well?", "3:many-questions")]
    [InlineData("How are you? And your mother?", "")]
    [InlineData("Hello. Why don't you reply? Please answer!", "2:wants-an-answer 3:wants-an-answer")]
    [InlineData("Do you still love me? Tell me you still do.", "1:reassurance 2:reassurance")]
    [InlineData("Do you still love me? When can I fetch my coat?", "")]
    // Whole words only, one after the other, within one sentence.
    [InlineData("You neverland fan. I was faulty. Not you. Never again.", "")]
    [InlineData("I would like my keys back on Saturday.", "")]
    public void What_an_ordinary_message_holds_is_found_at_its_sentence(string text, string found) =>
        Assert.Equal(found, Found(PlainLook.At(text, MessageKind.Message, Rules)));

    [Theory]
    [InlineData("I am sorry if you felt hurt.", "1:sorry-if")]
    [InlineData("I’m sorry, but I was tired.", "1:sorry-if")]
    [InlineData("I was tired, but I slept.", "")]
    [InlineData("Can you forgive me?", "1:asks-back")]
    [InlineData("Please give me another chance.", "1:asks-back")]
    [InlineData("Forgive me for shouting.", "")]
    public void What_takes_an_apology_back_is_found_at_its_sentence(string text, string found) =>
        Assert.Equal(found, Found(PlainLook.At(text, MessageKind.Apology, [.. Rules.Where(r => r.Id is "sorry-if" or "asks-back")])));

    [Fact]
    public void The_six_parts_of_an_apology_are_found_where_they_stand()
    {
        var look = PlainLook.At(
            "I am sorry. I shouted at you on Sunday. It must have been hard for you. It was my fault. I have started to walk away when I am angry.",
            MessageKind.Apology, Rules);

        Assert.Equal(["regret", "named", "effect", "responsibility", "repair", "asks-nothing"], look.Parts.Select(p => p.Rule.Id));
        Assert.All(look.Parts, p => Assert.True(p.IsFound, p.Rule.Id));
        Assert.Equal([1, 2, 3, 4, 5, null], look.Parts.Select(p => p.Sentence));
    }

    [Fact]
    public void What_is_missing_is_not_found_and_a_but_takes_responsibility_away()
    {
        var look = PlainLook.At("It was my fault, but you made it easy. Please give me a chance.", MessageKind.Apology, Rules);

        Assert.DoesNotContain(look.Parts, p => p.IsFound);
        Assert.Equal("2:asks-back", Found(look));
    }

    [Fact]
    public void A_message_has_no_parts_and_each_kind_its_own_rules()
    {
        Assert.Empty(PlainLook.At("I am sorry if I hurt you.", MessageKind.Message, Rules).Parts);
        Assert.Equal("", Found(PlainLook.At("I am sorry if I hurt you.", MessageKind.Message, Rules)));
        Assert.DoesNotContain("blame", Found(PlainLook.At("You always laughed.", MessageKind.Apology, Rules)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_end_where_people_end_them_and_carry_no_marks()
    {
        string[] expected = ["Hello", "Is it 3.5 or 4?", "“Yes.”", "Well …", "a list", "and more!"];

        Assert.Equal(expected, Sentences.In("# Hello\n\nIs it 3.5 or 4? “Yes.” Well …\n\n- **a list**\n- and more!\n"));
        Assert.Empty(Sentences.In(" \n\n "));
    }

    [Fact]
    public void A_text_without_end_is_looked_at_from_its_beginning_only()
    {
        var text = string.Concat(Enumerable.Repeat("You never call. ", 5_000)) + new string(' ', 50_000) + new string('"', 50_000);
        var look = PlainLook.At(text, MessageKind.Message, Rules);

        Assert.Equal((PlainLook.Most, false), (look.Sentences.Count, look.IsWhole));
    }

    [Fact]
    public void What_may_be_a_danger_leads_to_help() =>
        Assert.All(
            Rules.Where(r => r.Id is "threat" or "hurting-oneself" or "apology-hurting-oneself"), r => Assert.Equal("/help", Assert.Single(r.Links).Href));

    private static string Found(PlainLook look) =>
        string.Join(' ', look.Sentences.SelectMany((s, i) => s.Findings.Select(f => $"{i + 1}:{f.Id}")));
}
