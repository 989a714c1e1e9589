namespace BreakupGuide.Entries;

public enum EntryKind
{
    Journal,
    Reflection,
    Log,
    Letter,
}
