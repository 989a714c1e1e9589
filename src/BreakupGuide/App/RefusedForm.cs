using System.Security.Claims;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;

namespace BreakupGuide.App;

/// <summary>A form with somebody's words that was refused because of its token. The page that says so gives it back, to be sent once more.</summary>
/// <param name="Address">Where it was sent.</param>
/// <param name="Fields">Names and values as they were sent, without the token.</param>
/// <param name="Closed">What became of the space that it was made in; null where that is open.</param>
/// <param name="Token">The form's own token, where that holds again once its space is open; null where a new one is needed.</param>
public sealed record RefusedForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, ClosedSpace? Closed, string? Token)
{
    public const string TokenField = "__RequestVerificationToken";

    // By handler: where the forms stand in which people write. No other form is given back, least of all one with a passphrase.
    private static readonly Dictionary<string, PathString> Written = new()
    {
        ["write"] = "/journal",
        ["answer"] = "/reflections",
        ["log"] = "/practices",
    };

    /// <returns>Null when it is none of the forms in which people write.</returns>
    public static RefusedForm? Of(HttpContext http)
    {
        var form = http.Request.Form;
        // By its start: an address that begins with two slashes would lead to another site.
        if (!HttpMethods.IsPost(http.Request.Method)) return null;
        if (!Written.TryGetValue(form["_handler"].ToString(), out var place) || !http.Request.Path.StartsWithSegments(place)) return null;
        var fields = form.Where(f => f.Key != TokenField).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))).ToList();
        var closed = ClosedSpaceOf(http.User, form[CurrentSpace.FormField].ToString());
        return new(
            http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent(),
            fields, closed, closed is null ? null : form[TokenField].ToString());
    }

    /// <summary>A text that somebody typed as an answer; what else a form holds was chosen or is its own.</summary>
    public static bool IsAnswer(string name) => AnswerForm.NameIn(name) is var own
        && (own is AnswerForm.Text or AnswerForm.Note
            || own.StartsWith(AnswerForm.FieldName(""), StringComparison.Ordinal) || own.StartsWith(AnswerForm.ItemName(""), StringComparison.Ordinal));

    public override string ToString() => "[refused form]";

    private static ClosedSpace? ClosedSpaceOf(ClaimsPrincipal user, string madeIn)
    {
        if (!Guid.TryParseExact(madeIn, "N", out var space)) return null;
        if (Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var open) && open == space) return null;
        return user.SessionId() is null || user.IsVisitor() ? ClosedSpace.Locked : ClosedSpace.AnotherIsOpen;
    }
}

public enum ClosedSpace
{
    Locked,
    AnotherIsOpen,
}
