using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Features.Export.Sheets;

namespace BreakupGuide.Features.Export;

public static class ExportSetup
{
    /// <remarks>The formats are offered in this order.</remarks>
    public static void AddExport(this IServiceCollection services)
    {
        services.AddSingleton<ExportFormats>();
        services.AddSingleton<IExportFormat, NotesFormat>();
        services.AddSingleton<IExportFormat, PageFormat>();
        services.AddSingleton<IExportFormat, MarkdownFormat>();
        services.AddSingleton<IExportFormat, DayOneFormat>();
        services.AddScoped<SheetStore>();
    }

    public static void MapExport(this WebApplication app) => app.MapPost(DownloadEndpoint.Address, DownloadEndpoint.DownloadAsync);
}
