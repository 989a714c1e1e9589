using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BreakupGuide.Privacy;

/// <summary>Wraps a space's data key: by a passphrase, by the recovery key, and by the random key of a session.</summary>
/// <remarks>
/// Layout: format (1) · rounds (4, little endian; 0 where the wrapping key is random) · salt (16) · nonce (12) · wrapped key (32) · tag (16).
/// Format, purpose, owner, rounds and salt are authenticated. The passphrase is right when the key opens: no other check of it is stored.
/// </remarks>
public static class KeyWrap
{
    public const int KeySize = 32;

    /// <summary>Fewer PBKDF2-HMAC-SHA512 rounds are refused, in configuration and in stored wraps. Source: OWASP, Password Storage Cheat Sheet.</summary>
    public const int FewestRounds = 220_000;

    /// <summary>More are refused, too: a forged wrap must not keep a processor busy for an hour.</summary>
    public const int MostRounds = 10_000_000;

    private const byte Format = 1;
    private const int SaltSize = 16;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int PrefixSize = 1 + 4 + SaltSize;
    internal const int Size = PrefixSize + NonceSize + KeySize + TagSize;

    public static byte[] ByPassphrase(Guid space, ReadOnlySpan<byte> dataKey, string passphrase, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, FewestRounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, MostRounds);
        var prefix = NewPrefix(rounds);
        return Wrap("passphrase", space, prefix, FromPassphrase(passphrase, prefix), dataKey);
    }

    /// <returns>The data key, or null when the passphrase is not the right one.</returns>
    public static byte[]? OpenByPassphrase(Guid space, byte[] wrap, string passphrase) =>
        wrap.Length == Size && Rounds(wrap) is >= FewestRounds and <= MostRounds ? Unwrap("passphrase", space, wrap, FromPassphrase(passphrase, wrap)) : null;

    public static byte[] ByRecoveryKey(Guid space, ReadOnlySpan<byte> dataKey, RecoveryKey key)
    {
        var prefix = NewPrefix(0);
        return Wrap("recovery", space, prefix, FromRandom(key.Bytes, prefix), dataKey);
    }

    public static byte[]? OpenByRecoveryKey(Guid space, byte[] wrap, RecoveryKey key) =>
        wrap.Length == Size ? Unwrap("recovery", space, wrap, FromRandom(key.Bytes, wrap)) : null;

    public static byte[] BySession(Guid session, ReadOnlySpan<byte> dataKey, ReadOnlySpan<byte> sessionKey)
    {
        var prefix = NewPrefix(0);
        return Wrap("session", session, prefix, FromRandom(sessionKey, prefix), dataKey);
    }

    public static byte[]? OpenBySession(Guid session, byte[] wrap, ReadOnlySpan<byte> sessionKey) =>
        wrap.Length == Size ? Unwrap("session", session, wrap, FromRandom(sessionKey, wrap)) : null;

    /// <summary>Spends the time of one derivation, for a name that does not exist.</summary>
    public static void SpendDerivation(string passphrase, int rounds) => CryptographicOperations.ZeroMemory(FromPassphrase(passphrase, NewPrefix(rounds)));

    private static byte[] NewPrefix(int rounds)
    {
        var prefix = new byte[PrefixSize];
        prefix[0] = Format;
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(1), rounds);
        RandomNumberGenerator.Fill(prefix.AsSpan(5));
        return prefix;
    }

    /// <summary>PBKDF2 rounds of a passphrase wrap.</summary>
    public static int RoundsOf(byte[] wrap) => wrap.Length == Size ? Rounds(wrap) : 0;

    private static int Rounds(ReadOnlySpan<byte> wrap) => BinaryPrimitives.ReadInt32LittleEndian(wrap[1..]);

    private static ReadOnlySpan<byte> Salt(ReadOnlySpan<byte> wrap) => wrap.Slice(5, SaltSize);

    private static byte[] FromPassphrase(string passphrase, ReadOnlySpan<byte> wrap)
    {
        var bytes = Encoding.UTF8.GetBytes(TypedText.Normalise(passphrase));
        try
        {
            return Rfc2898DeriveBytes.Pbkdf2(bytes, Salt(wrap), Rounds(wrap), HashAlgorithmName.SHA512, KeySize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static byte[] FromRandom(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> wrap)
    {
        var key = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, Salt(wrap), "breakupguide wrap 1"u8);
        return key;
    }

    private static byte[] Wrap(string purpose, Guid owner, byte[] prefix, byte[] wrappingKey, ReadOnlySpan<byte> dataKey)
    {
        var wrap = new byte[Size];
        prefix.CopyTo(wrap, 0);
        var nonce = wrap.AsSpan(PrefixSize, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(wrappingKey, TagSize);
        aes.Encrypt(nonce, dataKey, wrap.AsSpan(PrefixSize + NonceSize, KeySize), wrap.AsSpan(^TagSize..), Binding(purpose, owner, prefix));
        CryptographicOperations.ZeroMemory(wrappingKey);
        return wrap;
    }

    private static byte[]? Unwrap(string purpose, Guid owner, byte[] wrap, byte[] wrappingKey)
    {
        var dataKey = new byte[KeySize];
        using var aes = new AesGcm(wrappingKey, TagSize);
        try
        {
            if (wrap[0] != Format) return null;
            aes.Decrypt(
                wrap.AsSpan(PrefixSize, NonceSize), wrap.AsSpan(PrefixSize + NonceSize, KeySize), wrap.AsSpan(^TagSize..), dataKey,
                Binding(purpose, owner, wrap.AsSpan(0, PrefixSize)));
            return dataKey;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrappingKey);
        }
    }

    private static byte[] Binding(string purpose, Guid owner, ReadOnlySpan<byte> prefix) =>
        Encoding.UTF8.GetBytes($"breakupguide|{purpose}|{owner:N}|{Convert.ToHexString(prefix)}");
}
