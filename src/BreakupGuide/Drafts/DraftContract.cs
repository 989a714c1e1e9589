using System.Text.Json;
using System.Text.Json.Serialization;
using BreakupGuide.Entries;

namespace BreakupGuide.Drafts;

/// <summary>
/// What the scripts in <c>wwwroot/draft</c> and the server have agreed on, by the names that both use. The scripts' side is <c>draft/send.js</c>.
/// </summary>
public static class DraftContract
{
    /// <summary>Where one field is sent to, by PUT.</summary>
    public const string Address = "/drafts/{entry:guid}/{field}";

    /// <summary>
    /// Instead of a reflection's name in a draft: a shared question about safety, answered beside a letter. No slug begins like this. Its form has one
    /// value, under the question's id.
    /// </summary>
    public const string Safety = "~safety";

    /// <summary>Where pages get the key of the buffer in the browser.</summary>
    public const string KeyAddress = "/drafts/key";

    /// <summary>Header of each request that may change something: the form token of the page.</summary>
    public const string TokenHeader = "X-Form-Token";

    /// <summary>Header of pages that were shown with an open space: then a missing session means “locked”, not “a new visitor”.</summary>
    public const string OpenHeader = "X-Open-Space";

    // Hidden fields that make a form's own post the next save of its page.
    public const string ClientField = "client";
    public const string SequenceField = "sequence";
    public const string BaseField = "base";

    /// <summary>The version that the writer saw of one field, in a form that has several.</summary>
    public static string BaseFieldOf(string field) => $"{BaseField}.{field}";

    /// <summary>The page that sent a form; null where it has no script, or names itself out of shape.</summary>
    public static string? ClientOf(IFormCollection form) => form[ClientField].ToString() is { Length: > 0 and <= LongestClient } client ? client : null;

    internal const int LongestClient = 64;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };
}

/// <summary>A draft as the page's script sends it, alone or, when the page is left at once, with others.</summary>
internal sealed record DraftBody(
    IReadOnlyList<string[]>? Value, AnswerState? State, int BaseVersion, string? Client, long Sequence, string? Zone, string? Reflection, bool Aside = false)
{
    private const int LongestName = 100;
    private const int LongestZone = 64;
    private const int MostPairs = 500;

    private bool IsInShape =>
        Value is { Count: <= MostPairs } && Value.All(p => p is [{ Length: <= LongestName }, not null])
        && Client is { Length: > 0 and <= DraftContract.LongestClient } && Sequence >= 1 && BaseVersion >= 0
        && !(Zone?.Length > LongestZone) && !(Reflection?.Length > LongestName);

    /// <returns>Null when it is out of shape.</returns>
    public Draft? ToDraft(Guid entry, string field) =>
        !IsInShape || field.Length > LongestName
            ? null
            : new Draft(
                entry, field, Reflection, [.. Value!.Select(p => KeyValuePair.Create(p[0], p[1]))], State ?? AnswerState.Given,
                BaseVersion, Client, Sequence, Zone, Aside);

    public override string ToString() => "[draft]";
}

/// <summary>200: it is committed. Only an answer that repeats the draft's sequence counts.</summary>
/// <param name="Repeated">See <see cref="Saved.Done"/>.</param>
/// <param name="Token">A new form token, where these words have begun a space.</param>
/// <param name="Next">See <see cref="IDraftTarget.SaveAsync"/>.</param>
internal sealed record DraftSaved(int Version, long Sequence, bool Repeated, string? Token, string? Next)
{
    public override string ToString() => "[draft saved]";
}

/// <summary>409: somebody saved in between.</summary>
internal sealed record DraftMet(int Version, IReadOnlyList<string> Stored)
{
    public override string ToString() => "[draft met another version]";
}

/// <summary>400, 413 or 503: not saved.</summary>
/// <param name="Invalid">Sent again as it is, it is refused again.</param>
internal sealed record DraftRefused(IReadOnlyList<string> Messages, bool Invalid);
