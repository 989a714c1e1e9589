using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using BreakupGuide.Data;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Notes;
using BreakupGuide.Features.Transfer.Files;
using BreakupGuide.Features.Transfer.Formats;
using BreakupGuide.Privacy;
using CsvHelper;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Features.Transfer;

/// <summary>Looks at a file, and brings it in: from its beginning each time, some entries at a time, so that memory does not grow with it.</summary>
internal sealed partial class TransferWork(
    SentFiles sent, BringIn bringIn, Arrivals arrivals, JournalFormats formats, EntryTime time, IReadOnlyList<JournalField> fields,
    Withholding withholding, PeopleToCall people, PassphraseDerivation derivation,
    SpaceTurns turns, IOptions<TransferOptions> options, TimeProvider clock, ILogger<TransferWork> logger)
{
    private const int LettersAtOnce = 4_000_000;
    private const int MostTakenUp = 3;

    private readonly ConcurrentDictionary<Guid, AtWork> all = new();
    private volatile bool isEnding;

    /// <summary>How many entries are brought in at once.</summary>
    internal int AtOnce { get; set; } = BringIn.AtOnce;

    /// <summary>What is being done here with a file; done already where nothing is.</summary>
    public Task Of(Guid file) => all.TryGetValue(file, out var work) ? work.Ended : Task.CompletedTask;

    /// <summary>Stops what is being done here with a file, without waiting for the next second.</summary>
    public void Stop(Guid file)
    {
        if (all.TryGetValue(file, out var work)) work.Stop();
    }

    /// <summary>Begins to look at it.</summary>
    /// <param name="passphrase">Of a file that is sealed with one.</param>
    /// <returns>False where somebody else is at it, or it is gone.</returns>
    public Task<bool> LookAsync(SentFile file, string? passphrase, CancellationToken cancel) =>
        BeginAsync(file, file.Record with { State = new(SentFileStage.Looking) }, work => LookAsync(work, passphrase), cancel);

    /// <summary>Begins to bring in what was looked at.</summary>
    /// <inheritdoc cref="LookAsync(SentFile, string?, CancellationToken)"/>
    public async Task<bool> BringAsync(SentFile file, CancellationToken cancel) =>
        file.State is { Stage: SentFileStage.Looked or SentFileStage.BringingIn, Looked: { HasRoom: true } looked }
        && await BeginAsync(file, file.Record with { State = new(SentFileStage.BringingIn, looked) }, work => BringAsync(work, looked), cancel);

    /// <summary>Goes on with what somebody began who is gone, such as a node that was killed. From its beginning: what came in is there already.</summary>
    public async Task TakeUpAsync(SentFile file, CancellationToken cancel)
    {
        if (!file.IsCutOff) return;
        var taken = file with { Record = file.Record with { TakenUp = file.Record.TakenUp + 1 } };
        if (file.IsStopped) await BeginAsync(taken, taken.Record, _ => throw new OperationCanceledException(), cancel);
        // It may be the file that ends whoever works on it.
        else if (taken.Record.TakenUp > MostTakenUp) await BeginAsync(taken, taken.Record, _ => throw CutOff(), cancel);
        else if (file.State.Stage == SentFileStage.BringingIn) await BringAsync(taken, cancel);
        else await LookAsync(taken, null, cancel);
    }

    /// <summary>The program ends: whoever is there goes on.</summary>
    public Task EndAsync()
    {
        isEnding = true;
        foreach (var work in all.Values) work.Stop();
        return Task.WhenAll(all.Values.Select(w => w.Ended));
    }

    private async Task<bool> BeginAsync(SentFile file, SentRecord record, Func<AtWork, Task> work, CancellationToken cancel)
    {
        if (await sent.HoldAsync(file, record, cancel) is not { } held) return false;
        var begun = new AtWork(sent, held, clock);
        all[held.Id] = begun;
        begun.Ended = Task.Run(
            async () =>
            {
                await using (begun) await TryAsync(begun, work);
                all.TryRemove(KeyValuePair.Create(held.Id, begun));
            },
            CancellationToken.None);
        return true;
    }

    private async Task LookAsync(AtWork work, string? passphrase)
    {
        var cancel = work.Stopped;
        using var turn = await turns.TakeAsync(work.Space.Id, cancel);
        await using var content = await OpenAsync(work, passphrase, cancel);
        if (content is null)
        {
            var wrong = string.IsNullOrEmpty(passphrase) ? null : "This is not the passphrase of this file. Check it and try again.";
            await work.SettleAsync(new(SentFileStage.NeedsPassphrase, Problem: wrong));
            return;
        }

        using var file = await ArrivedFile.OpenAsync(content, work.File.Record.Name, options.Value, cancel);
        var format = await formats.FindAsync(file, cancel);
        var left = new LeftBehind();
        var seen = new LookedSoFar();
        await foreach (var some in EntriesAsync(format, file, work, left, cancel))
        {
            seen.Add(some, await bringIn.LookAsync(work.Space, some, cancel), left);
            work.Done = seen.Count;
        }

        var cover = (await format.BesideAsync(file, cancel)).Cover;
        var hasRoom = await bringIn.HasRoomAsync(work.Space, seen.NewEntries, seen.Bytes, cancel);
        await work.SettleAsync(new(SentFileStage.Looked, seen.ToLooked(format.Name, left, hasRoom, cover)));
    }

    private async Task BringAsync(AtWork work, Looked looked)
    {
        var cancel = work.Stopped;
        using var turn = await turns.TakeAsync(work.Space.Id, cancel);
        await using var content = await OpenAsync(work, null, cancel) ?? throw ZipDirectory.Broken();
        using var file = await ArrivedFile.OpenAsync(content, work.File.Record.Name, options.Value, cancel);
        var format = await formats.FindAsync(file, cancel);
        // Where it was cut off before, something of it came in already.
        var batch = work.File.Id;
        var number = await arrivals.LastNumberAsync(work.Space, batch, cancel);
        var state = new SentFileState(SentFileStage.BringingIn, looked, HasComeIn: number > 0);
        await foreach (var some in EntriesAsync(format, file, work, new LeftBehind(), cancel))
        {
            if (await bringIn.BringAsync(work.Space, batch, ++number, some, cancel) is null) throw NoRoom();
            work.Done += some.Count;
            work.Note(work.File.Record with { State = state = state with { HasComeIn = true } });
        }

        await foreach (var some in ChunksAsync(format.ThreadsAsync(file, cancel), _ => 0, t => t.Id, cancel))
            if (await bringIn.BringAsync(work.Space, batch, ++number, some, cancel) is null) throw NoRoom();
        var beside = await format.BesideAsync(file, cancel);
        if (beside.Withheld is { } withheld) await withholding.AddAsync(work.Space, withheld, cancel);
        if (beside.People is { } called) await people.AddAsync(work.Space, called, cancel);
        await work.SettleAsync(state with { Stage = SentFileStage.CameIn });
    }

    /// <returns>Null where the file came sealed and needs another passphrase.</returns>
    private async Task<Stream?> OpenAsync(AtWork work, string? passphrase, CancellationToken cancel)
    {
        var content = await sent.OpenAsync(work.File, cancel);
        var start = new byte[64];
        var count = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        if (!SealedFile.IsByPassphrase(start.AsSpan(0, count))) return content;
        if (work.File.Record.PassphraseKey is null && passphrase is { Length: > 0 and <= PassphraseRules.LongestTyped })
            work.Note(work.File.Record with { PassphraseKey = await SealedFile.KeyAsync(content, derivation, passphrase, cancel) });
        return work.File.Record.PassphraseKey is { } key ? await SealedFile.OpenAsync(content, key, cancel) : null;
    }

    private IAsyncEnumerable<IReadOnlyList<NotesEntry>> EntriesAsync(
        IJournalFormat format, ArrivedFile file, AtWork work, LeftBehind left, CancellationToken cancel) =>
        ChunksAsync(
            format.EntriesAsync(file, new EntryMaker(work.Space, time, fields, work.File.Record.Zone, left), cancel),
            entry => (entry.Body?.Text.Length ?? 0) + entry.Revisions.Sum(r => r.Record.Words.Length), entry => entry.Id, cancel);

    // The same id never comes twice in one go: the second is compared with what came in first.
    private async IAsyncEnumerable<IReadOnlyList<T>> ChunksAsync<T>(
        IAsyncEnumerable<T> all, Func<T, long> size, Func<T, Guid> id, [EnumeratorCancellation] CancellationToken cancel)
    {
        var some = new List<T>();
        var ids = new HashSet<Guid>();
        long letters = 0;
        await foreach (var each in all.WithCancellation(cancel))
        {
            if (some.Count > 0 && (some.Count == AtOnce || letters + size(each) > LettersAtOnce || ids.Contains(id(each))))
            {
                yield return some;
                some = [];
                ids.Clear();
                letters = 0;
            }

            some.Add(each);
            ids.Add(id(each));
            letters += size(each);
        }

        if (some.Count > 0) yield return some;
    }

    private async Task TryAsync(AtWork at, Func<AtWork, Task> work)
    {
        try
        {
            var problem = await ProblemAsync(at, work);
            if (problem is not null) await at.SettleAsync(new(SentFileStage.Failed, at.File.State.Looked, problem, at.File.State.HasComeIn));
        }
        catch (OperationCanceledException)
        {
            await at.LetGoAsync();
        }
        catch (Exception exception) when (UnlockedSpace.WasLocked(exception))
        {
            // The file went with the session.
        }
        catch (Exception exception)
        {
            // Whoever finds it goes on with it.
            LogFailed(exception.GetType().Name);
        }
    }

    /// <returns>A sentence for the person; null where it went well.</returns>
    /// <exception cref="OperationCanceledException">It was stopped because the program ends.</exception>
    private async Task<string?> ProblemAsync(AtWork at, Func<AtWork, Task> work)
    {
        try
        {
            await work(at);
            return null;
        }
        catch (BringInException exception)
        {
            return exception.Sentence;
        }
        catch (Exception exception) when ((exception is OperationCanceledException && !isEnding) || UnlockedSpace.WasLocked(exception))
        {
            return "It was stopped.";
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            return ZipDirectory.Broken().Sentence;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception.GetType().Name);
            return (StorageTrouble.Of(exception)?.Sentence ?? "Something went wrong here.") + " Try again in a while.";
        }
    }

    // What readers say of a file that is not as it should be. Text that is no text is told by the JSON reader as an invalid operation.
    private static bool IsOfTheFile(Exception exception) => StorageTrouble.Of(exception) is null && exception is
        InvalidDataException or JsonException or DecoderFallbackException or EndOfStreamException or SealedFileException or CsvHelperException
        or InvalidOperationException or NotSupportedException or FormatException or ArgumentException or OverflowException;

    private static BringInException CutOff() => new(
        "It was cut off several times while it was being worked on. Divide the file into several, and bring in one after the other.");

    private static BringInException NoRoom() => new("There is no more room in your journal. Delete what you no longer need, and bring the file in once more.");

    // By its kind only: what it says may quote the file.
    [LoggerMessage(LogLevel.Error, "Bringing in a file failed: {Kind}.")]
    private partial void LogFailed(string kind);
}
