using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data.Signing;

/// <summary>
/// What the keys that sign cookies are sealed with, so that nobody who only has the database, or a backup of it, has them. It stands in the configuration, in a
/// file that the configuration names, or in the data directory, where the first start makes it.
/// </summary>
public sealed class SigningSecret(DataDirectory directory, IOptions<StorageOptions> options)
{
    /// <summary>Random bytes; longer ones are taken, too.</summary>
    internal const int Size = 32;

    private const int KeySize = 32;

    private readonly SigningOptions given = options.Value.Signing;

    /// <summary>Where it stands, for whoever runs the program.</summary>
    public string Place => given.Secret is not null ? "BreakupGuide:Signing:Secret" : FilePath;

    private string FilePath => given.SecretFile ?? Path.Combine(directory.Keys, "secret");

    /// <summary>Whether a configured secret is one; where none is configured, that is as it should be.</summary>
    public static bool IsSecret(string? text) => text is null || Decode(text) is not null;

    /// <returns>256 bits for one use and no other; null when there is no secret yet.</returns>
    /// <exception cref="StorageException">It cannot be read, or is none.</exception>
    public byte[]? FindKeyFor(string use) => Read(mayMake: false) is { } secret ? KeyFor(secret, use) : null;

    /// <summary>The same; where there is no secret yet and none is configured, it is made.</summary>
    /// <inheritdoc cref="FindKeyFor"/>
    public byte[] KeyFor(string use) => KeyFor(Read(mayMake: true)!, use);

    internal static byte[] KeyFor(byte[] secret, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeySize, info: Encoding.ASCII.GetBytes($"breakupguide {use} 1"));

    private byte[]? Read(bool mayMake)
    {
        if (given.Secret is not null) return Decode(given.Secret);
        try
        {
            if (File.Exists(FilePath))
                return Decode(File.ReadAllText(FilePath)) ?? throw new StorageException($"{FilePath} holds no secret: at least {Size} bytes, as base64.");
            if (given.SecretFile is not null) throw new StorageException($"BreakupGuide:Signing:SecretFile is {FilePath}, and there is no such file.");
            return mayMake ? Make() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{FilePath} cannot be read or made. It holds the secret that the keys which sign cookies are sealed with.", exception);
        }
    }

    // Whole, or not at all: keys that were sealed with half of one would open nothing.
    private byte[] Make()
    {
        var secret = RandomNumberGenerator.GetBytes(Size);
        var unfinished = FilePath + ".unfinished";
        var how = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, how))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, FilePath);
        return secret;
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length >= Size ? bytes[..length] : null;
    }
}
