using BreakupGuide.Privacy;

namespace BreakupGuide.Entries;

/// <summary>
/// Ids drawn with the space's key: the same for the same thing in the same space, and they tell nothing without the key.
/// By them a row is found without opening others.
/// </summary>
public static class RecordIds
{
    /// <summary>The id under which a run's answer is stored.</summary>
    public static Guid OfAnswer(UnlockedSpace space, Guid entry, string field) => RecordCipher.IndexId(space, "answer", entry.ToString("N"), field);

    /// <summary>The id of the thread that a typed row of a list becomes; the same each time that row is saved.</summary>
    public static Guid OfThread(UnlockedSpace space, Guid entry, string field, string key) =>
        RecordCipher.IndexId(space, "thread", entry.ToString("N"), field, key);

    /// <summary>Stands in each run of a reflection.</summary>
    internal static Guid OfReflection(UnlockedSpace space, string slug) => RecordCipher.IndexId(space, "reflection", slug);

    /// <summary>Stands in each letter that has this field.</summary>
    internal static Guid OfLetters(UnlockedSpace space, string field) => RecordCipher.IndexId(space, "letters", field);

    /// <summary>Stands in each answer to a question, of whichever run.</summary>
    internal static Guid OfQuestion(UnlockedSpace space, string question) => RecordCipher.IndexId(space, "question", question);

    /// <summary>Names a tag in an address. Stands nowhere in the store.</summary>
    internal static Guid OfTag(UnlockedSpace space, string tag) => RecordCipher.IndexId(space, "tag", tag);

    /// <summary>Stands in each thread of a kind.</summary>
    internal static Guid OfThreadKind(UnlockedSpace space, string kind) => RecordCipher.IndexId(space, "thread-kind", kind);

    /// <summary>The id of an entry that comes from another program's file: the same each time that file comes.</summary>
    /// <param name="identity">What tells it there from all others.</param>
    internal static Guid OfArrival(UnlockedSpace space, string identity) => RecordCipher.IndexId(space, "arrival", identity);
}
