using BreakupGuide.Content;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Spaces.SignIn;
using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using static BreakupGuide.Tests.Features.Reflections.Samples;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

/// <summary>The part of a question that lives in a circuit, over the real store.</summary>
public sealed class QuestionIslandContentTests : BunitContext
{
    private static readonly Reflection Made = Samples.Reflection(
        "made",
        [
            Checklist("which", "a", "b", "c").With<ChecklistOptions>(o => o with { Pick = 2, PickAsk = Phrase.Same("Which two?") }) with
            {
                Notices = [new(When("which", Test.Any, "c"), Phrase.Same("About c"), [])],
            },
            Text("tale") with { Notices = [new(null, Phrase.Same("Take your time"), [])] },
            List("said"),
        ]);

    private readonly Guid run = Guid.NewGuid();
    private long sequence;
    private readonly Site site = new([], services => services.AddSingleton(new ContentLibrary([], [Made], [], [], [], [])));
    private readonly UnlockedSpace space;
    private readonly RunStore runs;

    public QuestionIslandContentTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        (var session, space) = StoredSession.NewVisitorAsync(site).GetAwaiter().GetResult();
        runs = site.Services.GetRequiredService<RunStore>();
        Services.AddSingleton(runs);
        Services.AddSingleton(site.Services.GetRequiredService<OpenSpaces>());
        Services.AddSingleton(site.Services.GetRequiredService<EntryTime>());
        Services.AddScoped<LoadedRun>();
        Services.AddSingleton<AuthenticationStateProvider>(new Someone(session));
        Services.AddScoped<CurrentSpace>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) site.Dispose();
    }

    private async Task Save(string field, params (string Name, string Value)[] form) =>
        Assert.IsType<Saved.Done>((await runs.AnswerAsync(
            space,
            new Draft(
                run, field, "made", [.. form.Select(p => KeyValuePair.Create(p.Name, p.Value))], AnswerState.Given, 0, "page", ++sequence, null),
            Pronoun.He, null, default)).Saved);

    private IRenderedComponent<QuestionIsland> Show(string field)
    {
        var island = Render<QuestionIsland>(
            p => p.Add(i => i.Reflection, "made").Add(i => i.Entry, run).Add(i => i.Field, field).Add(i => i.EmptyRows, 3));
        // PostgreSQL answers a moment later.
        island.WaitForElement("input[data-saved]");
        return island;
    }

    [Fact]
    public async Task After_a_save_the_choice_between_the_ticked_ones_and_the_notices_follow_and_the_boxes_stay()
    {
        var island = Show("which");
        var boxes = island.FindAll("input[name=option]").Select(i => i.OuterHtml).ToList();
        Assert.Empty(island.FindAll("input[name=pick]"));

        await Save("which", ("option", "a"), ("option", "b"), ("option", "c"));
        island.Find("input[data-saved]").Change("1");

        island.WaitForElement("input[name=pick]");
        Assert.Equal(["a", "b", "c"], island.FindAll("input[name=pick]").Select(i => i.GetAttribute("value")));
        Assert.Equal("About c", island.Find(".notice > p").TextContent);
        Assert.Equal(boxes, island.FindAll("input[name=option]").Select(i => i.OuterHtml));

        await Save("which", ("option", "a"));
        island.Find("input[data-saved]").Change("2");
        island.WaitForAssertion(() => Assert.Empty(island.FindAll("input[name=pick]")));
        Assert.Empty(island.FindAll(".notice"));
    }

    [Fact]
    public async Task What_is_stored_is_there_when_the_circuit_draws_it_again()
    {
        await Save("said", ("item.n0", "Stored"));

        Assert.Equal("Stored", Show("said").Find("textarea[name='item.n0']").GetAttribute("value"));
    }

    [Fact]
    public async Task Typed_rows_are_never_touched_by_a_save()
    {
        var island = Show("said");
        var before = island.FindAll("textarea").Select(i => (i.GetAttribute("name"), i.GetAttribute("value"))).ToList();

        await Save("said", ("item.n0", "Typed"));
        island.Find("input[data-saved]").Change("1");

        Assert.Equal(before, island.FindAll("textarea").Select(i => (i.GetAttribute("name"), i.GetAttribute("value"))));
    }

    [Fact]
    public void Beside_a_text_it_shows_messages_and_notices_and_no_control()
    {
        var island = Show("tale");

        Assert.Empty(island.FindAll("textarea, input:not([data-saved])"));
        Assert.Single(island.FindAll("#messages[role=alert]"));
        Assert.Equal("Take your time", island.Find(".notice > p").TextContent);
    }

    [Fact]
    public async Task A_fault_leaves_a_sentence_that_the_words_are_kept()
    {
        await Save("which", ("option", "a"));
        var island = Show("which");
        space.Dispose();

        island.Find("input[data-saved]").Change("1");

        island.WaitForAssertion(
            () => Assert.Contains("What you wrote is kept", island.Find("[role=alert]").TextContent, StringComparison.Ordinal));
    }

    private sealed class Someone(Guid session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(
            new(new System.Security.Claims.ClaimsIdentity([new(SpaceClaims.Session, session.ToString("N"))], "test"))));
    }
}
