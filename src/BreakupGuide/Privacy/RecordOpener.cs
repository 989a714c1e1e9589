using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BreakupGuide.Privacy;

/// <summary>
/// Opens records of one space one after the other, with one cipher and in one place: what was opened lies there until the next one is, and is wiped
/// with it. Not for two at a time.
/// </summary>
internal sealed class RecordOpener : IDisposable
{
    private readonly UnlockedSpace space;
    private readonly AesGcm cipher;
    private byte[] plain = [];

    /// <exception cref="ObjectDisposedException">The space was locked.</exception>
    public RecordOpener(UnlockedSpace space)
    {
        this.space = space;
        Span<byte> key = stackalloc byte[KeyWrap.KeySize];
        space.CopyRecordKey(key);
        try
        {
            cipher = new AesGcm(key, RecordCipher.TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(plain);
        cipher.Dispose();
    }

    /// <returns>UTF-8 text, until the next record is opened.</returns>
    /// <exception cref="CannotOpenException">Damaged, unknown format, or bound to another space, record or field.</exception>
    /// <exception cref="ObjectDisposedException">The space was locked.</exception>
    public ReadOnlySpan<byte> Open(SealContext context, ReadOnlySpan<byte> bytes)
    {
        // The cipher has a key of its own: whoever locks a space does not have to wait for what is read in it just now.
        ObjectDisposedException.ThrowIf(space.IsLocked, space);
        var size = bytes.Length - RecordCipher.HeaderSize - RecordCipher.NonceSize - RecordCipher.TagSize;
        if (size < RecordCipher.LengthSize || bytes[0] != RecordCipher.Format || bytes[1] != RecordCipher.KeyNumber) throw new CannotOpenException(context);
        if (plain.Length < size)
        {
            CryptographicOperations.ZeroMemory(plain);
            plain = new byte[size];
        }

        Span<byte> binding = stackalloc byte[RecordCipher.LongestBinding];
        var opened = plain.AsSpan(0, size);
        try
        {
            cipher.Decrypt(
                bytes.Slice(RecordCipher.HeaderSize, RecordCipher.NonceSize), bytes.Slice(RecordCipher.HeaderSize + RecordCipher.NonceSize, size),
                bytes[^RecordCipher.TagSize..], opened, binding[..RecordCipher.Bind(space.Id, context, binding)]);
        }
        catch (CryptographicException exception)
        {
            throw new CannotOpenException(context, exception);
        }

        return opened.Slice(RecordCipher.LengthSize, BinaryPrimitives.ReadInt32LittleEndian(opened));
    }

    public override string ToString() => "[opener]";
}
