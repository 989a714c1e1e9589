using System.Security.Claims;
using BreakupGuide.Privacy;
using Microsoft.AspNetCore.Authentication;

namespace BreakupGuide.Spaces.SignIn;

/// <summary>What a browser holds of its session: ids, and the key that unwraps the data key.</summary>
internal static class SessionCookie
{
    public const string Scheme = "space";

    private const string KeyItem = "key";

    /// <summary>Gives the browser its cookie; the rest of this request is the session's, too.</summary>
    public static async Task GiveAsync(HttpContext http, UnlockedSpace space, Guid session, byte[] sessionKey, DateTimeOffset expires)
    {
        var properties = new AuthenticationProperties { IsPersistent = space.IsVisitor, ExpiresUtc = expires };
        properties.Items[KeyItem] = Convert.ToBase64String(sessionKey);
        var principal = Principal(space, session);
        await http.SignInAsync(Scheme, principal, properties);
        http.User = principal;
    }

    public static Task TakeAwayAsync(HttpContext http) => http.SignOutAsync(Scheme);

    public static ClaimsPrincipal Principal(UnlockedSpace space, Guid session)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, space.Id.ToString("N")), new(SpaceClaims.Session, session.ToString("N")) };
        if (space.IsVisitor) claims.Add(new Claim(SpaceClaims.Visitor, "1"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    public static string? KeyOf(AuthenticationProperties properties) => properties.Items.TryGetValue(KeyItem, out var key) ? key : null;
}
