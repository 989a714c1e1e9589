using System.Net;
using BreakupGuide.Data;
using BreakupGuide.Spaces;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>The page to bring in a journal costs the same however much came in lately.</summary>
public sealed class BringInCostTests : IDisposable
{
    private readonly StatementCount statements = new();
    private readonly Site site;
    private readonly TestUser user;

    public BringInCostTests()
    {
        site = statements.NewSite();
        user = new TestUser(site);
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task It_opens_nothing_and_asks_a_few_times()
    {
        await user.Keeps("otter");
        await BringInAsync(batches: 11, entries: 2);
        await CountAsync();
        var few = await CountAsync();
        await BringInAsync(batches: 3, entries: 80);

        Assert.Equal(few, await CountAsync());
        Assert.Equal(0, few.Records);
        Assert.InRange(few.Statements, 1, 10);
    }

    private async Task<(int Statements, long Records)> CountAsync()
    {
        var records = StoreRooms.Of(site.Services).Records;
        var before = records.Opened;
        statements.Reset();
        using var response = await user.Browser.Http.GetAsync("/settings/bring-in");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (statements.Count, records.Opened - before);
    }

    private async Task BringInAsync(int batches, int entries)
    {
        await using var database = await site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        var space = site.Services.GetRequiredService<OpenSpaces>().Find(await database.Sessions.Select(s => s.Id).SingleAsync())!.Space;
        for (var batch = 0; batch < batches; batch++)
        {
            var came = Enumerable.Range(0, entries).Select(i => Came.Entry(Guid.NewGuid(), $"brought {i}"));
            Assert.NotNull(await StoreRooms.Of(site.Services).BringIn.BringAsync(space, Guid.NewGuid(), 1, [.. came], default));
        }
    }
}
