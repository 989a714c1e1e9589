using System.Security.Claims;

namespace BreakupGuide.Privacy;

/// <summary>What the principal of an open space says: ids only, never a name.</summary>
/// <remarks>The space's id stands in <see cref="ClaimTypes.NameIdentifier"/>, so that antiforgery tokens survive locking and unlocking.</remarks>
public static class SpaceClaims
{
    /// <summary>The session's id.</summary>
    public const string Session = "session";

    /// <summary>Present when the space has no passphrase yet.</summary>
    public const string Visitor = "visitor";

    public static Guid? SessionId(this ClaimsPrincipal? principal) =>
        principal?.Identity?.IsAuthenticated == true && Guid.TryParse(principal.FindFirstValue(Session), out var id) ? id : null;

    public static bool IsVisitor(this ClaimsPrincipal? principal) => principal?.HasClaim(c => c.Type == Visitor) == true;
}
