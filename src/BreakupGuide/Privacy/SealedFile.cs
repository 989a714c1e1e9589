using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BreakupGuide.Privacy;

/// <summary>A file of any length, sealed in chunks with AES-256-GCM: written in constant memory, read from any place.</summary>
/// <remarks>
/// Layout: “NOTESEAL” (8) · format (1) · by passphrase (1: 0 or 1) · id (16, random) · key wrap (<see cref="KeyWrap"/>; only by passphrase) · chunks.
/// Each chunk is up to 64 KB of ciphertext and its tag (16); all but the last are full. Its nonce is its number (8, big endian), zeros (3) and whether it
/// is the last (1), and the whole header is authenticated with it: chunks that are missing, moved, repeated or of another file do not open, nor
/// does a file that ends early. The chunks' key is derived from the given key and the file's id, so it seals one file only.
/// </remarks>
public static class SealedFile
{
    /// <summary>Bytes of a chunk before it is sealed.</summary>
    public const int ChunkSize = 64 * 1024;

    internal const int TagSize = 16;
    private const byte Format = 1;
    private const int IdAt = 10;
    private const int WrapAt = IdAt + 16;

    private static ReadOnlySpan<byte> Mark => "NOTESEAL"u8;

    /// <summary>Begins a file under a key of 256 bits.</summary>
    public static Task<SealedWriteStream> CreateAsync(Stream file, ReadOnlyMemory<byte> key, CancellationToken cancel) =>
        BeginAsync(file, Header(Guid.NewGuid(), []), key, cancel);

    /// <summary>Begins a file that a passphrase opens. Its key is random; what is derived from the passphrase wraps it.</summary>
    public static async Task<SealedWriteStream> CreateAsync(Stream file, PassphraseDerivation derivation, string passphrase, CancellationToken cancel)
    {
        var key = RandomNumberGenerator.GetBytes(KeyWrap.KeySize);
        try
        {
            var id = Guid.NewGuid();
            return await BeginAsync(file, Header(id, await derivation.WrapAsync(id, key, passphrase, cancel)), key, cancel);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Whether these are the first bytes of a file that a passphrase opens.</summary>
    public static bool IsByPassphrase(ReadOnlySpan<byte> start) => start.Length > Mark.Length + 1 && start.StartsWith(Mark) && start[Mark.Length + 1] == 1;

    /// <returns>The key of a file, or null when the passphrase is not the right one. The caller wipes it.</returns>
    /// <exception cref="SealedFileException">It is no sealed file that a passphrase opens.</exception>
    public static async Task<byte[]?> KeyAsync(Stream file, PassphraseDerivation derivation, string passphrase, CancellationToken cancel)
    {
        file.Position = 0;
        var header = await ReadHeaderAsync(file, cancel);
        if (header.Length == WrapAt) throw new SealedFileException();
        return await derivation.OpenAsync(IdOf(header), header[WrapAt..], passphrase, cancel);
    }

    /// <summary>Opens a file to be read from any place.</summary>
    /// <param name="file">Can be sought in; the reader leaves it open.</param>
    /// <exception cref="SealedFileException">It is no sealed file, it is not whole, or the key is another one.</exception>
    public static async Task<SealedReadStream> OpenAsync(Stream file, ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        file.Position = 0;
        var header = await ReadHeaderAsync(file, cancel);
        var reader = new SealedReadStream(file, header, ChunkKey(header, key.Span));
        try
        {
            await reader.CheckEndAsync(cancel);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    internal static void Nonce(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }

    private static async Task<SealedWriteStream> BeginAsync(Stream file, byte[] header, ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        var chunkKey = ChunkKey(header, key.Span);
        await file.WriteAsync(header, cancel);
        return new SealedWriteStream(file, header, chunkKey);
    }

    private static byte[] Header(Guid id, byte[] wrap) =>
        [.. Mark, Format, wrap.Length > 0 ? (byte)1 : (byte)0, .. id.ToByteArray(bigEndian: true), .. wrap];

    private static Guid IdOf(ReadOnlySpan<byte> header) => new(header[IdAt..WrapAt], bigEndian: true);

    private static async Task<byte[]> ReadHeaderAsync(Stream file, CancellationToken cancel)
    {
        var header = new byte[WrapAt + KeyWrap.Size];
        var read = await file.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancel);
        if (read < WrapAt || !header.AsSpan().StartsWith(Mark) || header[Mark.Length] != Format) throw new SealedFileException();
        return header[Mark.Length + 1] switch
        {
            0 => header[..WrapAt],
            1 when read == header.Length => header,
            _ => throw new SealedFileException(),
        };
    }

    private static AesGcm ChunkKey(byte[] header, ReadOnlySpan<byte> key)
    {
        Span<byte> derived = stackalloc byte[KeyWrap.KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, header.AsSpan(IdAt..WrapAt), "breakupguide file 1"u8);
        try
        {
            return new AesGcm(derived, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }
}

/// <summary>A sealed file does not open: it is another kind of file, not whole, changed, or the key is another one.</summary>
public sealed class SealedFileException(Exception? inner = null) : IOException("This is no sealed file, or it is not whole, or another key sealed it.", inner);
