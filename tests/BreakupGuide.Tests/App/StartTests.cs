using System.Net;
using System.Net.Sockets;
using BreakupGuide.Tests.Data;

namespace BreakupGuide.Tests.App;

/// <summary>Why the program does not start is said in sentences to whoever starts it: the built program as a process of its own.</summary>
public sealed class StartTests(StartTests.StartedOnce started) : IClassFixture<StartTests.StartedOnce>, IDisposable
{
    private const string KeyStart =
        "<key id=\"3a1c2a4e-52f5-4d0e-9b54-6f0a1d7f6b11\" version=\"1\"><creationDate>2026-01-01T00:00:00Z</creationDate>"
        + "<activationDate>2026-01-01T00:00:00Z</activationDate><expirationDate>2036-01-01T00:00:00Z</expirationDate>";

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-start-").FullName;

    private string Data => Path.Combine(folder, "data");

    private string Keys => Directory.CreateDirectory(Path.Combine(Data, "keys")).FullName;

    private string Backups => Directory.CreateDirectory(Path.Combine(Data, "backups")).FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task It_starts_where_nothing_is_wrong() => Assert.Null((await BuiltProgram.StartAsync(Data, [])).Code);

    [Fact]
    public async Task A_port_that_is_in_use()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        await RefusesAsync([], ["--urls", $"http://{taken.LocalEndpoint}"], $"{taken.LocalEndpoint}", "address already in use", "ASPNETCORE_URLS");
    }

    [Fact]
    public async Task An_address_of_another_machine() => await RefusesAsync([], ["--urls", "http://192.0.2.1:5080"], "cannot listen", "ASPNETCORE_URLS");

    [Fact]
    public async Task An_address_that_is_none() => await RefusesAsync([], ["--urls", "here"], "cannot listen", "here");

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_to()
    {
        File.WriteAllText(Data, "a file where the folder should be");

        await RefusesAsync([], [], "BreakupGuide:DataDirectory is ", Data);
    }

    [Fact]
    public async Task Wrong_content()
    {
        var content = Directory.CreateDirectory(Path.Combine(folder, "content"));
        File.WriteAllText(Path.Combine(content.FullName, "helplines.yaml"), "nonsense: [");

        await RefusesAsync([("BreakupGuide__ContentDirectory", content.FullName)], [], "The content has", "helplines.yaml:");
    }

    [Theory]
    [InlineData("LockAfterMinutes", "4", "BreakupGuide:LockAfterMinutes must be from 5 to 120.")]
    [InlineData("LockAfterMinutes", "soon", "BreakupGuide:LockAfterMinutes")]
    [InlineData("BackupHours", "-1", "BreakupGuide:BackupHours must be")]
    [InlineData("ExitUrl", "https://example.org/", "BreakupGuide:ExitUrl must be")]
    [InlineData("PublicUrl", "https://notes.example/below", "BreakupGuide:PublicUrl must be an address without a path")]
    public async Task A_wrong_setting(string key, string value, string sentence) => await RefusesAsync([($"BreakupGuide__{key}", value)], [], sentence);

    [Fact]
    public async Task A_word_that_is_no_command() => await RefusesAsync([], ["serve"], "serve", "backup FILE | restore FILE | check | migrate");

    [Fact]
    public async Task A_command_that_cannot_be_done() =>
        await RefusesAsync([], ["restore", Path.Combine(folder, "none.db")], "none.db is no database, or it is damaged.");

    [Fact]
    public async Task A_machine_without_time_zones()
    {
        if (OperatingSystem.IsWindows()) return;
        var said = await RefusesAsync([("TZDIR", Directory.CreateDirectory(Path.Combine(folder, "zones")).FullName)], [], "no time zone data", "tzdata");

        Assert.DoesNotContain("DefaultZone", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_globalization_data() =>
        await RefusesAsync([("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")], [], "no globalization data", "ICU");

    [Theory]
    [InlineData("")]
    [InlineData("<key")]
    [InlineData("<key id=\"not one\" version=\"1\" />")]
    [InlineData("<key id=\"3a1c2a4e-52f5-4d0e-9b54-6f0a1d7f6b11\" version=\"1\" />")]
    [InlineData(KeyStart + "</key>")]
    [InlineData(KeyStart + "<descriptor deserializerType=\"no such type\"><descriptor /></descriptor></key>")]
    public async Task A_damaged_key_beside_a_good_one(string damaged)
    {
        started.CopyTo(Data);
        Assert.NotEmpty(Directory.GetFiles(Keys));
        File.WriteAllText(Path.Combine(Keys, "key-damaged.xml"), damaged);

        await RefusesAsync([], [], "key-damaged.xml", "cannot be read, or is damaged");
    }

    [Fact]
    public async Task A_revocation_beside_a_good_key_is_no_damaged_key()
    {
        started.CopyTo(Data);
        const string Revoked = "<revocation version=\"1\"><revocationDate>2020-01-01T00:00:00Z</revocationDate><key id=\"*\" /></revocation>";
        File.WriteAllText(Path.Combine(Keys, "key-damaged.xml"), Revoked);
        Assert.Null((await BuiltProgram.StartAsync(Data, [])).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_is_gone_although_there_are_backups(bool isEmpty)
    {
        File.WriteAllText(Path.Combine(Backups, "daily-20260501-000000.db"), "");
        File.WriteAllText(Path.Combine(Backups, "before-upgrade-20260401-000000.db"), "");
        var database = Path.Combine(Data, "breakupguide.db");
        if (isEmpty) File.WriteAllText(database, "");

        await RefusesAsync([], [], database, "daily-20260501-000000.db", "before-upgrade-20260401-000000.db", "BreakupGuide restore FILE");

        Assert.Equal(isEmpty, File.Exists(database));
        Assert.True(!isEmpty || new FileInfo(database).Length == 0);
    }

    [Fact]
    public async Task An_empty_database_without_backups_is_a_first_start_that_was_killed()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "breakupguide.db"), "");

        Assert.Null((await BuiltProgram.StartAsync(Data, [])).Code);
    }

    [Fact]
    public async Task A_database_that_cannot_be_read()
    {
        Directory.CreateDirectory(Path.Combine(Data, "breakupguide.db"));

        await RefusesAsync([], [], "breakupguide.db cannot be used: reading or writing failed");
    }

    private async Task<string> RefusesAsync((string Name, string Value)[] settings, string[] arguments, params string[] said)
    {
        var (code, error, output) = await BuiltProgram.StartAsync(Data, settings, arguments);

        Assert.All(said, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.Equal(1, code);
        foreach (var stack in new[] { "   at ", "Exception", "Unhandled" }) Assert.DoesNotContain(stack, error + output, StringComparison.Ordinal);
        return error;
    }

    /// <summary>A data directory in which the program has started: it takes seconds, so it is made once.</summary>
    public sealed class StartedOnce : IAsyncLifetime
    {
        private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("breakupguide-started-");

        public async Task InitializeAsync() => Assert.Null((await BuiltProgram.StartAsync(data.FullName, [])).Code);

        public Task DisposeAsync()
        {
            data.Delete(recursive: true);
            return Task.CompletedTask;
        }

        internal void CopyTo(string folder)
        {
            foreach (var file in data.EnumerateFiles("*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(data.FullName, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                file.CopyTo(copy);
            }
        }
    }
}
