using System.Globalization;
using AngleSharp.Dom;
using BreakupGuide.Content;
using BreakupGuide.Features.Reflections.Practices;

namespace BreakupGuide.Tests.Features.Reflections.Practices;

/// <summary>Somebody who adds entries to practices without JavaScript.</summary>
internal sealed class PracticeUser(Site site)
{
    public Walker Walker { get; } = new(site.Browse());

    public IDocument Page => Walker.Page;

    public static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow);

    /// <summary>The rows of the timeline as they read: day and words.</summary>
    public IReadOnlyList<string> Timeline =>
        [.. Page.QuerySelectorAll("ol.timeline > li").Select(l => $"{l.QuerySelector("time")!.GetAttribute("datetime")} {Words(l.QuerySelector("dl, p")!)}")];

    /// <summary>What is said after saving.</summary>
    public string Noted => Words(Page.QuerySelector("main div[role=status]")!);

    public static string Words(INode node) =>
        string.Join(' ', node.Descendants<IText>().SelectMany(t => t.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>What is said of an entry by this outcome.</summary>
    public static string Says(ContentLibrary library, string practice, string outcome) =>
        library.Practice(practice)!.Outcomes.Single(o => o.Id == outcome).Title.He;

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Opens “Add an entry”, answers the gate where it is asked, and saves.</summary>
    public async Task Add(string practice, params (string Name, string Value)[] filled)
    {
        await Walker.Open($"/practices/{practice}/new");
        if (Walker.Form.QuerySelector("button[value=gate]") is not null) await Walker.Send("gate", ("q.safe.choice", "no"), ("q.contact.choice", "fine"));
        await Walker.Send("save", filled);
    }

    /// <summary>The id of an entry, as its link in the timeline says it.</summary>
    public Guid EntryAt(int place) =>
        Guid.Parse(Page.QuerySelectorAll("ol.timeline > li")[place].QuerySelector("a[href^='/journal/']")!.GetAttribute("href")!.Split('/')[^1]);

    public static int PageSize => LogStore.PageSize;
}
