using System.Security.Cryptography;
using BreakupGuide.Data;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Features.Transfer.Files;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Entries;
using BreakupGuide.Tests.Spaces.SignIn;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>A file on its way in lies in the database as one sealed file, in parts.</summary>
public sealed class SentFilesTests : IDisposable
{
    private readonly StoreFixture shelf = new();
    private readonly SentFiles files;

    public SentFilesTests() => files = new SentFiles(shelf, shelf.Records, shelf.Clock);

    public void Dispose() => shelf.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(PartWriter.PartSize - 42)]
    [InlineData(PartWriter.PartSize)]
    [InlineData((3 * PartWriter.PartSize) + 7)]
    public async Task It_is_read_as_it_came_from_any_place(int size)
    {
        var bytes = RandomNumberGenerator.GetBytes(size);
        var session = await NewSessionAsync(shelf.Space);
        var file = await SendAsync(shelf.Space, session, bytes);

        await using (var content = await files.OpenAsync(file, default))
        {
            var read = new byte[size];
            await content.ReadExactlyAsync(read);
            Assert.Equal(bytes, read);
            for (var at = size - 1; at >= 0; at -= 100_003)
            {
                content.Position = at;
                Assert.Equal(bytes[at], content.ReadByte());
            }
        }

        await using var database = shelf.CreateDbContext();
        Assert.All(await database.SentParts.Select(p => p.Bytes.Length).ToListAsync(), length => Assert.InRange(length, 1, PartWriter.PartSize));
        await files.DropAsync(shelf.Space, session, default);
        Assert.Equal((0, 0), (await database.SentFiles.CountAsync(), await database.SentParts.CountAsync()));
    }

    [Fact]
    public async Task Parts_that_are_missing_moved_or_of_another_file_do_not_open()
    {
        var session = await NewSessionAsync(shelf.Space);
        var file = await SendAsync(shelf.Space, session, new byte[3 * PartWriter.PartSize]);
        var other = await SendAsync(shelf.Space, await NewSessionAsync(shelf.Space), new byte[3 * PartWriter.PartSize]);
        var theirs = await PartsAsync(other);
        var mine = await PartsAsync(file);
        foreach (var changed in new[] { [mine[1], mine[0], .. mine[2..]], [theirs[0], .. mine[1..]], theirs, mine[..^1], mine[1..] })
        {
            await PutAsync(file, changed);
            await Assert.ThrowsAnyAsync<IOException>(async () =>
            {
                await using var content = await files.OpenAsync(file, default);
                await content.CopyToAsync(Stream.Null);
            });
        }
    }

    [Fact]
    public async Task Nobody_finds_anothers_and_two_at_once_do_not_work_on_one()
    {
        var session = await NewSessionAsync(shelf.Space);
        var file = await SendAsync(shelf.Space, session, [1, 2, 3]);
        var stranger = shelf.NewSpace(isVisitor: false);
        Assert.Null(await files.FindAsync(stranger, session, default));
        await files.DropAsync(stranger, session, default);

        var held = await files.HoldAsync(file, file.Record, default);
        Assert.NotNull(held);
        Assert.Null(await files.HoldAsync(file, file.Record, default));
        Assert.Null(await files.HoldAsync((await files.FindAsync(shelf.Space, session, default))!, file.Record, default));
        Assert.True(await files.KeepAsync(held, 2, default));
        await files.SettleAsync(held, held.Record, 3);
        // Whoever asked before somebody else was at it comes too late.
        Assert.Null(await files.HoldAsync(file, file.Record, default));
        Assert.NotNull(await files.HoldAsync((await files.FindAsync(shelf.Space, session, default))!, file.Record, default));
    }

    private async Task<SentFile> SendAsync(UnlockedSpace space, Guid session, byte[] bytes) => await files.TakeAsync(
        await files.BeginAsync(space, session, "journal.zip", "Europe/London", default), new MemoryStream(bytes), long.MaxValue, default);

    private async Task<Guid> NewSessionAsync(UnlockedSpace space)
    {
        await using var database = shelf.CreateDbContext();
        return await StoredSession.NewAsync(database, space.Id, shelf.Clock.Now);
    }

    private async Task<byte[][]> PartsAsync(SentFile file)
    {
        await using var database = shelf.CreateDbContext();
        return await database.SentParts.Where(p => p.FileId == file.Id).OrderBy(p => p.Number).Select(p => p.Bytes).ToArrayAsync();
    }

    private async Task PutAsync(SentFile file, byte[][] parts)
    {
        await using var database = shelf.CreateDbContext();
        await database.SentParts.Where(p => p.FileId == file.Id).ExecuteDeleteAsync();
        database.SentParts.AddRange(
            parts.Select((bytes, number) => new SentPartRow { SpaceId = file.Space.Id, FileId = file.Id, Number = number, Bytes = bytes }));
        await database.SaveChangesAsync();
    }
}
