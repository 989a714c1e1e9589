using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Internal;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Data.Signing;

/// <summary>
/// Looks at a start whether each key that signs cookies and form tokens can be read: one that cannot would fail every form, or leave unopened what it signed.
/// </summary>
internal sealed partial class SigningKeys(
    DataDirectory directory, SigningKeyStore store, IKeyManager keys, IOptions<KeyManagementOptions> options, IActivator activator, ILogger<SigningKeys> logger)
{
    public const string Lost = "What visitors wrote under its cookies can then be opened by nobody, and people with a passphrase have to unlock again.";

    private static readonly TimeSpan Lasts = TimeSpan.FromDays(90);

    /// <summary>Also makes the first key, so that no two nodes make one each, and takes in the files in which earlier versions kept them.</summary>
    /// <exception cref="StorageException">One cannot be read; the message says which and what to do.</exception>
    public void Check()
    {
        TakeIn();
        var stored = store.GetAllElements();
        if (store.Foreign > 0) LogForeign(store.Foreign);
        if (stored.Count == 0)
        {
            // By the framework's own clock.
            keys.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow + Lasts);
            return;
        }

        var read = keys.GetAllKeys();
        foreach (var id in stored.Where(IsKey).Select(IdOf)) if (WhyUnreadable(read, id) is { } why) throw DamagedRow($"{id}", why);
    }

    /// <param name="name">Of the row.</param>
    internal static StorageException DamagedRow(string name, Exception inner) => new(
        $"The key {name} in the database, which signs cookies, is damaged. Put a backup back. Without one, run: BreakupGuide renew-keys. {Lost}", inner);

    // Moved aside, not deleted: whoever goes back to the version before needs them.
    private void TakeIn()
    {
        var elements = Directory.GetFiles(directory.Keys, "*.xml").ToDictionary(file => file, Load);
        if (elements.Count == 0) return;
        var read = KeysInFiles();
        foreach (var (file, element) in elements.Where(e => IsKey(e.Value)))
            if (WhyUnreadable(read, IdOf(element)) is { } why) throw Damaged(file, why);
        foreach (var (file, element) in elements) store.StoreElement(element, Path.GetFileNameWithoutExtension(file));
        var aside = Directory.CreateDirectory(Path.Combine(directory.Backups, "keys-before-upgrade")).FullName;
        foreach (var file in elements.Keys) File.Move(file, Path.Combine(aside, Path.GetFileName(file)), overwrite: true);
    }

    private IReadOnlyCollection<IKey> KeysInFiles()
    {
        var inFiles = new KeyManagementOptions
        {
            AuthenticatedEncryptorConfiguration = options.Value.AuthenticatedEncryptorConfiguration,
            XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(directory.Keys), NullLoggerFactory.Instance),
        };
        foreach (var factory in options.Value.AuthenticatedEncryptorFactories) inFiles.AuthenticatedEncryptorFactories.Add(factory);
        return new XmlKeyManager(Options.Create(inFiles), activator).GetAllKeys();
    }

    private static XElement Load(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (Exception exception) when (exception is XmlException or IOException or UnauthorizedAccessException)
        {
            throw Damaged(file, exception);
        }
    }

    /// <returns>Null when the key can be read.</returns>
    private static Exception? WhyUnreadable(IReadOnlyCollection<IKey> read, Guid? id)
    {
        try
        {
            _ = read.Single(k => k.KeyId == id).Descriptor;
            return null;
        }
        catch (Exception exception)
        {
            // Whatever it is that does not fit; the framework has no exception of its own for it.
            return exception;
        }
    }

    // Others are lists of those that were revoked.
    private static bool IsKey(XElement root) => root.Name.LocalName == "key";

    private static Guid? IdOf(XElement root) => Guid.TryParse(root.Attribute("id")?.Value, out var id) ? id : null;

    private static StorageException Damaged(string file, Exception inner) => new(
        $"{file} cannot be read, or is damaged. It holds a key that signs cookies. Put it back from a copy. Without one, move it elsewhere: " + Lost, inner);

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} keys that sign cookies are sealed with another secret, such as that of the machine a backup came from: they sign nothing here. To have what "
        + "visitors wrote under them, stop, put that secret in the place of this one, and start.")]
    private partial void LogForeign(int count);
}
