using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

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

    private const byte Format = 1;
    private const byte KeyNumber = 1;
    private const int HeaderSize = 2;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int LengthSize = 4;

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
        space.CopyRecordKey(key);
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Encrypt(nonce, plain, bytes.AsSpan(HeaderSize + NonceSize, plain.Length), bytes.AsSpan(^TagSize..), Binding(space.Id, context));
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

    /// <exception cref="CannotOpenException">Damaged, unknown format, or bound to another space, record or field.</exception>
    public static string Open(UnlockedSpace space, SealContext context, SealedText text)
    {
        var bytes = text.Bytes;
        if (bytes.Length < HeaderSize + NonceSize + LengthSize + TagSize || bytes[0] != Format || bytes[1] != KeyNumber)
            throw new CannotOpenException(context);

        var plain = new byte[bytes.Length - HeaderSize - NonceSize - TagSize];
        Span<byte> key = stackalloc byte[32];
        space.CopyRecordKey(key);
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(
                bytes.AsSpan(HeaderSize, NonceSize), bytes.AsSpan(HeaderSize + NonceSize, plain.Length), bytes.AsSpan(^TagSize..),
                plain, Binding(space.Id, context));
            return Encoding.UTF8.GetString(plain, LengthSize, BinaryPrimitives.ReadInt32LittleEndian(plain));
        }
        catch (CryptographicException exception)
        {
            throw new CannotOpenException(context, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            CryptographicOperations.ZeroMemory(key);
        }
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

    private static byte[] Binding(Guid space, SealContext context) =>
        Encoding.UTF8.GetBytes($"{Format}|{KeyNumber}|{space:N}|{context.Table}|{context.Record:N}|{context.Field}");
}
