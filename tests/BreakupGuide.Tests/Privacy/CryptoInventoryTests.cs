using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Privacy;

/// <summary>The table “What cryptography is used” in <c>docs/privacy.md</c> and the compiled program say the same, in both directions.</summary>
public partial class CryptoInventoryTests
{
    private static readonly string[] Namespaces = ["System.Security.Cryptography", "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.Antiforgery"];

    [Fact]
    public void Every_use_of_cryptography_stands_in_the_table_and_nothing_else()
    {
        var used = Used().Concat(UsedInScripts()).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("AesGcm in RecordCipher", used);
        Assert.Contains("HashAlgorithmName.SHA512 in KeyWrap", used);
        Assert.Contains("DataProtection in DataSetup", used);
        Assert.Contains("crypto.subtle.encrypt in sealed-store.js", used);

        var told = Told().ToList();
        Assert.True(used.Except(told).Any() is false, "Not in the table: " + string.Join(", ", used.Except(told)));
        Assert.True(told.Except(used).Any() is false, "Not in the code: " + string.Join(", ", told.Except(used)));
        Assert.Equal(told.Count, told.Distinct().Count());
    }

    /// <summary>What the table says of sizes and rounds.</summary>
    [Fact]
    public void The_numbers_of_the_table_are_those_of_the_code()
    {
        var table = string.Join('\n', Rows());

        Assert.Contains($"{KeyWrap.FewestRounds:N0}", table, StringComparison.Ordinal);
        Assert.Contains($"{KeyWrap.KeySize * 8}-bit", table, StringComparison.Ordinal);
        Assert.Contains($"{RecoveryKey.New().Bytes.Length * 8}-bit", table, StringComparison.Ordinal);
        Assert.Contains($"{new BreakupGuide.Spaces.SignIn.SignInOptions().PassphraseRounds:N0}", table, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Used() =>
        from type in typeof(KeyWrap).Assembly.GetTypes()
        where !type.IsNested && type.Namespace?.StartsWith("BreakupGuide", StringComparison.Ordinal) == true
        from name in TypeUse.Of(type).Where(t => !typeof(Exception).IsAssignableFrom(t) && t != typeof(HashAlgorithmName)).Select(Name)
            // The hash is a value, not a type: it is named by the property that is asked for it.
            .Concat(TypeUse.MembersOf(type).Where(m => m.DeclaringType == typeof(HashAlgorithmName))
                .Select(m => "HashAlgorithmName." + m.Name.Replace("get_", "", StringComparison.Ordinal)))
        where name is not null
        select $"{name} in {type.Name}";

    private static string? Name(Type type) => Namespaces.FirstOrDefault(n => type.Namespace?.StartsWith(n, StringComparison.Ordinal) == true) switch
    {
        null => null,
        "System.Security.Cryptography" => type.Name,
        var framework => framework[(framework.LastIndexOf('.') + 1)..],
    };

    private static IEnumerable<string> UsedInScripts() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "BreakupGuide"), "*.js", SearchOption.AllDirectories)
        from Match use in ScriptCrypto().Matches(File.ReadAllText(file))
        select $"{use.Value} in {Path.GetFileName(file)}";

    // The second column names what is used, the third where: each of the one in each of the other.
    private static IEnumerable<string> Told() =>
        from row in Rows()
        let cells = row.Split('|', StringSplitOptions.TrimEntries)
        from what in Quoted().Matches(cells[2]).Select(m => m.Groups[1].Value)
        from place in Quoted().Matches(cells[3]).Select(m => m.Groups[1].Value)
        select $"{what} in {place}";

    private static IEnumerable<string> Rows() =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "privacy.md"))
            .SkipWhile(l => l != "## What cryptography is used").Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
            .Where(l => l.StartsWith('|')).Skip(2);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\bcrypto\.(subtle\.)?\w+|\bMath\.random\b")]
    private static partial Regex ScriptCrypto();
}
