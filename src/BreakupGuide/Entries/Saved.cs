namespace BreakupGuide.Entries;

/// <summary>What became of a save.</summary>
public abstract record Saved
{
    private Saved()
    {
    }

    /// <summary>Committed. A repeated save of the same client and sequence answers the same version again.</summary>
    /// <param name="IsRepeat">It changed nothing: these words stand there already, or the same page has saved later ones.</param>
    public sealed record Done(int Version, bool IsRepeat = false) : Saved;

    /// <summary>Someone saved in between: both texts, nothing applied.</summary>
    public sealed record Conflict(int Version, IReadOnlyList<string> Stored) : Saved
    {
        public override string ToString() => "[conflict]";
    }

    /// <summary>No such entry or field in this space.</summary>
    public sealed record NotFound : Saved;

    /// <summary>Too long, too many or out of shape: sentences for the person; nothing applied.</summary>
    /// <param name="IsForNow">The words are as they should be, but the store cannot take them at the moment: the same save is tried again later.</param>
    /// <param name="IsInvalid">It is the words themselves: sent again as they are, they are refused again.</param>
    public sealed record Refused(IReadOnlyList<string> Messages, bool IsForNow = false, bool IsInvalid = false) : Saved
    {
        /// <summary>What is stored does not open.</summary>
        internal static Refused Unreadable() =>
            new([
                "What is stored here could not be opened, so nothing was written over it. "
                + "Your new words are still on this page: copy them into a new entry.",
            ]);
    }
}
