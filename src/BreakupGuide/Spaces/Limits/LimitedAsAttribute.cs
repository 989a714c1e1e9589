namespace BreakupGuide.Spaces.Limits;

/// <summary>As what requests to this page or endpoint are counted. Where nothing is said, they are a <see cref="RequestKind.Change"/>.</summary>
/// <remarks>Counts only by methods that may change something: looking is never limited.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LimitedAsAttribute(RequestKind kind) : Attribute
{
    public RequestKind Kind { get; } = kind;
}

/// <summary>What a request asks for, as far as limits go; how many there may be of each says <see cref="LimitOptions"/>.</summary>
public enum RequestKind
{
    /// <summary>Whatever changes something and is none of the others.</summary>
    Change,

    /// <summary>Opening, recovering or keeping a space: names a space and guesses its passphrase or key.</summary>
    SignIn,

    /// <summary>Where the passphrase of the open space is asked for once more.</summary>
    Confirmation,

    /// <summary>Words, while they are written.</summary>
    Draft,

    /// <summary>Somebody who has to get away must not meet a limit.</summary>
    Leaving,
}
