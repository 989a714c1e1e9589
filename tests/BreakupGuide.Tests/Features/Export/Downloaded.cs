using System.IO.Compression;
using System.Text;

namespace BreakupGuide.Tests.Features.Export;

/// <summary>Files as somebody downloads them.</summary>
internal static class Downloaded
{
    public static async Task<HttpResponseMessage> SendAsync(Browser browser, params (string Name, string Value)[] filled) =>
        await browser.Send((await browser.Open("/settings/download")).QuerySelector("form[action='/settings/download/file']")!, filled);

    /// <summary>The files of a zip in their order.</summary>
    public static async Task<Dictionary<string, string>> ZipAsync(Browser browser, string form, string passphrase = TestUser.Passphrase)
    {
        using var response = await SendAsync(browser, ("form", form), ("passphrase", passphrase));
        Assert.Equal("application/zip", response.Content.Headers.ContentType?.MediaType);
        return await FilesAsync(await response.Content.ReadAsStreamAsync());
    }

    public static async Task<string> TextAsync(Browser browser, string form, string passphrase = TestUser.Passphrase)
    {
        using var response = await SendAsync(browser, ("form", form), ("passphrase", passphrase));
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<Dictionary<string, string>> FilesAsync(Stream zip)
    {
        await using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        var files = new Dictionary<string, string>();
        foreach (var file in archive.Entries)
        {
            Assert.Equal(1980, file.LastWriteTime.Year);
            using var reader = new StreamReader(await file.OpenAsync(), Encoding.UTF8);
            files[file.FullName] = await reader.ReadToEndAsync();
        }

        return files;
    }
}
