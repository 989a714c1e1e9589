using System.Buffers.Binary;
using System.Text;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer;
using static BreakupGuide.Tests.Features.Transfer.ReadFile;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>Files that are made to do harm, and broken ones: a sentence, and nothing comes in.</summary>
public class HostileFileTests
{
    private const string Before =
        """{"id":"7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c001","date":"2026-05-29","created":"2026-05-29T10:00:00Z","changed":"2026-05-29T10:00:00Z","head":""";

    private const string After = ",\"answers\":[],\"revisions\":[]}";
    private static readonly Guid SoundId = new("7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c002");

    private const string Sound =
        """
        {"id":"7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c002","date":"2026-05-29","created":"2026-05-29T10:00:00Z","changed":"2026-05-29T10:00:00Z",
        "head":{"kind":"journal","begunAt":"2026-05-29T10:00:00Z","fields":{},"opening":"","writtenAt":"2026-05-29T10:00:00Z"},"answers":[],"revisions":[]}
        """;

    private const string Entry = """{"uuid":"a","creationDate":"2026-05-28T10:00:00Z","text":"words"}""";

    [Theory]
    [InlineData("../2026-05-29.md")]
    [InlineData("a/../../2026-05-29.md")]
    [InlineData("/etc/2026-05-29.md")]
    [InlineData("C:\\2026-05-29.md")]
    [InlineData("a\\..\\2026-05-29.md")]
    public Task Names_that_lead_elsewhere(string name) => Refused(Zip((name, "words")), "names places outside");

    [Fact]
    public Task Two_files_of_one_name() => Refused(Zip(("2026-05-29.md", "one"), ("2026-05-29.md", "two")), "two files of the same name");

    [Fact]
    public Task What_unpacks_to_far_more() => Refused(Zip(("Journal.json", new byte[64 * 1024 * 1024])), "unpacks to far more");

    [Fact]
    public async Task What_lies_of_its_size()
    {
        var bytes = Zip(("2026-05-29.md", new byte[8 * 1024 * 1024]));
        // What the list at the end says of the unpacked size.
        var list = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(list + 24), 10);

        var read = await ReadAsync(bytes);
        Assert.Empty(read.Entries);
        Assert.Equal(1, read.CountLeft("Files whose letters cannot be read"));
    }

    [Fact]
    public Task All_that_is_unpacked_together() => Refused(
        Zip([.. Enumerable.Range(1, 20).Select(i => ($"2026-05-{i:00}.md", Encoding.UTF8.GetBytes(Random(1_000_000, i))))]),
        "unpacks to far more",
        new TransferOptions { LargestMegabytes = 1 });

    [Fact]
    public Task Too_many_files() => Refused(
        Zip([.. Enumerable.Range(0, 600).Select(i => ($"{i}.md", "x"))]), "more single files", new TransferOptions { MostFiles = 500 });

    [Fact]
    public async Task Too_many_files_that_are_counted_as_one()
    {
        var bytes = Zip([.. Enumerable.Range(0, 6000).Select(i => ($"{i}-{new string('x', 60)}.md", "x"))]);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(bytes.Length - 22 + 10), 1);

        await Refused(bytes, "more single files", new TransferOptions { MostFiles = 1000 });
    }

    [Fact]
    public async Task What_is_cut_off()
    {
        var bytes = Zip(("Journal.json", $$"""{"entries":[{{Entry}}]}"""));
        await Refused(bytes[..^30], "not whole");
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync($$"""{"entries":[{{Entry}},{"uuid":"b","""));
    }

    [Fact]
    public Task Nothing_at_all() => Refused([], "empty");

    [Theory]
    [InlineData("not a journal at all")]
    [InlineData("{}")]
    [InlineData("[1, 2]")]
    [InlineData("{\"entries\":7}")]
    [InlineData("{\"entries\":[]}")]
    [InlineData("\u0001\u0002\u0003")]
    public Task What_is_none_of_the_kinds(string text) => Refused(Encoding.UTF8.GetBytes(text), "none of the kinds");

    [Fact]
    public Task A_zip_in_a_zip() => Refused(Zip(("inner.zip", Zip(("2026-05-29.md", "words")))), "none of the kinds");

    [Fact]
    public async Task Letters_that_are_none()
    {
        byte[] broken = [.. Encoding.UTF8.GetBytes("words "), 0xC3, 0x28, 0xFF];
        Assert.Equal(1, (await ReadAsync(Zip(("2026-05-29.md", broken)))).CountLeft("Files whose letters cannot be read"));
        byte[] json = [.. "{\"entries\":[{\"uuid\":\"a\",\"creationDate\":\"2026-05-28T10:00:00Z\",\"text\":\""u8, 0xC3, 0x28, .. "\"}]}"u8];
        await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(Zip(("Journal.json", json))));
    }

    [Fact]
    public async Task Json_that_is_deep() => await Assert.ThrowsAnyAsync<Exception>(() =>
        ReadAsync($$"""{"entries":[{{Entry}},{"uuid":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}]}"""));

    [Fact]
    public Task One_piece_that_is_larger_than_any_entry() => Refused(
        Encoding.UTF8.GetBytes($$"""{"entries":[{{Entry}},{"uuid":"b","text":"{{Random(12_000_000, 1)}}"}]}"""), "larger than any entry");

    [Fact]
    public async Task Front_matter_that_is_deep()
    {
        var read = await ReadAsync(("2026-05-29.md", $"---\na: {new string('[', 20_000)}\n---\nwords"));
        Assert.EndsWith("words", Text(Assert.Single(read.Entries), "words"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"7c0e5a64-54a3-4a0c-8f5e-6ce1f4f3c001"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData(Before + """{"kind":"journal","begunAt":"2026-05-29T10:00:00Z","opening":"","writtenAt":"2026-05-29T10:00:00Z"}""" + After)]
    [InlineData(Before + """{"kind":"none","begunAt":"2026-05-29T10:00:00Z","fields":{},"opening":"","writtenAt":"2026-05-29T10:00:00Z"}""" + After)]
    public async Task Entries_of_ours_that_are_none(string entry)
    {
        var read = await ReadAsync(
            Cover("notes 3"), ("entries/0001-2026-05.json", $"[{entry},{Sound}]"));
        Assert.Equal(SoundId, Assert.Single(read.Entries).Id);
        Assert.Equal(1, read.CountLeft("Entries that cannot be read"));

        read = await ReadAsync(Cover("notes 2"), ("entries/000001-x.json", entry), ("entries/000002-y.json", Sound));
        Assert.Equal(SoundId, Assert.Single(read.Entries).Id);
        Assert.Equal(1, read.CountLeft("Entries that cannot be read"));
    }

    [Theory]
    [InlineData("[{\"id\":")]
    [InlineData("")]
    [InlineData("{\"answers\":[]}")]
    [InlineData("7")]
    public async Task A_month_of_ours_that_is_none(string month)
    {
        var read = await ReadAsync(Cover("notes 3"), ("entries/0001-2026-04.json", month), ("entries/0002-2026-05.json", $"[{Sound}]"));
        Assert.Equal(SoundId, Assert.Single(read.Entries).Id);
        Assert.Equal(1, read.CountLeft("Entries that cannot be read"));
    }

    [Fact]
    public async Task A_month_of_ours_is_read_up_to_where_it_is_broken()
    {
        var read = await ReadAsync(Cover("notes 3"), ("entries/0001-2026-05.json", $"[{Sound},{{\"id\":,]"));
        Assert.Equal(SoundId, Assert.Single(read.Entries).Id);
        Assert.Equal(1, read.CountLeft("Entries that cannot be read"));
    }

    // Somebody leaned on a key, or a cat did: no archive made to do harm.
    [Fact]
    public async Task A_month_of_ours_may_repeat_itself()
    {
        var body = $$"""{"text":"{{new string('a', Limits.TextCharacters)}}","version":1}""";
        var entry = Sound.Replace("\"head\"", $"\"body\":{body},\"head\"", StringComparison.Ordinal);
        var read = await ReadAsync(Cover("notes 3"), ("entries/0001-2026-05.json", $"[{string.Join(',', Enumerable.Repeat(entry, 30))}]"));
        Assert.Equal(30, read.Entries.Count);
        Assert.Equal(Limits.TextCharacters, read.Entries[^1].Body!.Text.Length);
    }

    [Fact]
    public Task A_file_of_a_newer_version() =>
        Refused(Zip(Cover("notes 9")), "newer");

    private static (string Name, string Text) Cover(string format) =>
        ("notes.json", $$$"""{"format":"{{{format}}}","made":"2026-05-29T10:00:00Z","program":"1","settings":{}}""");

    // Text that does not pack well.
    private static string Random(int length, int seed)
    {
        var random = new Random(seed);
        return string.Create(length, random, (span, r) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = (char)('a' + r.Next(26));
        });
    }

    private static async Task Refused(byte[] file, string sentence, TransferOptions? options = null)
    {
        var exception = await Assert.ThrowsAsync<BringInException>(async () =>
        {
            try
            {
                await ReadAsync(file, options: options);
            }
            catch (InvalidDataException)
            {
                throw new BringInException("not whole");
            }
        });
        Assert.Contains(sentence, exception.Sentence, StringComparison.Ordinal);
    }
}
