namespace BreakupGuide.Benchmarks.References;

/// <summary>The table of <c>docs/performance.md</c> for which other programs are started: <c>… BreakupGuide.Benchmarks references [FOLDER]</c>.</summary>
/// <param name="kept">A folder in which programs published before are taken and new ones stay; null for one that is gone afterwards.</param>
internal sealed class Against(string? kept) : IDisposable
{
    private const string Guide = "/guides/why-did-he-leave";
    private const int Seconds = 2;
    private const int Rounds = 5;
    private const int Starts = 9;
    private const int Circuits = 200;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private static readonly string[] Paths = [Guide, "/", "/guides", "/help"];
    private static readonly string[] Encodings = ["br", ""];

    private readonly string folder = kept ?? Directory.CreateTempSubdirectory("breakupguide-references-").FullName;
    private string ours = "";
    private string template = "";

    public async Task WriteAsync()
    {
        await Programs.InstallAsync(("nginx", "nginx-light"), ("wrk", "wrk"));
        ours = await Programs.PublishOursAsync(folder);
        template = await Programs.PublishTemplateAsync(folder);
        Console.WriteLine(Table.Header);
        await WritePagesAsync();
        await WriteStartAsync();
        await WriteMemoryAsync();
        await WriteCircuitsAsync();
    }

    public void Dispose()
    {
        if (kept is null) Directory.Delete(folder, recursive: true);
    }

    private async Task WritePagesAsync()
    {
        await using var site = await StartAsync(ours);
        await using var empty = await StartAsync(template);
        foreach (var encoding in Encodings)
        {
            await using var nginx = await Nginx.StartAsync(folder, site.Address, Paths, encoding);
            foreach (var path in Paths)
            {
                var (mine, theirs) = await ByTurnsAsync(site, path, nginx, path, encoding);
                var what = $"{(path == Guide ? "guide page" : path)}, {(encoding == "" ? "plain" : encoding)}";
                Table.Row(
                    what, "nginx, same bytes and headers", "≥ 0.8",
                    Table.Ratio(mine, theirs, r => r.PerSecond), Table.Ratio(mine, theirs, r => r.CpuMicroseconds));
                if (path != Guide) continue;
                var (again, page) = await ByTurnsAsync(site, path, empty, "/", encoding);
                Table.Row(
                    what, "template's static page", "≥ 8",
                    Table.Ratio(again, page, r => r.PerSecond), Table.Ratio(again, page, r => r.CpuMicroseconds));
            }
        }
    }

    private static async Task<(List<Load.Rate> Ours, List<Load.Rate> Reference)> ByTurnsAsync(
        Running ours, string path, Running reference, string itsPath, string encoding)
    {
        var (mine, theirs) = (new List<Load.Rate>(), new List<Load.Rate>());
        await Load.MeasureAsync(ours, path, encoding, Seconds);
        await Load.MeasureAsync(reference, itsPath, encoding, Seconds);
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(await Load.MeasureAsync(reference, itsPath, encoding, Seconds));
            mine.Add(await Load.MeasureAsync(ours, path, encoding, Seconds));
        }

        return (mine, theirs);
    }

    private async Task WriteStartAsync()
    {
        var (mine, theirs) = (new List<Start>(), new List<Start>());
        for (var round = 0; round < Starts; round++)
        {
            theirs.Add(await OnceAsync(template));
            mine.Add(await OnceAsync(ours));
        }

        Table.Row(
            "start to the first 200 (`/`)", "template, published the same way", "≤ 1.3",
            Table.Ratio(mine, theirs, s => s.Wall), Table.Ratio(mine, theirs, s => s.Cpu));

        async Task<Start> OnceAsync(string program)
        {
            await using var running = await StartAsync(program);
            return new(running.UntilFirst.TotalMilliseconds, running.Cpu.TotalMilliseconds);
        }
    }

    private async Task WriteMemoryAsync()
    {
        await using var site = await StartAsync(ours);
        await using var empty = await StartAsync(template);
        await Task.Delay(Rest);
        Table.Row("memory at rest", "template", "≤ 1.5", site.Megabytes / empty.Megabytes);
        await ReadAsync(site, ["/unlock", "/journal", "/reflections/why-he-left/start?walk=short", .. Paths]);
        await ReadAsync(empty, ["/", "/weather", "/counter"]);
        Table.Row("memory after 1,000 pages", "template", "≤ 1.5", site.Megabytes / empty.Megabytes);
    }

    private async Task WriteCircuitsAsync()
    {
        await using var site = await StartAsync(ours);
        await using var empty = await StartAsync(template);
        var (mine, theirs) = (await OpenAsync(site, "/reflections/why-he-left/start"), await OpenAsync(empty, "/counter"));
        Table.Row($"memory with {Circuits} circuits", "template", "≤ 1.5", mine.All / theirs.All);
        Table.Row("memory of an idle circuit, on a question", "template's counter", "≤ 0.4", mine.Each / theirs.Each);
    }

    private static async Task<(double All, double Each)> OpenAsync(Running server, string path)
    {
        var open = new List<Circuit>();
        try
        {
            // The first ones bring what all of them share.
            while (open.Count < Circuits / 10) open.Add(await Circuit.OpenAsync(server.Address, path));
            await Task.Delay(Rest);
            var before = server.Megabytes;
            while (open.Count < Circuits) open.Add(await Circuit.OpenAsync(server.Address, path));
            await Task.Delay(Rest);
            return (server.Megabytes, (server.Megabytes - before) / (Circuits - (Circuits / 10)));
        }
        finally
        {
            foreach (var circuit in open) await circuit.DisposeAsync();
        }
    }

    private static async Task ReadAsync(Running server, string[] paths)
    {
        using var browser = new HttpClient { BaseAddress = server.Address };
        for (var page = 0; page < 1000; page++) await browser.GetByteArrayAsync(paths[page % paths.Length]);
    }

    // The data directory is there before: a first start makes the database, and that is done once.
    private Task<Running> StartAsync(string program) => Running.StartAsync(program, Path.Combine(folder, "data"));

    private sealed record Start(double Wall, double Cpu);
}
