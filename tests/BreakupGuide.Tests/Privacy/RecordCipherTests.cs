using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

public sealed class RecordCipherTests : IDisposable
{
    private const int Longest = 200_000;
    private const string Words = "He said: “I need air.” – and left. 🙂";
    private static readonly Guid Record = new("0b54c1f2-5a0d-4f7e-8a53-0e4f3c2b1a90");
    private static readonly SealContext Here = new("answers", Record, "record");

    private readonly UnlockedSpace space = Keys.Open();

    public void Dispose() => space.Dispose();

    [Fact]
    public void Any_text_comes_back_as_it_was()
    {
        var random = new Random(20260531);
        var texts = Enumerable.Range(0, 400).Select(_ => AnyText(random))
            .Concat(["", "\0", "\uFFFE\uFFFF", "e\u0301", "\r\n", new string('a', Longest), Repeat("\u20ac", Longest), Repeat("\U0001F642", Longest / 2)]);
        foreach (var text in texts)
        {
            Assert.Equal(text, RecordCipher.Open(space, Here, RecordCipher.Seal(space, Here, text)));
            Assert.Equal(text, RecordCipher.Open(space, Here, RecordCipher.Seal(space, Here, text, RecordCipher.LargeStep)));
        }
    }

    [Fact]
    public void A_single_flipped_bit_anywhere_is_noticed()
    {
        var bytes = RecordCipher.Seal(space, Here, Words, step: 16).Bytes;
        Assert.Equal(Words, RecordCipher.Open(space, Here, new SealedText(bytes)));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Refused(space, Here, damaged);
        }
    }

    [Fact]
    public void A_single_flipped_bit_in_what_a_record_is_bound_to_is_noticed()
    {
        var bytes = RecordCipher.Seal(space, Here, Words, step: 16).Bytes;
        foreach (var id in FlippedBits(Keys.Space.ToByteArray()))
        {
            using var sameKey = Keys.Open(new Guid(id));
            Refused(sameKey, Here, bytes);
        }

        foreach (var id in FlippedBits(Record.ToByteArray())) Refused(space, Here with { Record = new Guid(id) }, bytes);
        foreach (var name in FlippedBits(Encoding.ASCII.GetBytes(Here.Table))) Refused(space, Here with { Table = Encoding.Latin1.GetString(name) }, bytes);
        foreach (var name in FlippedBits(Encoding.ASCII.GetBytes(Here.Field))) Refused(space, Here with { Field = Encoding.Latin1.GetString(name) }, bytes);
    }

    /// <summary>Half of a pair is no character and cannot be written as UTF-8; it becomes U+FFFD, and every character around it stays.</summary>
    [Fact]
    public void Half_a_character_becomes_its_sign_and_takes_nothing_with_it()
    {
        // Not in attributes: the compiler could not write these there.
        (string Text, string Opened)[] halves =
        [
            ("\ud83d", "\ufffd"), ("\ude42", "\ufffd"), ("a\ud83db", "a\ufffdb"), ("\ude42\ud83d", "\ufffd\ufffd"), ("\ud83d\ud83d\ude42", "\ufffd\U0001F642"),
        ];
        foreach (var (text, opened) in halves) Assert.Equal(opened, RecordCipher.Open(space, Here, RecordCipher.Seal(space, Here, text)));
    }

    [Fact]
    public void A_record_cut_short_or_made_longer_is_noticed()
    {
        var bytes = RecordCipher.Seal(space, Here, Words, step: 16).Bytes;
        for (var length = 0; length < bytes.Length; length++) Refused(space, Here, bytes[..length]);
        Refused(space, Here, [.. bytes, 0]);
    }

    [Fact]
    public void A_record_opens_only_in_its_own_space_table_row_and_field()
    {
        var bytes = RecordCipher.Seal(space, Here, Words).Bytes;
        using var sameKeyElsewhere = Keys.Open(Guid.NewGuid());
        using var otherKey = Keys.Open(first: 2);

        Refused(sameKeyElsewhere, Here, bytes);
        Refused(otherKey, Here, bytes);
        Refused(space, Here with { Table = "threads" }, bytes);
        Refused(space, Here with { Record = Guid.NewGuid() }, bytes);
        Refused(space, Here with { Field = "body" }, bytes);
        // No part may borrow from its neighbour.
        Refused(space, new SealContext("answer", Record, "srecord"), bytes);
        Assert.Equal(Words, RecordCipher.Open(space, Here, new SealedText(bytes)));
    }

    [Theory]
    [InlineData(RecordCipher.SmallStep)]
    [InlineData(RecordCipher.LargeStep)]
    public void The_stored_size_tells_only_the_step(int step)
    {
        const int around = 2 + 12 + 16;
        Assert.Equal(around + step, Sealed(0));
        Assert.Equal(around + step, Sealed(1));
        Assert.Equal(around + step, Sealed(step - 4));
        Assert.Equal(around + (2 * step), Sealed(step - 3));
        Assert.Equal(around + (2 * step), Sealed((2 * step) - 4));

        int Sealed(int length) => RecordCipher.Seal(space, Here, new string('x', length), step).Bytes.Length;
    }

    [Fact]
    public void Sealing_the_same_words_twice_never_looks_the_same()
    {
        var sealedOnes = Enumerable.Range(0, 1000).Select(_ => RecordCipher.Seal(space, Here, Words, step: 16).Bytes).ToList();

        Assert.Equal(1000, sealedOnes.Select(b => Convert.ToHexString(b, 2, 12)).Distinct().Count());
        Assert.Equal(1000, sealedOnes.Select(b => Convert.ToHexString(b, 14, b.Length - 14)).Distinct().Count());
    }

    [Fact]
    public void No_nonce_is_drawn_twice()
    {
        const int seals = 100_000;
        var nonces = new HashSet<(ulong, uint)>();
        for (var i = 0; i < seals; i++)
        {
            var nonce = RecordCipher.Seal(space, Here, "", step: 16).Bytes.AsSpan(2, 12);
            nonces.Add((BinaryPrimitives.ReadUInt64LittleEndian(nonce), BinaryPrimitives.ReadUInt32LittleEndian(nonce[8..])));
        }

        Assert.Equal(seals, nonces.Count);
        // Random in every byte: a counter or a clock would leave some of them the same.
        Assert.All(Enumerable.Range(0, 8), at => Assert.Equal(256, nonces.Select(n => (byte)(n.Item1 >> (8 * at))).Distinct().Count()));
        Assert.All(Enumerable.Range(0, 4), at => Assert.Equal(256, nonces.Select(n => (byte)(n.Item2 >> (8 * at))).Distinct().Count()));
    }

    [Fact]
    public void The_words_do_not_stand_in_the_sealed_bytes() =>
        Assert.Equal(-1, RecordCipher.Seal(space, Here, Words).Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("need air")));

    [Fact]
    public void Format_1_is_what_its_description_says()
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Keys.Data(), 32, info: "breakupguide record 1"u8.ToArray());
        byte[] plain = [2, 0, 0, 0, (byte)'h', (byte)'i', 0, 0];
        byte[] nonce = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];
        byte[] cipher = new byte[plain.Length], tag = new byte[16];
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes($"1|1|{Keys.Space:N}|answers|{Record:N}|record"));

        Assert.Equal("hi", RecordCipher.Open(space, Here, new SealedText([1, 1, .. nonce, .. cipher, .. tag])));
    }

    [Fact]
    public void The_shortest_record_that_can_be_opens() =>
        Assert.Equal("", RecordCipher.Open(space, Here, RecordCipher.Seal(space, Here, "", step: 4)));

    [Fact]
    public void The_shape_of_a_record_is_known_without_its_key()
    {
        var bytes = RecordCipher.Seal(space, Here, Words).Bytes;
        Assert.True(RecordCipher.IsWellFormed(new SealedText(bytes)));
        Assert.True(RecordCipher.IsWellFormed(RecordCipher.Seal(space, Here, Words, RecordCipher.LargeStep)));

        Assert.All(
            [[], bytes[..30], bytes[..^1], [.. bytes, 0], [0, .. bytes[1..]], [1, 0, .. bytes[2..]]],
            (byte[] odd) => Assert.False(RecordCipher.IsWellFormed(new SealedText(odd))));
    }

    [Fact]
    public void A_locked_space_neither_seals_nor_opens()
    {
        var record = RecordCipher.Seal(space, Here, Words);
        space.Dispose();

        Assert.Throws<ObjectDisposedException>(() => RecordCipher.Open(space, Here, record));
        Assert.Throws<ObjectDisposedException>(() => RecordCipher.Seal(space, Here, Words));
        Assert.Throws<ObjectDisposedException>(() => RecordCipher.IndexId(space, "answer"));
        Assert.Throws<ObjectDisposedException>(space.CopyDataKey);
        Assert.Throws<ObjectDisposedException>(space.DeriveBufferKey);
    }

    [Fact]
    public void Ids_drawn_from_words_are_the_same_in_one_space_and_different_in_another()
    {
        using var other = Keys.Open(first: 2);

        Assert.Equal(RecordCipher.IndexId(space, "answer", "1"), RecordCipher.IndexId(space, "answer", "1"));
        Assert.NotEqual(RecordCipher.IndexId(space, "answer", "1"), RecordCipher.IndexId(other, "answer", "1"));
        Assert.NotEqual(RecordCipher.IndexId(space, "answer", "1"), RecordCipher.IndexId(space, "answer", "2"));
        Assert.NotEqual(RecordCipher.IndexId(space, "ab", "c"), RecordCipher.IndexId(space, "a", "bc"));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static IEnumerable<byte[]> FlippedBits(byte[] bytes)
    {
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    private static void Refused(UnlockedSpace space, SealContext context, byte[] bytes)
    {
        var refused = Assert.Throws<CannotOpenException>(() => RecordCipher.Open(space, context, new SealedText(bytes)));
        Assert.DoesNotContain("need air", refused.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Text of any planes and any length; no lone surrogates, which are no characters.</summary>
    private static string AnyText(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(3) == 0 ? random.Next(6000) : random.Next(40); left > 0; left--)
        {
            var value = random.Next(4) switch { 0 => random.Next(0x80), 1 => random.Next(0x800), 2 => random.Next(0x10000), _ => random.Next(0x110000) };
            if (Rune.TryCreate(value, out var rune)) text.Append(rune);
        }

        return text.ToString();
    }
}
