using System.Globalization;
using BreakupGuide.Tests;
using Microsoft.Playwright;

namespace BreakupGuide.BrowserTests;

/// <summary>
/// What /design shows looks as it did: each component becomes a coarse picture, its mean colours in a few cells, so that letters drawn a little
/// differently do not matter and another colour, size or place does. BREAKUPGUIDE_LOOKS=write keeps what is there now as right; look at it first.
/// </summary>
public sealed class LookJourney
{
    private const int Columns = 12;
    private const int Rows = 8;

    /// <summary>How far one colour of one cell may be off, of 255: letters of another font are off by up to twenty.</summary>
    private const int Tolerance = 32;

    private const string MeanColours = """
        async ([data, columns, rows]) => {
          const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const context = canvas.getContext('2d');
          context.drawImage(picture, 0, 0);
          const cells = [];
          for (let row = 0; row < rows; row++) {
            for (let column = 0; column < columns; column++) {
              const left = Math.floor(column * picture.width / columns);
              const top = Math.floor(row * picture.height / rows);
              const width = Math.max(1, Math.floor(picture.width / columns));
              const height = Math.max(1, Math.floor(picture.height / rows));
              const pixels = context.getImageData(left, top, width, height).data;
              const sums = [0, 0, 0];
              for (let i = 0; i < pixels.length; i += 4) for (let c = 0; c < 3; c++) sums[c] += pixels[i + c];
              for (const sum of sums) cells.push(Math.round(sum * 4 / pixels.length));
            }
          }
          return cells;
        }
        """;

    [Theory]
    [InlineData("phone-light", 390, 844, false)]
    [InlineData("phone-dark", 390, 844, true)]
    [InlineData("desk-light", 1280, 800, false)]
    [InlineData("desk-dark", 1280, 800, true)]
    public async Task Every_component_looks_as_it_did(string view, int width, int height, bool dark)
    {
        await using var site = await RunningSite.StartAsync(("ASPNETCORE_ENVIRONMENT", "Development"));
        var page = await site.NewPageAsync(width: width, height: height, dark: dark);
        await page.GotoAsync("/design");
        await page.EvaluateAsync("() => document.fonts.ready");
        // Twice: a font that came too late the first time is there at once the second time.
        await page.ReloadAsync();
        await page.EvaluateAsync("() => document.fonts.ready");
        await using var drawing = await page.Context.Browser!.NewContextAsync();
        var canvas = await drawing.NewPageAsync();
        var seen = new Dictionary<string, int[]>();
        foreach (var specimen in await page.Locator("[data-specimen]").AllAsync())
        {
            var picture = Convert.ToBase64String(await specimen.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled }));
            var name = await specimen.GetAttributeAsync("data-specimen");
            seen[name!] = await canvas.EvaluateAsync<int[]>(MeanColours, new object[] { picture, Columns, Rows });
        }

        var file = Path.Combine(Folder(), $"{view}.txt");
        if (Environment.GetEnvironmentVariable("BREAKUPGUIDE_LOOKS") == "write") await WriteAsync(file, seen);
        var kept = await ReadAsync(file);

        Assert.NotEmpty(seen);
        Assert.Equal(kept.Keys, seen.Keys);
        Assert.Empty(seen.SelectMany(s => Differences(s.Key, kept[s.Key], s.Value)));
    }

    private static IEnumerable<string> Differences(string name, int[] kept, int[] seen) =>
        from cell in Enumerable.Range(0, Columns * Rows)
        let most = Enumerable.Range(cell * 3, 3).Max(i => Math.Abs(kept[i] - seen[i]))
        where most > Tolerance
        select $"{name}: column {(cell % Columns) + 1}, row {(cell / Columns) + 1} is off by {most}";

    private static Task WriteAsync(string file, Dictionary<string, int[]> seen) =>
        File.WriteAllLinesAsync(file, seen.Select(s => $"{s.Key}: {string.Concat(s.Value.Select(v => v.ToString("x2", CultureInfo.InvariantCulture)))}"));

    private static async Task<Dictionary<string, int[]>> ReadAsync(string file) => (await File.ReadAllLinesAsync(file)).Select(line => line.Split(": "))
        .ToDictionary(p => p[0], p => p[1].Chunk(2).Select(c => int.Parse(c, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray());

    /// <summary>Beside the source, so that what was written is committed.</summary>
    private static string Folder() =>
        Directory.CreateDirectory(Path.Combine(Repository.Root, "tests", "BreakupGuide.BrowserTests", "Looks")).FullName;
}
