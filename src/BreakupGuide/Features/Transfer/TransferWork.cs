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
    BringIn bringIn, JournalFormats formats, EntryTime time, IReadOnlyList<JournalField> fields,
    Withholding withholding, PeopleToCall people, PassphraseDerivation derivation,
    SpaceTurns turns, IOptions<TransferOptions> options, ILogger<TransferWork> logger)
{
    private const int LettersAtOnce = 4_000_000;

    /// <summary>How many entries are brought in at once.</summary>
    internal int AtOnce { get; set; } = BringIn.AtOnce;

    /// <summary>Begins to look at it.</summary>
    /// <param name="passphrase">Of a file that is sealed with one.</param>
    public void Look(SentFile sent, string? passphrase) => sent.Do(async cancel =>
    {
        sent.State = new(SentFileStage.Looking);
        await TryAsync(sent, () => LookAsync(sent, passphrase, cancel));
    });

    /// <summary>Begins to bring in what was looked at.</summary>
    public void Bring(SentFile sent) => sent.Do(async cancel =>
    {
        if (sent.State is not { Stage: SentFileStage.Looked, Looked: { HasRoom: true } looked }) return;
        sent.State = new(SentFileStage.BringingIn, 0, looked);
        await TryAsync(sent, () => BringAsync(sent, looked, cancel));
    });

    private async Task LookAsync(SentFile sent, string? passphrase, CancellationToken cancel)
    {
        using var turn = await turns.TakeAsync(sent.Space.Id, cancel);
        await using var content = await sent.OpenAsync(derivation, passphrase, cancel);
        if (content is null)
        {
            var wrong = string.IsNullOrEmpty(passphrase) ? null : "This is not the passphrase of this file. Check it and try again.";
            sent.State = new(SentFileStage.NeedsPassphrase, Problem: wrong);
            return;
        }

        using var file = await ArrivedFile.OpenAsync(content, sent.FileName, options.Value, cancel);
        var format = await formats.FindAsync(file, cancel);
        var left = new LeftBehind();
        var seen = new LookedSoFar();
        await foreach (var some in EntriesAsync(format, file, sent, left, cancel))
        {
            seen.Add(some, await bringIn.LookAsync(sent.Space, some, cancel), left);
            sent.State = new(SentFileStage.Looking, seen.Count);
        }

        var cover = (await format.BesideAsync(file, cancel)).Cover;
        var hasRoom = await bringIn.HasRoomAsync(sent.Space, seen.NewEntries, seen.Bytes, cancel);
        sent.State = new(SentFileStage.Looked, seen.Count, seen.ToLooked(format.Name, left, hasRoom, cover));
    }

    private async Task BringAsync(SentFile sent, Looked looked, CancellationToken cancel)
    {
        using var turn = await turns.TakeAsync(sent.Space.Id, cancel);
        await using var content = await sent.OpenAsync(derivation, null, cancel) ?? throw ZipDirectory.Broken();
        using var file = await ArrivedFile.OpenAsync(content, sent.FileName, options.Value, cancel);
        var format = await formats.FindAsync(file, cancel);
        var (batch, number, done) = (Guid.NewGuid(), 0, 0);
        await foreach (var some in EntriesAsync(format, file, sent, new LeftBehind(), cancel))
        {
            if (await bringIn.BringAsync(sent.Space, batch, ++number, some, cancel) is null) throw NoRoom();
            sent.State = new(SentFileStage.BringingIn, done += some.Count, looked, HasComeIn: true);
        }

        await foreach (var some in ChunksAsync(format.ThreadsAsync(file, cancel), _ => 0, t => t.Id, cancel))
            if (await bringIn.BringAsync(sent.Space, batch, ++number, some, cancel) is null) throw NoRoom();
        var beside = await format.BesideAsync(file, cancel);
        if (beside.Withheld is { } withheld) await withholding.AddAsync(sent.Space, withheld, cancel);
        if (beside.People is { } called) await people.AddAsync(sent.Space, called, cancel);
        sent.State = new(SentFileStage.CameIn, done, looked, HasComeIn: true);
    }

    private IAsyncEnumerable<IReadOnlyList<NotesEntry>> EntriesAsync(
        IJournalFormat format, ArrivedFile file, SentFile sent, LeftBehind left, CancellationToken cancel) =>
        ChunksAsync(
            format.EntriesAsync(file, new EntryMaker(sent.Space, time, fields, sent.Zone, left), cancel),
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

    private async Task TryAsync(SentFile sent, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (BringInException exception)
        {
            Fail(exception.Sentence);
        }
        catch (Exception exception) when (exception is OperationCanceledException || UnlockedSpace.WasLocked(exception))
        {
            Fail("It was stopped.");
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            Fail(ZipDirectory.Broken().Sentence);
        }
        catch (Exception exception)
        {
            LogFailed(exception.GetType().Name);
            Fail((StorageTrouble.Of(exception)?.Sentence ?? "Something went wrong here.") + " Try again in a while.");
        }

        // The file has done what it was for; what became of it is still told.
        if (sent.State.Stage is SentFileStage.CameIn or SentFileStage.Failed) sent.Dispose();

        void Fail(string sentence) =>
            sent.State = new(SentFileStage.Failed, sent.State.Done, sent.State.Looked, sentence, sent.State.HasComeIn);
    }

    // What readers say of a file that is not as it should be. Text that is no text is told by the JSON reader as an invalid operation.
    private static bool IsOfTheFile(Exception exception) => StorageTrouble.Of(exception) is null && exception is
        InvalidDataException or JsonException or DecoderFallbackException or EndOfStreamException or SealedFileException or CsvHelperException
        or InvalidOperationException or NotSupportedException or FormatException or ArgumentException or OverflowException;

    private static BringInException NoRoom() => new("There is no more room in your journal. Delete what you no longer need, and bring the file in once more.");

    // By its kind only: what it says may quote the file.
    [LoggerMessage(LogLevel.Error, "Bringing in a file failed: {Kind}.")]
    private partial void LogFailed(string kind);
}
