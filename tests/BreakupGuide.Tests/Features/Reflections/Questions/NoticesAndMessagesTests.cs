using BreakupGuide.Content;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using Bunit;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

public class NoticesAndMessagesTests : BunitContext
{
    [Fact]
    public void Messages_are_an_alert_that_is_there_before_it_has_something_to_say()
    {
        var messages = Render<QuestionMessages>();
        Assert.Equal("messages", messages.Find("[role=alert]").Id);
        Assert.Empty(messages.FindAll("p"));

        messages.Render(p => p.Add(m => m.Messages, ["Choose two at most."]));
        Assert.Equal("Choose two at most.", messages.Find("[role=alert] > p.error").TextContent);
    }

    [Fact]
    public void A_notice_says_its_words_about_the_item_and_leads_on()
    {
        var step = new Step("q~x", Text("q"), null, new Item("x", "the money"), []);
        var notice = new Notice(null, new("He and {item}", "She and {item}", "They and {item}"), [new Target("/guides/g", Phrase.Same("Read about it"))]);

        var notices = Render<QuestionNotices>(p => p.Add(n => n.Step, step).Add(n => n.Notices, [notice]).Add(n => n.Pronoun, Pronoun.She));

        Assert.Equal("She and the money", notices.Find(".notice > p").TextContent);
        Assert.Equal("/guides/g", notices.Find("a").GetAttribute("href"));
        Assert.Equal("Read about it", notices.Find("a").TextContent);
    }

    [Fact]
    public void A_notice_that_leads_to_help_looks_like_care()
    {
        var notice = new Notice(null, Phrase.Same("There are people"), [new Target("/help", Phrase.Same("Help right now"))]);

        Assert.Single(
            Render<QuestionNotices>(p => p.Add(n => n.Step, new Step("q", Text("q"), null, null, [])).Add(n => n.Notices, [notice])).FindAll(".notice-care"));
    }
}
