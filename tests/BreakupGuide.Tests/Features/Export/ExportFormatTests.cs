using System.Globalization;
using BreakupGuide.Features.Export;
using BreakupGuide.Features.Export.Formats;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Export;

public class ExportFormatTests
{
    [Fact]
    public async Task A_format_that_is_registered_is_offered_and_downloaded_by()
    {
        using var site = new Site([], services => services.AddSingleton<IExportFormat, CommaFormat>());
        var guest = new TestUser(site);
        await guest.Writes(Guid.NewGuid(), "one");
        await guest.Writes(Guid.NewGuid(), "two");

        var page = await guest.Browser.Open("/settings/download");
        var choices = page.QuerySelectorAll("input[name=form]");
        Assert.Equal(["notes", "page", "markdown", "day-one", "comma"], choices.Select(c => c.GetAttribute("value")));
        Assert.Equal("notes", Assert.Single(choices, c => c.HasAttribute("checked")).GetAttribute("value"));
        Assert.Equal("For a table Dates with commas", page.QuerySelector("label:has([value=comma])")!.TextContent.Trim());

        using var response = await guest.Browser.Send(page.QuerySelector("main form")!, ("form", "comma"));
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Matches("^notes-[0-9]{4}-[0-9]{2}-[0-9]{2}\\.csv$", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Matches("^([0-9]{4}-[0-9]{2}-[0-9]{2},){2}$", await response.Content.ReadAsStringAsync());
    }

    private sealed class CommaFormat : IExportFormat
    {
        public string Name => "comma";

        public string Purpose => "For a table";

        public string Hint => "Dates with commas";

        public string FileEnding => "csv";

        public string ContentType => "text/csv";

        public async Task WriteAsync(SpaceExport export, Stream file, CancellationToken cancel)
        {
            await using var writer = new StreamWriter(file, leaveOpen: true);
            await foreach (var entry in export.EntriesAsync(cancel))
                await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{entry.Entry.Date:yyyy-MM-dd},").AsMemory(), cancel);
        }
    }
}
