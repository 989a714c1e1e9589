using BreakupGuide.Content;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Practices.PracticeUser;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>The shared questions before a practice that may lead to contact.</summary>
public sealed class GateTests : IDisposable
{
    private readonly Site site = new();
    private readonly ContentLibrary library;
    private readonly PracticeUser user;

    public GateTests()
    {
        library = site.Services.GetRequiredService<ContentLibrary>();
        user = new PracticeUser(site);
    }

    public void Dispose() => site.Dispose();

    private static readonly string[] Fields = ["safe", "contact"];

    private IEnumerable<string> Asked =>
        user.Walker.Form.QuerySelectorAll("[data-draft-field]").Select(f => f.GetAttribute("data-draft-field")!).Where(f => f != "day");

    [Fact]
    public async Task They_are_asked_first_and_hold_for_the_next_entry()
    {
        await user.Walker.Open("/practices/ladder/new");
        Assert.Equal(Fields, Asked);
        await user.Walker.Send("gate", ("q.safe.choice", "no"), ("q.contact.choice", "fine"));
        Assert.Equal(["strong", "step", "whose", "how-went", "own"], Asked);
        await user.Walker.Send("save", ("q.strong.choice", "strong"), ("q.step.choice", "none"));
        Assert.Contains(Says(library, "ladder", "no-step"), user.Noted, StringComparison.Ordinal);

        await user.Walker.Open("/practices/ladder/new");
        Assert.Equal(["strong", "step", "whose", "how-went", "own"], Asked);
        Assert.Contains("You said “No”", user.Walker.Text, StringComparison.Ordinal);
        var change = user.Page.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Change:", StringComparison.Ordinal));
        await user.Walker.Follow(change.GetAttribute("href")!);
        Assert.Equal(Fields, Asked);
    }

    [Fact]
    public async Task Where_contact_is_closed_no_step_is_asked_and_help_is_said()
    {
        await user.Walker.Open("/practices/ladder/new");
        await user.Walker.Send("gate", ("q.safe.choice", "afraid"), ("q.contact.choice", "he-asked-none"));

        Assert.Equal(["strong", "own"], Asked);
        Assert.Contains("What was done to you is not your fault", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Send("save", ("q.own.text", "A walk"));
        Assert.Contains(Says(library, "ladder", "help-first"), user.Noted, StringComparison.Ordinal);
        Assert.Equal("/help", user.Page.QuerySelector("main div[role=status] a.button")!.GetAttribute("href"));
        Assert.NotNull(user.Page.QuerySelector("main .notice-care[role=status]"));
    }

    [Fact]
    public async Task They_may_be_left_open_and_then_nothing_is_taken_as_fine()
    {
        await user.Walker.Open("/practices/ladder/new");
        await user.Walker.Send("gate");
        Assert.Contains("There is nothing here yet", user.Walker.Text, StringComparison.Ordinal);
        await user.Walker.Follow(user.Walker.LinkTo("Leave these open for now"));

        Assert.Equal(["strong", "own"], Asked);
        await user.Walker.Send("save", ("q.strong.choice", "not-today"));
        Assert.Single(user.Timeline);
    }

    [Fact]
    public async Task Where_they_close_every_question_the_page_says_what_holds_instead_of_a_form()
    {
        using var closing = new Site([], services =>
        {
            var ladder = library.Practice("ladder")!;
            var waiting = ladder with { Questions = [.. ladder.Questions.Where(q => ladder.Safety.Contains(q.Id) || q.When is not null)] };
            services.AddSingleton(library with { Practices = [waiting] });
        });
        var other = new PracticeUser(closing);
        await other.Walker.Open("/practices/ladder/new");
        await other.Walker.Send("gate", ("q.safe.choice", "no"), ("q.contact.choice", "he-asked-none"));

        Assert.Null(other.Page.QuerySelector("form[data-draft]"));
        Assert.Contains("Then that stands", other.Walker.Text, StringComparison.Ordinal);
        Assert.Contains(Says(library, "ladder", "closed"), other.Walker.Text, StringComparison.Ordinal);
        await other.Walker.Open("/practices/ladder");
        Assert.Contains("You answered the questions about safety and contact", other.Walker.Text, StringComparison.Ordinal);
    }
}
