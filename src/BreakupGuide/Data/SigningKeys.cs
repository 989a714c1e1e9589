using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BreakupGuide.Data;

/// <summary>
/// The keys that sign cookies and form tokens, as files of the data directory. One that cannot be read would fail every form, or leave unopened what it signed.
/// </summary>
internal static class SigningKeys
{
    /// <exception cref="StorageException">A file holds no whole key; the message names it.</exception>
    public static void Check(DataDirectory directory, IKeyManager keys)
    {
        var stored = Directory.GetFiles(directory.Keys, "*.xml").Select(file => (File: file, Key: IdIn(file))).ToList();
        var read = keys.GetAllKeys();
        foreach (var (file, id) in stored.Where(s => s.Key is not null))
        {
            if (read.SingleOrDefault(k => k.KeyId == id) is not { } key) throw Damaged(file);
            try
            {
                _ = key.Descriptor;
            }
            catch (Exception exception)
            {
                // Whatever it is that does not fit; the framework has no exception of its own for it.
                throw Damaged(file, exception);
            }
        }
    }

    /// <returns>Null for what is no key, such as a list of those that were revoked.</returns>
    private static Guid? IdIn(string file)
    {
        try
        {
            var root = XElement.Load(file);
            return root.Name.LocalName != "key" ? null : Guid.TryParse(root.Attribute("id")?.Value, out var id) ? id : throw Damaged(file);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(file, exception);
        }
    }

    private static StorageException Damaged(string file, Exception? inner = null) => new(
        $"{file} cannot be read, or is damaged. It holds a key that signs cookies. Put it back from a copy. Without one, move it elsewhere: "
        + "what visitors wrote under its cookies can then be opened by nobody, and people with a passphrase have to unlock again.",
        inner);
}
