using BreakupGuide.Privacy;

namespace BreakupGuide.Data;

/// <summary>One person's space: the wraps of its data key. A visitor's space has neither name nor wraps; only its session opens it.</summary>
public sealed class SpaceRow
{
    public required Guid Id { get; init; }

    /// <summary>Normalised; unique. Null for a visitor.</summary>
    public string? Name { get; set; }

    public byte[]? PassphraseWrap { get; set; }

    public byte[]? RecoveryWrap { get; set; }

    /// <summary>Wrong passphrases since the space was opened last; the next session tells its owner.</summary>
    public int FailedTries { get; set; }

    /// <summary>Wrong recovery keys since the space was opened last.</summary>
    public int FailedRecoveries { get; set; }

    /// <summary>UTC time at which the newest session began.</summary>
    public DateTime? LastOpened { get; set; }

    /// <summary>The person's own choice; null follows the configuration.</summary>
    public int? LockAfterMinutes { get; set; }

    public required DateTime Created { get; init; }

    public required DateTime LastUsed { get; set; }

    /// <summary>What is left out of the page that somebody else may see; null where nothing is.</summary>
    public SealedText? Withheld { get; set; }

    /// <summary>Whom they can call; null where nobody was named.</summary>
    public SealedText? People { get; set; }

    /// <summary>
    /// Running total: entries, those in the bin included. Like the other two kept by triggers, in the transaction of each change (decision 0020).
    /// </summary>
    public int EntryCount { get; private set; }

    /// <summary>Running total: entries in the bin.</summary>
    public int BinCount { get; private set; }

    /// <summary>Running total: sealed bytes of everything in the space.</summary>
    public long Bytes { get; private set; }

    /// <summary>False where an earlier program stored rows without their index ids, until the space is opened next.</summary>
    public bool IsIndexed { get; set; } = true;
}

/// <summary>One unlocked browser: the data key wrapped by a key that only the browser's cookie holds.</summary>
public sealed class SessionRow
{
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    public required byte[] WrappedKey { get; init; }

    public required DateTime Began { get; init; }

    /// <summary>When the session before this one began; null for the first.</summary>
    public DateTime? OpenedBefore { get; init; }

    /// <summary>Wrong passphrases between the session before and this one.</summary>
    public int TriesBefore { get; init; }

    /// <summary>Wrong recovery keys between the session before and this one.</summary>
    public int RecoveriesBefore { get; init; }

    public required DateTime LastSeen { get; set; }

    public required DateTime Expires { get; set; }

    /// <summary>A visitor left by “Exit this page”: nothing is shown until they ask to continue.</summary>
    public bool Away { get; set; }
}

/// <summary>One entry: a run of a reflection or something written freely.</summary>
public sealed class EntryRow
{
    /// <summary>Unique within the space.</summary>
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    public int RowVersion { get; set; }

    /// <summary>UTC, by the minute.</summary>
    public required DateTime Created { get; init; }

    /// <summary>UTC, by the minute.</summary>
    public required DateTime Changed { get; set; }

    /// <summary>The day it belongs to, where the person was.</summary>
    public required DateOnly Date { get; set; }

    /// <summary>UTC time at which it was put into the bin.</summary>
    public DateTime? Binned { get; set; }

    /// <summary>Drawn with the space's key from the reflection or, of a letter, from what it waits for; null for all else.</summary>
    public Guid? Series { get; set; }

    public required SealedText Head { get; set; }

    public SealedText? Body { get; set; }
}

/// <summary>One answer of one run. The id is drawn from entry and field with the space's key.</summary>
public sealed class AnswerRow
{
    public required Guid Id { get; init; }

    public required Guid EntryId { get; init; }

    public required Guid SpaceId { get; init; }

    public int RowVersion { get; set; }

    /// <summary>Drawn from the question with the space's key: the same in every run.</summary>
    public Guid? Question { get; set; }

    /// <summary>UTC, by the minute: from when on it counts.</summary>
    public DateTime? Given { get; set; }

    public required SealedText Record { get; set; }
}

/// <summary>One thing a person named once; it travels from walk to walk.</summary>
public sealed class ThreadRow
{
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    public int RowVersion { get; set; }

    /// <summary>The entry it was named in; it is deleted with it.</summary>
    public Guid? EntryId { get; set; }

    /// <summary>Drawn from the kind with the space's key.</summary>
    public Guid? Kind { get; set; }

    /// <summary>UTC, by the minute.</summary>
    public DateTime? Born { get; set; }

    public required SealedText Record { get; set; }
}

/// <summary>An earlier state of an entry or an answer, sealed again under the revision's own id.</summary>
public sealed class RevisionRow
{
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    public required Guid EntryId { get; init; }

    /// <summary>The entry's or the answer's id.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Counts from 1 for each record.</summary>
    public required int Number { get; init; }

    /// <summary>UTC, by the minute.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The state in which the entry was finished first; never thinned out.</summary>
    public bool IsFirstFinished { get; init; }

    public required SealedText Record { get; init; }
}

/// <summary>Some of what came in from a file at one time, remembered until it cannot be taken out again any more.</summary>
public sealed class ArrivalRow
{
    public required Guid Id { get; init; }

    public required Guid SpaceId { get; init; }

    /// <summary>The same for all that came in from one file at one time.</summary>
    public required Guid Batch { get; init; }

    /// <summary>Counts from 1 within the batch.</summary>
    public required int Number { get; init; }

    /// <summary>UTC, by the minute: until when it can be taken out again. Then this row goes.</summary>
    public required DateTime Until { get; init; }

    public required SealedText Record { get; init; }
}

/// <summary>A key that signs cookies and form tokens, sealed as a whole (<c>Data/Signing</c>).</summary>
public sealed class SigningKeyRow
{
    public required string Name { get; init; }

    public required byte[] Sealed { get; init; }

    /// <summary>UTC time.</summary>
    public required DateTime Stored { get; init; }
}

/// <summary>Wrong passphrases and recovery keys for one name, or from one address, as all nodes together count them; forgotten after an hour.</summary>
public sealed class TriesRow
{
    /// <summary>A keyed hash.</summary>
    public required string Who { get; init; }

    public required int Wrong { get; set; }

    /// <summary>UTC time of the last one.</summary>
    public required DateTime Last { get; set; }
}
