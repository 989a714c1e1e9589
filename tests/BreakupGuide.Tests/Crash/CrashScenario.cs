using BreakupGuide.Data.Sqlite;
using BreakupGuide.Entries;
using BreakupGuide.Features.Transfer;
using BreakupGuide.Privacy;

namespace BreakupGuide.Tests.Crash;

/// <summary>What a process is in the middle of when it is killed.</summary>
/// <param name="Steps">
/// Done one after the other; each is acknowledged when it has returned. What they are handed is a point at which the process may be killed.
/// </param>
/// <param name="IsOfRunningProgram">The program has started before; only the scenario itself is cut off.</param>
internal sealed record CrashScenario(bool IsOfRunningProgram, params Func<HostWithoutPages, Action, Task>[] Steps)
{
    public const string NextPassphrase = "kettle violin nineteen moss";

    public static readonly Guid Entry = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3b001");
    public static readonly Guid Run = new("1f0e5a64-54a3-4a0c-8f5e-6ce1f4f3b002");

    /// <summary>Saves in the kept space: whoever sends the same step again changes nothing more.</summary>
    public static readonly IReadOnlyList<string> Saves = ["journal", "answers", "bin", "bring in"];

    public static CrashScenario Named(string name) => name switch
    {
        "journal" => Running(
            (p, _) => p.Journal.SaveAsync(
                p.Space,
                new JournalChange(
                    Entry, EntryKind.Journal,
                    [
                        new(JournalFields.Title, "A new entry", 0), new(JournalFields.Words, "Its first words.", 0),
                        new(JournalFields.Mood, "low", 0), new(JournalFields.Tags, "work, sleep", 0), new(JournalFields.Date, "2026-05-29", 0),
                    ],
                    "page", 1, "Europe/London"),
                default),
            // Another page: what stood there becomes a revision.
            (p, _) => p.Journal.SaveAsync(
                p.Space,
                new JournalChange(
                    Entry, EntryKind.Journal, [new(JournalFields.Words, "Its later words.", 1)], "another page", 1, "Europe/London"),
                default)),
        "answers" => Running(
            (p, _) => p.Answers.SaveAsync(
                p.Space, Answer(Run, "reasons", List(p.Space, Run, ("n0", "tired"), ("n1", "far away")), 0, "page", "reason"), default),
            // One is named anew, one is taken out, one comes in; what stood there becomes a revision.
            (p, _) => p.Answers.SaveAsync(
                p.Space, Answer(Run, "reasons", List(p.Space, Run, ("n0", "tired of it"), ("n2", "his work")), 1, "another page", "reason"), default)),
        "bin" => Running(
            (p, _) => p.Bin.PutAsync(p.Space, CrashData.Entry, default),
            (p, _) => p.Bin.EmptyAsync(p.Space, default)),
        "bring in" => Running((p, _) => p.Merge.BringInAsync(p.Visitor, p.Space, default)),
        "bring in a file" => Running((p, _) => BringInAsync(p)),
        "change passphrase" => Running((p, _) => p.SpaceKeys.ChangePassphraseAsync(p.Space.Id, TestUser.Passphrase, NextPassphrase, null, default)),
        "recover" => Running((p, _) => p.Spaces.RecoverAsync(CrashData.Name, CrashData.RecoveryKey, NextPassphrase, null, default)),
        "delete everything" => Running((p, _) => p.Spaces.DeleteAsync(p.Space.Id, TestUser.Passphrase, null, default)),
        "start" => Stopped((p, _) => Done(p.Start)),
        "back up" => Stopped((p, pass) => Done(() => Backup.Make(p.Database, p.Copy, _ => pass()))),
        "restore" => Stopped((p, pass) => Done(() => Backup.Restore(p.DataDirectory, p.Copy, p.Clock.Now, _ => pass()))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such scenario."),
    };

    public static AnswerChange Answer(Guid run, string field, AnswerValue value, int seen, string client, string? thread = null) => new(
        run, field, field, $"Asked: {field}?", value, AnswerState.Given, seen, client, 1, "Europe/London",
            new RunStart(new Run("why-he-left", 1, WalkLength.Short), []), thread);

    public static ListValue List(UnlockedSpace space, Guid run, params (string Key, string Text)[] rows) =>
        new([.. rows.Select(r => new ListItem(r.Key, RecordIds.OfThread(space, run, "reasons", r.Key), r.Text))]);

    /// <summary>Looks at the journal in the folder and brings it in, two entries at a time.</summary>
    public static async Task BringInAsync(HostWithoutPages program)
    {
        var transfer = program.Transfer;
        transfer.AtOnce = 2;
        var session = program.SessionId;
        var sent = await program.Arriving.BeginAsync(program.Space, session, "journal.zip", "Europe/London", default);
        await using (var file = File.OpenRead(program.JournalFile)) sent = await program.Arriving.TakeAsync(sent, file, file.Length, default);
        await transfer.LookAsync(sent, null, default);
        await transfer.Of(sent.Id);
        await transfer.BringAsync((await program.Arriving.FindAsync(program.Space, session, default))!, default);
        await transfer.Of(sent.Id);
        await AssertCameInAsync(program);
    }

    public static async Task AssertCameInAsync(HostWithoutPages program)
    {
        var sent = await program.Arriving.FindAsync(program.Space, program.SessionId, default);
        if (sent?.State.Stage != SentFileStage.CameIn) throw new InvalidOperationException($"It is {sent?.State} {sent?.State.Problem}.");
    }

    private static CrashScenario Running(params Func<HostWithoutPages, Action, Task>[] steps) => new(true, steps);

    private static CrashScenario Stopped(params Func<HostWithoutPages, Action, Task>[] steps) => new(false, steps);

    private static Task Done(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}
