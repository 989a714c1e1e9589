using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Tests.Features.Export;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Journal;

/// <summary>One class in the registry is a whole field of the journal: written, read, compared, searched and taken along.</summary>
public sealed class SampleFieldTests : IDisposable
{
    private readonly Site site = new([], services => services.AddSingleton<EditableField, PlaceField>());
    private readonly JournalUser person;

    public SampleFieldTests() => person = new JournalUser(site);

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task It_is_written_read_and_changed()
    {
        var page = await person.Open("/journal/new");
        Assert.Equal("Place", page.QuerySelector("[data-draft-field=place] label[for=place]")?.TextContent);
        Assert.Equal("0", page.QuerySelector("input[name='base.place']")?.GetAttribute("value"));

        var id = await person.Writes("words", ("place", "  at the mill "));
        Assert.Contains("Place: at the mill", JournalUser.Shown(await person.Open($"/journal/{id}")), StringComparison.Ordinal);
        var form = JournalUser.WriteForm(await person.Open($"/journal/{id}/edit"));
        Assert.Equal(["at the mill"], JournalUser.Values(form, "place"));
        Assert.Contains("Place: at the weir", JournalUser.Shown(await person.Browser.SendAndOpen(form, ("place", "at the weir"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_its_rule_is_said_beside_it()
    {
        var page = await person.Browser.SendAndOpen(
            JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "Typed"), ("place", new string('a', 21)));

        Assert.Equal("Keep the place short.", page.GetElementById("place-error")!.TextContent);
        Assert.Equal("true", page.GetElementById("place")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task It_stands_in_a_version_that_is_compared_and_restored()
    {
        var id = await person.Writes("words", ("place", "mill"));
        await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open($"/journal/{id}/edit")), ("place", "weir"));
        var link = Assert.Single((await person.Open($"/journal/{id}/versions")).QuerySelectorAll("main li a")).GetAttribute("href")!;

        var version = await person.Open(link);
        Assert.Equal(["Your words", "Place"], version.QuerySelectorAll("main h2").Select(h => h.TextContent));
        var back = await person.Browser.SendAndOpen(JournalUser.FormWith(version, "Restore this version"));
        Assert.Contains("Place: mill", JournalUser.Shown(back), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_in_another_place_shows_both()
    {
        var id = await person.Writes("words", ("place", "mill"));
        var mine = await person.Open($"/journal/{id}/edit");
        await person.Browser.SendAndOpen(JournalUser.WriteForm(await person.Open($"/journal/{id}/edit")), ("place", "weir"));

        var both = await person.Browser.SendAndOpen(JournalUser.WriteForm(mine), ("place", "lock"));
        Assert.Equal(["Place, as saved elsewhere", "Place, as typed here"], both.QuerySelectorAll(".both h3").Select(h => h.TextContent));
        Assert.Equal(["weir", "lock"], both.QuerySelectorAll(".both .quote").Select(q => q.TextContent));
    }

    [Fact]
    public async Task It_is_searched()
    {
        await person.Writes("words", ("title", "First"), ("place", "at the mill"));
        await person.Writes("words", ("title", "Second"));

        Assert.Equal(["First"], JournalUser.Lines(await person.Searches("mill")));
    }

    [Fact]
    public async Task It_is_given_back_where_its_form_is_refused()
    {
        using var refused = await person.Browser.Send(
            JournalUser.WriteForm(await person.Open("/journal/new")), ("words", "Typed"), ("place", "mill"), ("__RequestVerificationToken", "from long ago"));
        var page = await Browser.Read(refused);

        Assert.Equal(["Your words", "Place"], page.QuerySelectorAll("main label").Select(l => l.TextContent));
        Assert.Equal("mill", page.QuerySelector("main input[name=place]:not([type=hidden])")?.GetAttribute("value"));
    }

    [Fact]
    public async Task It_is_taken_along()
    {
        await person.Writes("words", ("tags", "rain"), ("place", "mill"));

        Assert.Contains("place: mill\n---\n\nwords\n", Assert.Single(await Downloaded.ZipAsync(person.Browser, "markdown")).Value, StringComparison.Ordinal);
        var entry = (await Downloaded.ZipAsync(person.Browser, "notes")).Single(f => f.Key.StartsWith("entries/", StringComparison.Ordinal));
        Assert.Contains("\"mill\"", entry.Value, StringComparison.Ordinal);
    }

    private sealed class PlaceField : EditableField
    {
        public override string Name => "place";

        public override string Label => "Place";

        public override FieldPlace Place => FieldPlace.Detail;

        public override IValidator<string> Rules { get; } = new InlineValidator<string>
        {
            rules => rules.RuleFor(place => place).Must(place => place.Length <= 20).WithMessage("Keep the place short."),
        };

        public override string Read(string posted) => posted.Trim();
    }
}
