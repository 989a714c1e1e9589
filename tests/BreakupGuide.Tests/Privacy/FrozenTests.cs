using System.Reflection;
using System.Text;
using BreakupGuide.Data.Signing;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

/// <summary>
/// Journals and keys of years ago must open. <c>vectors/</c> holds what each format once wrote; the files are never changed, only added to.
/// When one does not open any more, the format changed: it needs a new format byte beside the old one, and a file of its own here.
/// </summary>
public class FrozenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "BreakupGuide.Tests", "Privacy", "vectors");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_was_written_once_opens_for_ever(string name)
    {
        var vector = Read(name);
        switch (name[..name.LastIndexOf('-')])
        {
            case "record":
                using (var space = Space(vector))
                {
                    var context = new SealContext(vector["table"], new Guid(vector["record"]), vector["field"]);
                    Assert.Equal(Text(vector["words"]), RecordCipher.Open(space, context, new SealedText(Bytes(vector["sealed"]))));
                }

                break;
            case "index":
                using (var space = Space(vector)) Assert.Equal(new Guid(vector["id"]), RecordCipher.IndexId(space, vector["parts"].Split(' ')));
                break;
            case "buffer":
                using (var space = Space(vector)) Assert.Equal(Bytes(vector["key"]), space.DeriveBufferKey());
                break;
            case "wrap-passphrase":
                Assert.Equal(Bytes(vector["datakey"]), KeyWrap.OpenByPassphrase(new Guid(vector["owner"]), Bytes(vector["wrap"]), Text(vector["secret"])));
                break;
            case "wrap-recovery":
                Assert.Equal(
                    Bytes(vector["datakey"]),
                    KeyWrap.OpenByRecoveryKey(new Guid(vector["owner"]), Bytes(vector["wrap"]), RecoveryKey.Parse(vector["secret"])!));
                break;
            case "wrap-session":
                Assert.Equal(Bytes(vector["datakey"]), KeyWrap.OpenBySession(new Guid(vector["owner"]), Bytes(vector["wrap"]), Bytes(vector["secret"])));
                break;
            case "file":
                using (var derivation = new PassphraseDerivation(KeyWrap.FewestRounds))
                {
                    var file = new MemoryStream(Bytes(vector["file"]));
                    var key = await SealedFile.KeyAsync(file, derivation, Text(vector["secret"]), default);
                    await using var opened = await SealedFile.OpenAsync(file, key, default);
                    Assert.Equal(Text(vector["words"]), await new StreamReader(opened).ReadToEndAsync());
                }

                break;
            case "signing":
                var signing = SigningSecret.KeyFor(Bytes(vector["secret"]), SigningKeyStore.Use);
                Assert.True(SigningKeyStore.IsBy(signing, Bytes(vector["sealed"])));
                Assert.Equal(Text(vector["words"]), SigningKeyStore.Open(signing, vector["name"], Bytes(vector["sealed"])));
                break;
            case "recovery-key":
                Assert.Equal(Bytes(vector["bytes"]), RecoveryKey.Parse(vector["shown"])!.Bytes);
                Assert.Equal(vector["shown"], RecoveryKey.Parse(vector["shown"])!.ToDisplay());
                break;
            default:
                Assert.Fail($"Nobody knows what {name} is.");
                break;
        }
    }

    [Fact]
    public void Every_format_that_the_program_writes_or_names_has_a_vector()
    {
        using var space = Keys.Open();
        var written = new[]
        {
            $"record-{RecordCipher.Seal(space, default, "").Bytes[0]}",
            $"wrap-passphrase-{KeyWrap.ByPassphrase(Keys.Space, Keys.Data(), "x", KeyWrap.FewestRounds)[0]}",
            $"wrap-recovery-{KeyWrap.ByRecoveryKey(Keys.Space, Keys.Data(), RecoveryKey.New())[0]}",
            $"wrap-session-{KeyWrap.BySession(Keys.Space, Keys.Data(), Keys.Data())[0]}",
            "index-1", "buffer-1", "recovery-key-1", "file-1", "signing-1",
        };
        // Old formats stay in the code as constants for as long as they are read.
        var named = Formats(typeof(RecordCipher)).Select(f => $"record-{f}")
            .Concat(Formats(typeof(KeyWrap)).SelectMany(f => new[] { $"wrap-passphrase-{f}", $"wrap-recovery-{f}", $"wrap-session-{f}" })).ToList();
        named.AddRange(Formats(typeof(SealedFile)).Select(f => $"file-{f}"));
        named.AddRange(Formats(typeof(SigningKeyStore)).Select(f => $"signing-{f}"));
        Assert.Equal(6, named.Intersect(written).Count());

        Assert.Empty(written.Concat(named).Distinct().Except(Directory.EnumerateFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)!)));
    }

    private static IEnumerable<object?> Formats(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(f => f.IsLiteral && f.Name.Contains("Format", StringComparison.Ordinal)).Select(f => f.GetRawConstantValue());

    private static Dictionary<string, string> Read(string name) =>
        File.ReadLines(Path.Combine(Folder, name + ".txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1]);

    private static UnlockedSpace Space(Dictionary<string, string> vector) => new(new Guid(vector["space"]), isVisitor: false, Bytes(vector["datakey"]));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    private static string Text(string hex) => Encoding.UTF8.GetString(Bytes(hex));
}
