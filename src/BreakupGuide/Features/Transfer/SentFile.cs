using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Transfer;

/// <summary>A file on its way into a space, as it stood when it was asked for. It lies sealed in the database, so that every node can go on with it.</summary>
/// <param name="Done">Entries that were looked at, or came in.</param>
/// <param name="Worker">Drawn by whoever worked on it last.</param>
/// <param name="IsCutOff">Somebody was working on it who is gone, such as a node that was killed.</param>
/// <param name="IsStopped">Somebody wants it stopped.</param>
internal sealed record SentFile(UnlockedSpace Space, Guid Session, Guid Id, int Done, Guid? Worker, bool IsCutOff, bool IsStopped, SentRecord Record)
{
    public SentFileState State => Record.State;

    public static string TooLarge(long largest) =>
        $"This file is larger than {largest / (1024 * 1024)} MB. Photos make it so: save it in the other program without them, or one year at a time.";

    public override string ToString() => "[file]";
}

/// <summary>What is known of it; sealed.</summary>
/// <param name="Name">As it was called where it was chosen; only to be shown.</param>
/// <param name="Zone">The person's own zone.</param>
/// <param name="Key">Seals its bytes, and nothing else.</param>
/// <param name="Size">Bytes that lie in the database.</param>
/// <param name="PassphraseKey">Of a file that came sealed with a passphrase.</param>
/// <param name="TakenUp">How often somebody went on with it who had not begun it.</param>
internal sealed record SentRecord(
    string Name, string Zone, byte[] Key, long Size, SentFileState State, byte[]? PassphraseKey = null, int TakenUp = 0)
{
    public override string ToString() => "[file]";
}

internal enum SentFileStage
{
    Arriving,
    Looking,
    NeedsPassphrase,
    Looked,
    BringingIn,
    CameIn,
    Failed,
}

/// <summary>How far it is.</summary>
/// <param name="Looked">What was seen when it was looked at.</param>
/// <param name="Problem">A sentence for the person.</param>
/// <param name="HasComeIn">Whether something came in before it failed.</param>
internal sealed record SentFileState(SentFileStage Stage, Looked? Looked = null, string? Problem = null, bool HasComeIn = false)
{
    public override string ToString() => $"[{Stage}]";
}
