using System.Security.Cryptography;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public class SealedFileTests
{
    private const int Chunk = SealedFile.ChunkSize + 16;
    private const int Header = 26;

    private static readonly byte[] Key = Keys.Data();

    public static TheoryData<int> Sizes => [0, 1, SealedFile.ChunkSize - 1, SealedFile.ChunkSize, SealedFile.ChunkSize + 1, 3 * SealedFile.ChunkSize];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task What_was_written_is_read_again_from_the_beginning_and_from_any_place(int size)
    {
        var plain = RandomNumberGenerator.GetBytes(size);
        var file = await SealAsync(plain);

        await using var reader = await OpenAsync(file);
        Assert.Equal(size, reader.Length);
        var read = new MemoryStream();
        await reader.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
        for (var at = size; at >= 0; at -= 50_001)
        {
            reader.Seek(at, SeekOrigin.Begin);
            var some = new byte[Math.Min(70_000, size - at)];
            reader.ReadExactly(some);
            Assert.Equal(plain[at..(at + some.Length)], some);
        }
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_and_two_files_under_one_key_differ()
    {
        var plain = new byte[2 * SealedFile.ChunkSize];
        var one = await SealAsync(plain);
        var other = await SealAsync(plain);

        Assert.NotEqual(one[Header..], other[Header..]);
        Assert.NotEqual(one[Header..(Header + 1000)], one[(Header + Chunk)..(Header + Chunk + 1000)]);
        Assert.DoesNotContain(Convert.ToHexString(new byte[20]), Convert.ToHexString(one), StringComparison.Ordinal);
    }

    public static TheoryData<string> Damages =>
        ["cut", "cut at a chunk", "empty end", "first dropped", "middle dropped", "swapped", "repeated", "one bit", "longer", "header", "from another file"];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task What_was_changed_is_refused(string damage)
    {
        var whole = await SealAsync(new byte[(3 * SealedFile.ChunkSize) + 500]);
        Assert.Equal(Header + (3 * Chunk) + 516, whole.Length);
        var chunks = Enumerable.Range(0, 4).Select(i => whole.Skip(Header + (i * Chunk)).Take(Chunk).ToArray()).ToArray();
        byte[] changed = damage switch
        {
            "cut" => whole[..^1],
            "cut at a chunk" => whole[..^516],
            "empty end" => [.. whole[..^516], .. (await SealAsync([]))[Header..]],
            "first dropped" => Joined(1, 2, 3),
            "middle dropped" => Joined(0, 2, 3),
            "swapped" => Joined(1, 0, 2, 3),
            "repeated" => Joined(0, 0, 1, 2, 3),
            "one bit" => Flipped(Header + Chunk + 7),
            "longer" => [.. whole, 0],
            "header" => Flipped(12),
            _ => [.. whole[..Header], .. (await SealAsync(new byte[(3 * SealedFile.ChunkSize) + 500]))[Header..]],
        };

        await Assert.ThrowsAsync<SealedFileException>(async () =>
        {
            await using var reader = await OpenAsync(changed);
            await reader.CopyToAsync(Stream.Null);
        });

        byte[] Joined(params int[] order) => [.. whole[..Header], .. order.SelectMany(i => chunks[i])];

        byte[] Flipped(int at)
        {
            var copy = whole.ToArray();
            copy[at] ^= 1;
            return copy;
        }
    }

    [Fact]
    public async Task What_does_not_open_leaves_nothing_that_could_be_read()
    {
        var file = await SealAsync(new byte[3 * SealedFile.ChunkSize]);
        file[Header + 3] ^= 1;
        await using var reader = await OpenAsync(file);
        var read = new byte[10];

        for (var i = 0; i < 2; i++)
        {
            reader.Position = 0;
            Assert.Throws<SealedFileException>(() => reader.Read(read));
        }

        Assert.All(read, b => Assert.Equal(0, b));
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        var file = await SealAsync([1, 2, 3]);

        await Assert.ThrowsAsync<SealedFileException>(() => SealedFile.OpenAsync(new MemoryStream(file), Keys.Data(first: 2), default));
    }

    [Fact]
    public async Task A_file_that_was_given_up_is_refused()
    {
        var file = new MemoryStream();
        await using (var writer = await SealedFile.CreateAsync(file, Key, default)) await writer.WriteAsync(new byte[2 * SealedFile.ChunkSize]);

        await Assert.ThrowsAsync<SealedFileException>(() => OpenAsync(file.ToArray()));
    }

    [Fact]
    public async Task A_passphrase_opens_it_however_it_is_typed_and_another_one_does_not()
    {
        using var derivation = new PassphraseDerivation(KeyWrap.FewestRounds);
        var file = new MemoryStream();
        await using (var writer = await SealedFile.CreateAsync(file, derivation, "Gru\u0308ße an den Reiher", default))
        {
            await writer.WriteAsync("words"u8.ToArray());
            await writer.CompleteAsync(default);
        }

        Assert.True(SealedFile.IsByPassphrase(file.ToArray()));
        Assert.Null(await SealedFile.KeyAsync(file, derivation, "Grüße an den Otter", default));
        var key = await SealedFile.KeyAsync(file, derivation, "Grüße an den Reiher", default);
        await using var reader = await SealedFile.OpenAsync(file, key, default);
        Assert.Equal("words", await new StreamReader(reader).ReadToEndAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 another kind of file, which is long enough to have a header")]
    [InlineData("NOTESEAL")]
    public async Task What_is_no_such_file_is_refused(string start)
    {
        using var derivation = new PassphraseDerivation(KeyWrap.FewestRounds);
        var file = System.Text.Encoding.UTF8.GetBytes(start);

        Assert.False(SealedFile.IsByPassphrase(file));
        await Assert.ThrowsAsync<SealedFileException>(() => OpenAsync(file));
        await Assert.ThrowsAsync<SealedFileException>(() => SealedFile.KeyAsync(new MemoryStream(file), derivation, "whatever it was", default));
    }

    [Fact]
    public async Task A_file_under_a_given_key_has_no_passphrase()
    {
        using var derivation = new PassphraseDerivation(KeyWrap.FewestRounds);
        var file = await SealAsync([1]);

        Assert.False(SealedFile.IsByPassphrase(file));
        await Assert.ThrowsAsync<SealedFileException>(() => SealedFile.KeyAsync(new MemoryStream(file), derivation, "whatever it was", default));
    }

    private static Task<SealedReadStream> OpenAsync(byte[] file) => SealedFile.OpenAsync(new MemoryStream(file), Key, default);

    /// <summary>Written in pieces of all sizes.</summary>
    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        var file = new MemoryStream();
        await using var writer = await SealedFile.CreateAsync(file, Key, default);
        var rest = plain.AsMemory();
        for (var size = 1; rest.Length > 0; size = (size * 7) + 1)
        {
            var some = rest[..Math.Min(size, rest.Length)];
            if (size % 2 == 0) await writer.WriteAsync(some);
            else writer.Write(some.Span);
            rest = rest[some.Length..];
        }

        await writer.CompleteAsync(default);
        return file.ToArray();
    }
}
