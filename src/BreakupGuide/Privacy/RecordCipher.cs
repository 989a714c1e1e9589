using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;

namespace BreakupGuide.Privacy;

/// <summary>Seals and opens the records of a space with AES-256-GCM, bound to space, table, record and field.</summary>
/// <remarks>
/// Layout: format (1 byte) · key number (1 byte) · nonce (12 bytes, random) · ciphertext · tag (16 bytes).
/// Plaintext: length (4 bytes, little endian) · UTF-8 text · zeros up to the next step, so that the stored size tells little.
/// </remarks>
public static class RecordCipher
{
    /// <summary>Answers, heads, threads.</summary>
    public const int SmallStep = 1024;

    /// <summary>Bodies: the free text of an entry.</summary>
    public const int LargeStep = 4096;

    internal const byte Format = 1;
    internal const byte KeyNumber = 1;
    internal const int HeaderSize = 2;
    internal const int NonceSize = 12;
    internal const int TagSize = 16;
    internal const int LengthSize = 4;

    internal const int LongestBinding = 256;

    public static SealedText Seal(UnlockedSpace space, SealContext context, string text, int step = SmallStep)
    {
        var size = LengthSize + Encoding.UTF8.GetByteCount(text);
        var plain = new byte[(size + step - 1) / step * step];
        BinaryPrimitives.WriteInt32LittleEndian(plain, size - LengthSize);
        Encoding.UTF8.GetBytes(text, plain.AsSpan(LengthSize));

        var bytes = new byte[HeaderSize + NonceSize + plain.Length + TagSize];
        bytes[0] = Format;
        bytes[1] = KeyNumber;
        var nonce = bytes.AsSpan(HeaderSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> key = stackalloc byte[32];
        Span<byte> binding = stackalloc byte[LongestBinding];
        space.CopyRecordKey(key);
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(
                nonce, plain, bytes.AsSpan(HeaderSize + NonceSize, plain.Length), bytes.AsSpan(^TagSize..),
                binding[..Bind(space.Id, context, binding)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            CryptographicOperations.ZeroMemory(key);
        }

        return new SealedText(bytes);
    }

    /// <summary>Whether stored bytes have the shape of a sealed record of a known format. Whether they open only their space's key can tell.</summary>
    public static bool IsWellFormed(SealedText text) =>
        text.Bytes is { Length: >= HeaderSize + NonceSize + SmallStep + TagSize } bytes && bytes[0] == Format && bytes[1] == KeyNumber
        && (bytes.Length - HeaderSize - NonceSize - TagSize) % SmallStep == 0;

    /// <summary>Takes what is opened as long as it is there: its bytes are wiped afterwards.</summary>
    public delegate T Reading<out T>(ReadOnlySpan<byte> utf8);

    /// <exception cref="CannotOpenException">Damaged, unknown format, or bound to another space, record or field.</exception>
    public static string Open(UnlockedSpace space, SealContext context, SealedText text) => Open(space, context, text, Encoding.UTF8.GetString);

    /// <exception cref="CannotOpenException">Damaged, unknown format, or bound to another space, record or field.</exception>
    public static T Open<T>(UnlockedSpace space, SealContext context, SealedText text, Reading<T> read)
    {
        using var opener = new RecordOpener(space);
        return read(opener.Open(context, text.Bytes));
    }

    /// <summary>An id that is the same for the same words in the same space, and tells nothing without the space's key.</summary>
    public static Guid IndexId(UnlockedSpace space, params ReadOnlySpan<string> parts)
    {
        Span<byte> key = stackalloc byte[32];
        space.CopyIndexKey(key);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
        {
            hmac.AppendData(BitConverter.GetBytes(Encoding.UTF8.GetByteCount(part)));
            hmac.AppendData(Encoding.UTF8.GetBytes(part));
        }

        CryptographicOperations.ZeroMemory(key);
        return new Guid(hmac.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>What a record is bound to.</summary>
    /// <returns>How many bytes it takes.</returns>
    internal static int Bind(Guid space, SealContext context, Span<byte> binding) =>
        Utf8.TryWrite(
            binding, CultureInfo.InvariantCulture, $"{Format}|{KeyNumber}|{space:N}|{context.Table}|{context.Record:N}|{context.Field}", out var written)
            ? written
            : throw new ArgumentException("The name of a table or a field is too long.", nameof(context));
}
