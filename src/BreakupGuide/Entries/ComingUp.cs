namespace BreakupGuide.Entries;

/// <summary>Whether something written earlier may be shown when its writer asks for something earlier. Its stored names never change.</summary>
public enum ComingUp
{
    Yes,

    /// <summary>First its day and kind only.</summary>
    Ask,

    Never,
}
