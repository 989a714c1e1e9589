using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace BreakupGuide.Data.Signing;

/// <summary>The keys that sign cookies and form tokens, as rows of the database: all nodes have the same ones. Each is sealed as a whole.</summary>
/// <remarks>
/// Layout: format (1) · which secret (4) · nonce (12, random) · ciphertext · tag (16), AES-256-GCM, bound to the row's name. Read without EF Core: each start
/// asks for them, and most starts need nothing else of it.
/// </remarks>
internal sealed class SigningKeyStore(DatabaseEngine engine, SigningSecret secret, TimeProvider clock) : IXmlRepository
{
    internal const string Use = "signing";
    private const byte Format = 1;
    private const int NameAt = 1;
    private const int NameSize = 4;
    private const int NonceAt = NameAt + NameSize;
    private const int NonceSize = 12;
    private const int TextAt = NonceAt + NonceSize;
    private const int TagSize = 16;
    private const int Overhead = TextAt + TagSize;

    /// <summary>How many are sealed with another secret: they sign nothing here.</summary>
    public int Foreign { get; private set; }

    /// <exception cref="StorageException">One is damaged; or one is sealed with another secret, where other nodes may be using it.</exception>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var all = new List<XElement>();
        var rows = Rows();
        var key = rows.Count > 0 ? secret.FindKeyFor(Use) : null;
        foreach (var (name, sealedKey) in rows)
        {
            if (key is not null && IsBy(key, sealedKey)) all.Add(XElement.Parse(Open(key, name, sealedKey)));
            else if (engine.IsShared) throw OfOthers();
        }

        Foreign = rows.Count - all.Count;
        return all;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = secret.KeyFor(Use);
        using var connection = engine.Connect();
        using var added = connection.CreateCommand();
        added.CommandText =
            """
            INSERT INTO "SigningKeys" ("Name", "Sealed", "Stored") VALUES (@name, @sealed, @stored)
            ON CONFLICT ("Name") DO UPDATE SET "Sealed" = excluded."Sealed"
            """;
        Add(added, "@name", friendlyName);
        Add(added, "@sealed", Seal(key, friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        Add(added, "@stored", clock.GetUtcNow().UtcDateTime);
        added.ExecuteNonQuery();
    }

    /// <summary>Deletes all of them. What they signed opens nothing any more.</summary>
    public void Clear()
    {
        using var connection = engine.Connect();
        using var all = connection.CreateCommand();
        all.CommandText = """DELETE FROM "SigningKeys" """;
        all.ExecuteNonQuery();
    }

    private List<(string Name, byte[] Sealed)> Rows()
    {
        using var connection = engine.Connect();
        using var asked = connection.CreateCommand();
        asked.CommandText = """SELECT "Name", "Sealed" FROM "SigningKeys" ORDER BY "Stored", "Name" """;
        using var row = asked.ExecuteReader();
        var all = new List<(string, byte[])>();
        while (row.Read()) all.Add((row.GetString(0), row.GetFieldValue<byte[]>(1)));
        return all;
    }

    private StorageException OfOthers() => new(
        $"The keys that sign cookies stand in the database and are sealed with another secret than the one in {secret.Place}, or there is none. Give this node "
        + $"the secret that the others have. If none has it any more, stop them all and run: BreakupGuide renew-keys. {SigningKeys.Lost}");

    internal static bool IsBy(byte[] key, byte[] sealedKey) =>
        sealedKey.Length >= Overhead && sealedKey[0] == Format && sealedKey.AsSpan(NameAt, NameSize).SequenceEqual(NameOf(key));

    // Tells which secret it was, and nothing of it.
    private static byte[] NameOf(byte[] key) => SHA256.HashData(key)[..NameSize];

    private static byte[] Seal(byte[] key, string name, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedKey = new byte[Overhead + plain.Length];
        sealedKey[0] = Format;
        NameOf(key).CopyTo(sealedKey, NameAt);
        var nonce = sealedKey.AsSpan(NonceAt, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, sealedKey.AsSpan(TextAt, plain.Length), sealedKey.AsSpan(^TagSize..), Encoding.UTF8.GetBytes(name));
        CryptographicOperations.ZeroMemory(plain);
        return sealedKey;
    }

    /// <exception cref="StorageException">It is damaged, or stands under another name.</exception>
    internal static string Open(byte[] key, string name, byte[] sealedKey)
    {
        var plain = new byte[sealedKey.Length - Overhead];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            var nonce = sealedKey.AsSpan(NonceAt, NonceSize);
            aes.Decrypt(nonce, sealedKey.AsSpan(TextAt, plain.Length), sealedKey.AsSpan(^TagSize..), plain, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (CryptographicException exception)
        {
            throw SigningKeys.DamagedRow(name, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
