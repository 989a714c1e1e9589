using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>Somebody who brings in files, without JavaScript.</summary>
internal sealed class TransferUser(TestUser user)
{
    public TransferUser(Site site)
        : this(new TestUser(site))
    {
    }

    public TestUser User => user;

    public Browser Browser => User.Browser;

    /// <summary>Sends a file, and shows the page it leads to.</summary>
    public async Task<IDocument> Sends(byte[] file, string name = "journal.zip")
    {
        using var response = await Post(file, name, await TokenAsync());
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await Settled(response.Headers.Location!.ToString());
    }

    public async Task<HttpResponseMessage> Post(byte[] file, string name, string token)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
        };
        var content = new ByteArrayContent(file);
        // Without a choice browsers send one without a name.
        content.Headers.ContentDisposition = new("form-data") { Name = "file", FileName = $"\"{name}\"" };
        form.Add(content);
        return await Browser.Http.PostAsync("/settings/bring-in/file", form);
    }

    public async Task<string> TokenAsync() => TestUser.TokenIn(await Browser.Open("/settings/bring-in"));

    /// <summary>Presses the button of the page's form that leads to this address.</summary>
    public async Task<IDocument> Presses(IDocument page, string action, params (string Name, string Value)[] filled)
    {
        using var response = await Browser.Send(page.QuerySelector($"form[action='/settings/bring-in/{action}']")!, filled);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return await Settled(response.Headers.Location!.ToString());
    }

    /// <summary>Looks at a file and brings it in.</summary>
    public async Task<IDocument> BringsIn(byte[] file, string name = "journal.zip") => await Presses(await Sends(file, name), "start");

    /// <summary>The download “to bring it back”.</summary>
    /// <param name="own">The file's own passphrase, where it has one.</param>
    public async Task<byte[]> Downloads(string passphrase, string own = "")
    {
        var page = await Browser.Open("/settings/download");
        using var response = await Browser.Send(
            page.QuerySelector("form[action='/settings/download/file']")!, ("form", "notes"), ("passphrase", passphrase),
            ("own", own), ("own-again", own));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>What is in a download, without when it was made.</summary>
    public static IReadOnlyList<string> Contents(byte[] download)
    {
        using var zip = new ZipArchive(new MemoryStream(download));
        return [.. zip.Entries.Select(e => $"{e.FullName}\n{Without(e)}")];

        static string Without(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return string.Join('\n', reader.ReadToEnd().Split('\n').Where(l => !l.Contains("\"made\"", StringComparison.Ordinal)));
        }
    }

    /// <summary>The page once nothing is done any more: a slow machine may still be at it when it comes.</summary>
    public async Task<IDocument> Settled(string address = "/settings/bring-in")
    {
        var page = await Browser.Open(address);
        var since = Stopwatch.StartNew();
        while (page.QuerySelector("a[href='/settings/bring-in']") is not null)
        {
            Assert.True(since.Elapsed < TimeSpan.FromMinutes(1), "It is still at it.");
            await Task.Yield();
            page = await Browser.Open("/settings/bring-in");
        }

        return page;
    }
}
