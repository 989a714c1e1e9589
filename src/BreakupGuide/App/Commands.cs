using BreakupGuide.Content;
using BreakupGuide.Data;
using BreakupGuide.Data.Moving;
using BreakupGuide.Data.Signing;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.App;

/// <summary>What the program does instead of serving pages: <c>backup FILE</c>, <c>restore FILE</c>, <c>check</c>, <c>migrate</c>, <c>renew-keys</c>,
/// <c>move --from sqlite --to postgres</c> and back, <c>check-content FOLDER</c>.</summary>
internal static class Commands
{
    private const string Usage =
        "backup FILE | restore FILE | check | migrate | renew-keys | move --from sqlite --to postgres (or back) | check-content [FOLDER]";

    /// <returns>The exit code of the command, or null when none was given and pages are to be served.</returns>
    /// <exception cref="StorageException">The command could not be done; the message says why.</exception>
    public static int? Run(WebApplication app, string[] args, TextWriter output, TextWriter error)
    {
        switch (args)
        {
            case ["backup", var file, ..]: return BackUp(app, file, output);
            case ["restore", var file, ..]: return Restore(app, file, output);
            case ["check", ..]: return Check(app, output);
            case ["migrate", ..]: return Migrate(app, output);
            case ["renew-keys", ..]: return RenewKeys(app, output);
            case ["move", "--from", var from, "--to", var to, ..]: return Move(app, from, to, output);
            case ["check-content", .. var folder]: return CheckContent(app, folder is [var named] ? named : null, output, error);
            case ["backup" or "restore"] or ["move", ..]:
                error.WriteLine(Usage);
                return 2;
            case var _ when UnknownWord(args) is { } word:
                error.WriteLine($"“{word}” is no command of BreakupGuide. There are: {Usage}");
                return 1;
            default: return null;
        }
    }

    // What is neither a setting (--key=value, key=value, --key value) nor the value of one.
    private static string? UnknownWord(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Contains('=', StringComparison.Ordinal)) continue;
            if (!args[i].StartsWith('-')) return args[i];
            i++;
        }

        return null;
    }

    private static int BackUp(WebApplication app, string file, TextWriter output)
    {
        Engine(app).BackUp(file);
        output.WriteLine($"Backed up to {Path.GetFullPath(file)}.");
        return 0;
    }

    private static int Restore(WebApplication app, string file, TextWriter output)
    {
        // Held for the command: nothing is put back under a running program.
        app.Services.GetRequiredService<RunningLock>();
        var aside = Engine(app).Restore(file);
        output.WriteLine(aside is null ? "Restored." : $"Restored. What was there before lies at {aside}; delete it when all is well.");
        return 0;
    }

    private static int Check(WebApplication app, TextWriter output)
    {
        using var database = app.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        Engine(app).Verify(database);
        var pending = database.Database.GetPendingMigrations().Count();
        if (pending > 0)
        {
            output.WriteLine($"The database is whole; {pending} migrations wait for the next start.");
            return 0;
        }

        var records = database.Entries.AsNoTracking().Select(e => new { e.Head, e.Body })
            .AsEnumerable().SelectMany(e => e.Body is null ? [e.Head] : new[] { e.Head, e.Body })
            .Concat(database.Answers.AsNoTracking().Select(a => a.Record)).Concat(database.Threads.AsNoTracking().Select(t => t.Record))
            .Concat(database.Revisions.AsNoTracking().Select(r => r.Record))
            .Concat(database.Arrivals.AsNoTracking().Select(a => a.Record))
            .Concat(database.SentFiles.AsNoTracking().Select(f => f.Record))
            .Concat(database.Spaces.AsNoTracking().Where(s => s.Withheld != null).Select(s => s.Withheld!))
            .Concat(database.Spaces.AsNoTracking().Where(s => s.People != null).Select(s => s.People!));
        var (all, odd) = (0, 0);
        foreach (var record in records)
        {
            all++;
            if (!RecordCipher.IsWellFormed(record)) odd++;
        }

        output.WriteLine($"The database is whole: {database.Spaces.Count()} spaces, {all} sealed records, {odd} of them not well-formed.");
        var wrong = RunningTotals.CountWrong(database);
        if (wrong > 0) output.WriteLine($"The totals of {wrong} spaces are not what their rows add up to; what they hold is not touched by that.");
        return odd + wrong == 0 ? 0 : 1;
    }

    private static int Migrate(WebApplication app, TextWriter output)
    {
        app.UseData();
        output.WriteLine("The database is up to date.");
        return 0;
    }

    private static int RenewKeys(WebApplication app, TextWriter output)
    {
        // Held for the command: a running program would go on signing with the old ones.
        app.Services.GetRequiredService<RunningLock>();
        app.Services.GetRequiredService<SigningKeyStore>().Clear();
        output.WriteLine("The keys that sign cookies are deleted; the next start makes new ones. Everybody has to unlock again.");
        return 0;
    }

    private static int Move(WebApplication app, string from, string to, TextWriter output)
    {
        // Held for the command: nothing is moved from under a running program.
        app.Services.GetRequiredService<RunningLock>();
        var (spaces, rows) = DatabaseMove.Between(app.Services, from, to, output.WriteLine).RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        output.WriteLine(
            $"Moved: {spaces} spaces, {rows} rows, each compared with its original, which is as it was. Now set BreakupGuide:Database:Provider to "
            + $"{(to == "sqlite" ? "Sqlite" : "PostgreSQL")}, and delete the original when all is well.");
        return 0;
    }

    /// <summary>Reads a content folder, the program's own where none is named, and lists what is wrong with it.</summary>
    private static int CheckContent(WebApplication app, string? folder, TextWriter output, TextWriter error)
    {
        try
        {
            var content = ContentLoader.Load(folder ?? ContentFolder.Find(app.Configuration), app.Services.GetServices<QuestionType>());
            output.WriteLine($"Nothing is wrong: {content.Guides.Count} guides, {content.Reflections.Count} reflections, {content.Practices.Count} practices.");
            return 0;
        }
        catch (ContentException wrong)
        {
            error.WriteLine(wrong.Message);
            return 1;
        }
    }

    private static DatabaseEngine Engine(WebApplication app) => app.Services.GetRequiredService<DatabaseEngine>();
}
