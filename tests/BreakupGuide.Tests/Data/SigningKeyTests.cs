using System.Text;
using BreakupGuide.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BreakupGuide.Tests.Data;

/// <summary>The keys that sign cookies: in the database, sealed; nothing on the disk reads them without the secret.</summary>
public sealed class SigningKeyTests : IDisposable
{
    private const string Words = "words of a visitor";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-signing-").FullName;
    private readonly Guid entry = Guid.NewGuid();

    private string Data => Path.Combine(folder, "data");

    private string Secret => Path.Combine(Data, "keys", "secret");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void No_key_lies_readable_on_the_disk_and_the_secret_is_only_the_owners()
    {
        string key;
        using (var site = Start()) key = MasterKey(site);

        Assert.Equal([Secret], Directory.GetFiles(Path.Combine(Data, "keys")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Secret));
        foreach (var file in Directory.GetFiles(Data, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key)) < 0, $"{file} holds a key in clear.");
            Assert.True(bytes.AsSpan().IndexOf("masterKey"u8) < 0, $"{file} holds a key in clear.");
        }
    }

    [Fact]
    public void A_start_warns_of_nothing_and_the_next_one_makes_no_second_key()
    {
        for (var i = 0; i < 2; i++)
        {
            using var site = Start();
            Assert.Single(site.Services.GetRequiredService<IKeyManager>().GetAllKeys());
            Assert.DoesNotContain(site.Services.GetFakeLogCollector().GetSnapshot(), l => l.Level >= LogLevel.Warning);
        }
    }

    [Fact]
    public async Task Files_of_an_earlier_version_are_taken_in_and_what_they_signed_opens()
    {
        // What an earlier version left: its own framework's file.
        Directory.CreateDirectory(Path.Combine(Data, "keys"));
        var before = DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(Data, "keys")), p => p.SetApplicationName("BreakupGuide"));
        var signed = before.CreateProtector("test").Protect("signed before");
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Data, "keys")));

        using var site = Start();

        Assert.Equal("signed before", site.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(signed));
        Assert.Equal([Secret], Directory.GetFiles(Path.Combine(Data, "keys")));
        Assert.True(File.Exists(Path.Combine(Data, "backups", "keys-before-upgrade", Path.GetFileName(file))));
        await using var database = Context(site);
        Assert.Single(database.SigningKeys);
    }

    [Fact]
    public async Task With_another_secret_new_keys_are_made_and_with_the_right_one_again_visitors_come_back()
    {
        var other = Path.Combine(folder, "other");
        System.Net.Cookie cookie;
        using (var site = Start())
        {
            var visitor = new TestUser(site);
            await visitor.Writes(entry, Words);
            cookie = visitor.SpaceCookie!;
        }

        File.Move(Secret, other);
        using (var site = Start())
        {
            const string Warning = "1 keys that sign cookies are sealed with another secret";
            Assert.Single(site.Services.GetFakeLogCollector().GetSnapshot(), l => l.Message.StartsWith(Warning, StringComparison.Ordinal));
            Assert.False(await Returned(site, cookie).CanRead(entry, Words));
            await new TestUser(site).Keeps("made meanwhile");
        }

        File.Move(other, Secret, overwrite: true);
        using (var site = Start()) Assert.True(await Returned(site, cookie).CanRead(entry, Words));
    }

    [Theory]
    [InlineData("""UPDATE "SigningKeys" SET "Sealed" = @bytes""")]
    [InlineData("""UPDATE "SigningKeys" SET "Name" = 'key-of-another-name'""")]
    public async Task A_damaged_key_or_one_under_another_name_is_said_and_renewed_by_a_command(string damage)
    {
        using (Start())
        {
        }

        await using (var database = new SqliteConnection($"Data Source={Path.Combine(Data, "breakupguide.db")};Pooling=false"))
        {
            database.Open();
            await using var row = database.CreateCommand();
            row.CommandText = """SELECT "Sealed" FROM "SigningKeys" """;
            var bytes = (byte[])row.ExecuteScalar()!;
            bytes[40] ^= 1;
            row.CommandText = damage;
            row.Parameters.AddWithValue("@bytes", bytes);
            Assert.Equal(1, row.ExecuteNonQuery());
        }

        var refused = await BuiltProgram.StartAsync(Data, []);
        Assert.Equal(1, refused.Code);
        Assert.Contains("which signs cookies, is damaged", refused.Error, StringComparison.Ordinal);
        Assert.Contains("BreakupGuide renew-keys", refused.Error, StringComparison.Ordinal);
        var (code, said) = await BuiltProgram.RunAsync(Data, "renew-keys");
        Assert.Contains("the next start makes new ones", said, StringComparison.Ordinal);
        Assert.Equal(0, code);
        using var again = Start();
        Assert.Single(again.Services.GetRequiredService<IKeyManager>().GetAllKeys());
    }

    [Theory]
    [InlineData("short", "BreakupGuide:Signing:Secret must be at least 32 random bytes")]
    [InlineData("c2hvcnQ=", "BreakupGuide:Signing:Secret must be at least 32 random bytes")]
    public void A_secret_that_is_none_is_refused(string secret, string sentence)
    {
        using var site = new Site([("BreakupGuide:DataDirectory", Data), ("BreakupGuide:Signing:Secret", secret)]);

        Assert.Contains(sentence, Assert.ThrowsAny<Exception>(() => site.Services).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("not a secret", "holds no secret")]
    public void A_file_that_holds_none_is_refused(string? text, string sentence)
    {
        var file = Path.Combine(folder, "of the installation");
        if (text is not null) File.WriteAllText(file, text);
        using var site = new Site([("BreakupGuide:DataDirectory", Data), ("BreakupGuide:Signing:SecretFile", file)]);

        var refused = Assert.Throws<StorageException>(() => site.Services);

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    private static TestUser Returned(Site site, System.Net.Cookie cookie)
    {
        var visitor = new TestUser(site);
        visitor.Steal(cookie);
        return visitor;
    }

    // As the framework writes it into the key's descriptor.
    private static string MasterKey(Site site) =>
        Assert.Single(site.Services.GetRequiredService<IKeyManager>().GetAllKeys()).Descriptor.ExportToXml().SerializedDescriptorElement
            .Descendants("value").Single().Value;

    private static AppDbContext Context(Site site) => site.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();

    private Site Start()
    {
        var site = new Site([("BreakupGuide:DataDirectory", Data), ("BreakupGuide:Database:Provider", "Sqlite")], services => services.AddFakeLogging());
        _ = site.Services;
        return site;
    }
}
