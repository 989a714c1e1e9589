using BreakupGuide.UI.Charts;
using Bunit;

namespace BreakupGuide.Tests.UI.Charts;

/// <summary>Pictures over time: what they say holds without their colours, and the table says the same.</summary>
public sealed class ChartTests : BunitContext
{
    private static readonly DateOnly First = new(2026, 5, 1);

    private static readonly DaySpan Span = new(First, First.AddDays(10));

    [Fact]
    public void Each_row_has_its_words_a_mark_for_each_day_and_its_total()
    {
        var chart = Marks(isAll: true);

        Assert.Equal(["Quiet", "Wrote"], chart.FindAll(".label").Select(l => l.TextContent));
        Assert.Equal(["2 days in all", "0 days in all"], chart.FindAll(".total").Select(t => t.TextContent));
        var strips = chart.FindAll("svg");
        Assert.Equal(["0%", "50%"], strips[0].QuerySelectorAll("circle").Select(c => c.GetAttribute("cx")));
        Assert.Empty(strips[1].QuerySelectorAll("circle"));
        Assert.Equal(3, strips[1].QuerySelectorAll(".tick").Length);
        Assert.Equal("Quiet: 2 days in all, 1 May to 11 May", strips[0].GetAttribute("aria-label"));
        Assert.Equal("1 May, 6 May", strips[0].QuerySelector("desc")!.TextContent);
        Assert.Equal("No mark.", strips[1].QuerySelector("desc")!.TextContent);
    }

    [Fact]
    public void The_table_says_the_same()
    {
        Assert.Equal(
            ["Quiet|1 May, 6 May|2", "Wrote||0"], Marks(isAll: true).FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))));
        Assert.Equal(
            ["1 May|2", "11 May|5"], Scale().FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))));
        Assert.Equal("The same as a table", Scale().Find("summary").TextContent);
    }

    [Fact]
    public void Where_older_days_are_left_out_it_says_over_which_days_it_counts()
    {
        var chart = Marks(isAll: false);

        Assert.Equal(["2 days", "0 days"], chart.FindAll(".total").Select(t => t.TextContent));
        Assert.Equal("Counted: 1 May to 11 May", chart.Find(".counted").TextContent);
        Assert.Equal("Days, 1 May to 11 May", chart.FindAll("thead th")[2].TextContent);
        Assert.Empty(Marks(isAll: true).FindAll(".counted"));
    }

    [Fact]
    public void A_scale_of_words_says_words_and_no_numbers()
    {
        var chart = Render<ScaleChart>(p => p
            .Add(c => c.Id, "chart").Add(c => c.Title, "How were you?").Add(c => c.Span, Span).Add(c => c.Ends, new(1, 3, "low", "good"))
            .Add(c => c.Words, ["low", "so-so", "good"]).Add(c => c.Numbers, [new(First, 2), new(First.AddDays(10), 3)]));

        Assert.Equal(["good", "low"], chart.FindAll(".end").Select(e => e.TextContent));
        Assert.Equal(["1 May|so-so", "11 May|good"], chart.FindAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent))));
        Assert.Equal("1 May: so-so, 11 May: good", chart.Find("desc").TextContent);
        Assert.Equal("How were you? From low to good; 1 May to 11 May", chart.Find("svg").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_scale_names_both_ends_and_rises_with_its_numbers()
    {
        var chart = Scale();

        Assert.Equal(["5 · heavy", "1 · light"], chart.FindAll(".end").Select(e => e.TextContent));
        Assert.Equal(["75%", "0%"], chart.FindAll("circle").Select(c => c.GetAttribute("cy")));
        Assert.Single(chart.FindAll(".way"));
        Assert.Equal("1 May: 2, 11 May: 5", chart.Find("desc").TextContent);
    }

    [Fact]
    public void One_day_alone_lies_in_the_middle_and_years_are_told_where_there_are_two()
    {
        Assert.Equal("50%", new DaySpan(First, First).At(First));
        Assert.Equal("1 May 2026 to 1 Jan 2027", new DaySpan(First, new(2027, 1, 1)).Words);
    }

    private IRenderedComponent<MarkChart> Marks(bool isAll) => Render<MarkChart>(p => p
        .Add(c => c.Id, "chart").Add(c => c.Title, "What happened?").Add(c => c.Span, Span).Add(c => c.IsAll, isAll)
        .Add(c => c.Days, [First, First.AddDays(5), First.AddDays(10)])
        .Add(c => c.Rows, [new("Quiet", [First, First.AddDays(5)]), new("Wrote", [])]));

    private IRenderedComponent<ScaleChart> Scale() => Render<ScaleChart>(p => p
        .Add(c => c.Id, "chart").Add(c => c.Title, "How heavy?").Add(c => c.Span, Span).Add(c => c.Ends, new(1, 5, "light", "heavy"))
        .Add(c => c.Numbers, [new(First, 2), new(First.AddDays(10), 5)]));
}
