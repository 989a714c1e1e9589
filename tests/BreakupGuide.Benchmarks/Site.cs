using BreakupGuide.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BreakupGuide.Benchmarks;

/// <summary>The whole program in memory, as it runs in production, on a data directory of its own.</summary>
internal sealed class Site(Statements statements) : WebApplicationFactory<Program>
{
    private readonly string dataDirectory = Directory.CreateTempSubdirectory("breakupguide-benchmark-").FullName;

    /// <summary>Keeps cookies, follows no redirect by itself.</summary>
    public HttpClient Browse() => CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseSetting("BreakupGuide:DataDirectory", dataDirectory);
        builder.UseSetting("BreakupGuide:BackupHours", "0");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        builder.UseSetting("Logging:LogLevel:Microsoft.AspNetCore", "Error");
        // Hundreds of saves in a few seconds.
        foreach (var limit in new[] { "Drafts", "Changes", "SignIns", "SignInsAtAddress" })
        {
            builder.UseSetting($"BreakupGuide:Limits:{limit}:Burst", "1000000");
            builder.UseSetting($"BreakupGuide:Limits:{limit}:PerMinute", "1000000");
        }

        builder.ConfigureTestServices(services => services.ConfigureDbContext<AppDbContext>(options => options.LogTo(Statements.AreMeant, statements.Note)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(dataDirectory)) return;
        SqliteConnection.ClearAllPools();
        Directory.Delete(dataDirectory, recursive: true);
    }
}
