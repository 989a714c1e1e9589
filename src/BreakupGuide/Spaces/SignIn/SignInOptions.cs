using BreakupGuide.Privacy;

namespace BreakupGuide.Spaces.SignIn;

public enum Registration
{
    Open,

    /// <summary>Only as long as no space is kept.</summary>
    FirstOnly,

    /// <summary>No new spaces, visitors' included.</summary>
    Closed,
}

/// <summary>Section <c>BreakupGuide</c>: how long spaces stay open, and who may begin one.</summary>
public sealed class SignInOptions
{
    public static readonly TimeSpan VisitorStays = TimeSpan.FromHours(24);

    public const int ShortestLock = 5;

    public const int LongestLock = 120;

    /// <summary>A kept space locks after this many minutes without a request, unless its owner chose another number; 5 to 120.</summary>
    public int LockAfterMinutes { get; set; } = 15;

    /// <summary>A kept space locks after this many hours whatever happens; 1 to 48.</summary>
    public int SessionHours { get; set; } = 12;

    public Registration Registration { get; set; } = Registration.Open;

    /// <summary>The address under which people reach the program. With https, cookies are Secure and carry the __Host- prefix.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>PBKDF2-HMAC-SHA512 rounds for new passphrases; at least <see cref="KeyWrap.FewestRounds"/>.</summary>
    public int PassphraseRounds { get; set; } = 600_000;

    public bool IsHttps => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <param name="chosen">The person's own number of minutes; null where they chose none.</param>
    public TimeSpan LockAfter(int? chosen) => TimeSpan.FromMinutes(chosen ?? LockAfterMinutes);

    public TimeSpan SessionLasts => TimeSpan.FromHours(SessionHours);
}
