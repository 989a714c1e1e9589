using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BreakupGuide.Content;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Data;
using BreakupGuide.Tests.Data.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BreakupGuide.Tests;

/// <summary>The whole program in memory, as it runs in production, on a data directory of its own. Pages are asked for over HTTP.</summary>
public sealed class Site : WebApplicationFactory<Program>
{
    // Read once for all: it never changes, and reading it takes half of a start. Sites with a content folder of their own read that.
    private static readonly Lazy<ContentLibrary> Content = new(
        () => ContentLoader.Load(ContentFolder.Find(new ConfigurationBuilder().Build()), QuestionTypeList.All));

    private readonly (string Key, string Value)[] settings;
    private readonly Action<IServiceCollection>? services;
    private bool isStarted;

    public Site()
        : this([])
    {
    }

    /// <param name="settings">Configuration, such as <c>("BreakupGuide:LockAfterMinutes", "5")</c>.</param>
    /// <param name="services">Replaces or adds services after the program has registered its own.</param>
    internal Site((string Key, string Value)[] settings, Action<IServiceCollection>? services = null)
    {
        this.settings = settings;
        this.services = services;
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("breakupguide-test-").FullName;

    private string UsedDirectory => settings.LastOrDefault(s => s.Key == "BreakupGuide:DataDirectory", (Key: "", Value: DataDirectory)).Value;

    /// <summary>A browser: keeps cookies, follows no redirect by itself.</summary>
    public Browser Browse() => new(CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>Serves by a real Kestrel, on a free port of this machine.</summary>
    /// <returns>Where it answers.</returns>
    public Uri Serve()
    {
        UseKestrel(0);
        StartServer();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(address.Replace("[::]", "localhost", StringComparison.Ordinal));
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        isStarted = true;
        return host;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseDefaultServiceProvider(options => options.ValidateScopes = options.ValidateOnBuild = true);
        builder.UseSetting("BreakupGuide:DataDirectory", DataDirectory);
        if (!settings.Any(s => s.Key == "BreakupGuide:Database:Provider")) UseDatabase(builder);
        // As quick as is allowed: what passphrases cost in production is tested where it matters.
        builder.UseSetting("BreakupGuide:PassphraseRounds", $"{KeyWrap.FewestRounds}");
        // All people of a test come from one address, and more quickly than people do.
        foreach (var limit in new[] { "SignIns", "SignInsAtAddress", "Changes", "NewVisitors" })
            builder.UseSetting($"BreakupGuide:Limits:{limit}:Burst", "100000");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureTestServices(added =>
        {
            if (!settings.Any(s => s.Key == ContentFolder.Key)) added.AddSingleton(Content.Value);
            services?.Invoke(added);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        // The program's own thread may still be about to let go of its directory.
        if (disposing && isStarted) SpinWait.SpinUntil(() => !IsHeld(), TimeSpan.FromSeconds(10));
        if (disposing && TestDatabase.IsPostgres) PostgresServer.DropOf(DataDirectory);
        if (disposing && Directory.Exists(DataDirectory)) Directory.Delete(DataDirectory, recursive: true);
    }

    private void UseDatabase(IWebHostBuilder builder)
    {
        if (TestDatabase.IsPostgres)
        {
            builder.UseSetting("BreakupGuide:Database:Provider", "PostgreSQL");
            builder.UseSetting("BreakupGuide:Database:ConnectionString", PostgresServer.DatabaseOf(UsedDirectory));
        }
        else if (UsedDirectory == DataDirectory && !Directory.EnumerateFileSystemEntries(DataDirectory).Any())
        {
            // As a first start leaves it. Tests of a first start name a folder of their own.
            File.WriteAllBytes(Path.Combine(DataDirectory, "breakupguide.db"), TestDatabase.UpToDateFile);
        }
    }

    private bool IsHeld()
    {
        var running = Path.Combine(UsedDirectory, "running");
        try
        {
            if (File.Exists(running)) File.Open(running, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}

/// <summary>One person's browser without JavaScript.</summary>
public sealed class Browser(HttpClient http)
{
    public HttpClient Http { get; } = http;

    /// <summary>The page at this address; fails unless the status is <paramref name="status"/>.</summary>
    public async Task<IDocument> Open(string path, int status = 200)
    {
        using var response = await Http.GetAsync(path);
        Assert.Equal(status, (int)response.StatusCode);
        return await Read(response);
    }

    /// <summary>Sends a form as the browser would: all its fields as they stand, changed by <paramref name="filled"/>.</summary>
    public async Task<HttpResponseMessage> Send(IElement form, params (string Name, string Value)[] filled)
    {
        var names = filled.Select(f => f.Name).ToHashSet();
        var fields = Standing(form).Where(f => !names.Contains(f.Name)).Concat(filled);
        var action = form.GetAttribute("action");
        return await Http.PostAsync(
            string.IsNullOrEmpty(action) ? form.Owner!.Url : action,
            new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
    }

    /// <summary>Sends a form and shows the page it leads to.</summary>
    public async Task<IDocument> SendAndOpen(IElement form, params (string Name, string Value)[] filled)
    {
        using var response = await Send(form, filled);
        return response.Headers.Location is { } next ? await Open(next.ToString()) : await Read(response);
    }

    /// <summary>Creates a kept space, and leaves it open.</summary>
    public async Task OpenSpace(string name, string passphrase = "a heron on the mill roof")
    {
        var page = await Open("/start");
        using var response = await Send(
            page.QuerySelector("main form")!, ("Input.Name", name), ("Input.Passphrase", passphrase), ("Input.Repeat", passphrase));
        response.EnsureSuccessStatusCode();
    }

    public static async Task<IDocument> Read(HttpResponseMessage response)
    {
        var document = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
        document.Location.Href = response.RequestMessage!.RequestUri!.ToString();
        return document;
    }

    private static IEnumerable<(string Name, string Value)> Standing(IElement form) =>
        from control in form.QuerySelectorAll("input[name], textarea[name], select[name]")
        where control.GetAttribute("type") is not ("radio" or "checkbox") || control.HasAttribute("checked")
        select (control.GetAttribute("name")!, control switch
        {
            _ when control.LocalName == "textarea" => control.TextContent,
            _ when control.LocalName == "select" => control.QuerySelector("option[selected]")?.GetAttribute("value") ?? "",
            _ => control.GetAttribute("value") ?? (control.GetAttribute("type") is "radio" or "checkbox" ? "on" : ""),
        });
}
