namespace BreakupGuide.UI;

/// <summary>With whom a reason lies.</summary>
public enum Whose
{
    Mine,
    Between,
    Theirs,
    Nobody,
    Unknown,
}
