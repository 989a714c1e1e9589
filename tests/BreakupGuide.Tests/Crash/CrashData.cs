using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Features.Export;
using BreakupGuide.Features.Export.Formats;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BreakupGuide.Tests.Crash;

/// <summary>Folders with a data directory as it was before a scenario. Each is made once and copied for every process that works on it.</summary>
public sealed class CrashData : IDisposable
{
    internal const string Name = "otter";
    internal static readonly RecoveryKey RecoveryKey = RecoveryKey.Parse("0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ")!;
    internal static readonly Guid Entry = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3a001");
    internal static readonly Guid Run = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3a002");
    internal static readonly Guid VisitorsEntry = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3a004");
    internal static readonly Guid VisitorsRun = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3a005");

    /// <summary>In the file that is brought in.</summary>
    internal static readonly IReadOnlyList<Guid> JournalEntries =
        [.. Enumerable.Range(1, 3).Select(n => new Guid($"1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3c00{n}"))];
    internal static readonly Guid JournalRun = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3c009");

    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-crash-").FullName;
    private int copies;

    /// <summary>A kept space and a visitor's, both with an entry, a run, a thread and an earlier version, and a session of each.</summary>
    public string Kept => field ??= Make("kept", root =>
    {
        using var program = new HostWithoutPages(root);
        program.Start();
        FillAsync(program).GetAwaiter().GetResult();
        MakeJournalAsync(program.JournalFile).GetAwaiter().GetResult();
    });

    /// <summary>The same, as a program of the first migration left it.</summary>
    public string Old => field ??= Make("old", root =>
    {
        CopyFolder(Kept, root);
        using var program = new HostWithoutPages(root);
        program.Start();
        using var database = program.Context();
        database.GetService<IMigrator>().Migrate(database.Database.GetMigrations().First());
    });

    /// <summary>No database at all.</summary>
    public string Nothing => field ??= Make("nothing", _ => { });

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A copy of a folder, also of one that a process is standing still over.</summary>
    public string CopyOf(string original)
    {
        var copy = Path.Combine(folder, $"{Interlocked.Increment(ref copies)}");
        CopyFolder(original, copy);
        return copy;
    }

    private string Make(string name, Action<string> fill)
    {
        var root = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        fill(root);
        return root;
    }

    /// <summary>A download of a space in which one entry is the same as here but for its words, and the others are not here.</summary>
    private async Task MakeJournalAsync(string path)
    {
        using var other = new HostWithoutPages(Directory.CreateDirectory(Path.Combine(folder, "other")).FullName);
        other.Start();
        await using (var database = other.Context())
        {
            database.Spaces.Add(new SpaceRow { Id = other.Space.Id, Created = other.Clock.Now, LastUsed = other.Clock.Now });
            await database.SaveChangesAsync();
        }

        foreach (var entry in JournalEntries.Prepend(Entry))
        {
            await other.Journal.SaveAsync(
                other.Space,
                new JournalChange(entry, EntryKind.Journal, [new(JournalFields.Words, $"brought {entry}", 0)], "page", 1, "Europe/London"), default);
        }

        foreach (var (field, list) in new[] { ("reasons", "his work"), ("wishes", "quiet") })
        {
            await other.Answers.SaveAsync(
                other.Space, CrashScenario.Answer(JournalRun, field, CrashScenario.List(other.Space, JournalRun, ("n0", list)), 0, "page", "reason"), default);
        }

        var export = new SpaceExport(other.Everything, [], other.Space, new Dictionary<string, string>(), other.Clock.Now);
        await using var file = File.Create(path);
        await new NotesFormat().WriteAsync(export, file, default);
    }

    private static async Task FillAsync(HostWithoutPages program)
    {
        var now = program.Clock.Now;
        await using (var database = program.Context())
        {
            database.Spaces.Add(new SpaceRow
            {
                Id = program.Space.Id,
                Name = Name,
                PassphraseWrap = KeyWrap.ByPassphrase(program.Space.Id, Keys.Data(), TestUser.Passphrase, KeyWrap.FewestRounds),
                RecoveryWrap = KeyWrap.ByRecoveryKey(program.Space.Id, Keys.Data(), RecoveryKey),
                Created = now,
                LastUsed = now,
            });
            database.Spaces.Add(new SpaceRow { Id = program.Visitor.Id, Created = now, LastUsed = now });
            foreach (var space in new[] { program.Space, program.Visitor })
                database.Sessions.Add(
                    new SessionRow { Id = Guid.NewGuid(), SpaceId = space.Id, WrappedKey = [1], Began = now, LastSeen = now, Expires = now.AddDays(1) });
            await database.SaveChangesAsync();
        }

        foreach (var (space, entry, run) in new[] { (program.Space, Entry, Run), (program.Visitor, VisitorsEntry, VisitorsRun) })
        {
            await WriteAsync("first words", 0, "page");
            await WriteAsync("later words", 1, "another page");
            await program.Answers.SaveAsync(
                space, CrashScenario.Answer(run, "reasons", CrashScenario.List(space, run, ("n0", "quarrels")), 0, "page", "reason"), default);

            Task WriteAsync(string words, int seen, string client) => program.Journal.SaveAsync(
                space,
                new JournalChange(
                    entry, EntryKind.Journal, [new(JournalFields.Title, "A title", seen), new(JournalFields.Words, words, seen)],
                    client, 1, "Europe/London"),
                default);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            // It is empty, and nobody else can read it as long as its program holds it.
            if (Path.GetFileName(file) == "running") File.WriteAllBytes(copy, []);
            else File.Copy(file, copy);
        }

        foreach (var inner in Directory.GetDirectories(from)) CopyFolder(inner, Path.Combine(to, Path.GetFileName(inner)));
    }
}
