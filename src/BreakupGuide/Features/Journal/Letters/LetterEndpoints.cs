using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Features.Journal.Letters.People;
using BreakupGuide.Privacy;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Journal.Letters;

/// <summary>What is answered and decided about a letter: three questions, kept unsent, left to rest longer; and what helped.</summary>
internal static class LetterEndpoints
{
    /// <summary>Value of <c>then</c> in the address of a letter that was kept a moment ago.</summary>
    public const string KeptValue = "kept";

    /// <summary>The same for the three questions: answered; answered in two places at once; the choice was not saved.</summary>
    public const string AskedValue = "asked";
    public const string BothValue = "both";
    public const string UnsavedValue = "unsaved";

    public static void MapLetters(this WebApplication app)
    {
        app.MapPost("/urge/{id:guid}/asked", AskedAsync);
        app.MapPost("/urge/{id:guid}/keep", KeepAsync);
        app.MapPost("/urge/{id:guid}/rest", RestAsync);
        app.MapPost("/urge/{id:guid}/helped", HelpedAsync);
        app.MapPeople();
    }

    private static async Task<IResult> AskedAsync(
        Guid id, HttpContext http, OpenSpaces open, EntryReader entries, JournalWriter writer, EntryFields fields, DraftSaver drafts)
    {
        if (open.Find(http.User) is not { } space || await LetterAsync(entries, space, id, http.RequestAborted) is null) return Results.NotFound();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var changes = new List<JournalFieldChange>();
        foreach (var field in new[] { ThreeQuestions.Want, ThreeQuestions.NoAnswer }.Where(form.ContainsKey).Select(n => fields.Find(n)!))
        {
            var typed = field.Read(form[field.Name].ToString());
            if (!field.Rules.Validate(typed).IsValid) return Results.BadRequest();
            _ = int.TryParse(form[DraftContract.BaseFieldOf(field.Name)], CultureInfo.InvariantCulture, out var version);
            changes.Add(new(field.Name, field.ToStored(typed), version));
        }

        var then = AskedValue;
        if (changes.Count > 0)
        {
            _ = long.TryParse(form[DraftContract.SequenceField], CultureInfo.InvariantCulture, out var sequence);
            var change = new JournalChange(id, EntryKind.Letter, changes, DraftContract.ClientOf(form), sequence, null);
            // Words that have arrived are saved, even if the browser that sent them has left meanwhile.
            var saved = await writer.SaveAsync(space, change, CancellationToken.None);
            if (saved is Saved.Conflict)
            {
                then = BothValue;
                await writer.SaveAsync(space, change with { IsAside = true }, CancellationToken.None);
            }
            else if (saved is not Saved.Done)
            {
                return Results.LocalRedirect($"/journal/{id}/edit");
            }
        }

        if (form[SendingGate.ContactQuestion].ToString() is { Length: > 0 } contact)
        {
            var draft = new Draft(
                id, SendingGate.ContactQuestion, DraftContract.Safety, [KeyValuePair.Create(SendingGate.ContactQuestion, contact)], AnswerState.Given,
                0, null, 0, http.Request.Cookies[ZoneCookie.Name]);
            if ((await drafts.SaveAsync(http, draft, http.RequestAborted)).Saved is not Saved.Done) then = UnsavedValue;
        }

        return Results.LocalRedirect($"/journal/{id}?then={then}#decision");
    }

    private static Task<IResult> KeepAsync(
        Guid id, HttpContext http, OpenSpaces open, EntryReader entries, JournalWriter writer, EntryFields fields, EntryTime time) =>
        SaveAsync(id, JournalFields.Rest, "", $"/journal/{id}?then={KeptValue}", http, open, entries, writer, fields, time);

    private static async Task<IResult> RestAsync(
        Guid id, HttpContext http, OpenSpaces open, EntryReader entries, JournalWriter writer, EntryFields fields, EntryTime time)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await SaveAsync(id, JournalFields.Rest, form[JournalFields.Rest].ToString(), $"/urge/{id}", http, open, entries, writer, fields, time);
    }

    private static async Task<IResult> HelpedAsync(
        Guid id, HttpContext http, OpenSpaces open, EntryReader entries, JournalWriter writer, EntryFields fields, EntryTime time)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await SaveAsync(id, JournalFields.Helped, form[JournalFields.Helped].ToString(), $"/journal/{id}", http, open, entries, writer, fields, time);
    }

    private static async Task<IResult> SaveAsync(
        Guid id, string name, string posted, string then, HttpContext http, OpenSpaces open, EntryReader entries, JournalWriter writer, EntryFields fields,
        EntryTime time)
    {
        if (open.Find(http.User) is not { } space || await LetterAsync(entries, space, id, http.RequestAborted) is not { } letter) return Results.NotFound();
        var field = fields.Find(name)!;
        var typed = field.Read(posted);
        // The page limits what can be typed; who sends more does not come from it.
        if (!field.Rules.Validate(typed).IsValid) return Results.BadRequest();
        var stored = field.ToStored(typed, ZoneCookie.Of(http.Request, time, letter.Zone));
        var change = new JournalFieldChange(name, stored, letter.Fields.GetValueOrDefault(name)?.Version ?? 0);
        var saved = await writer.SaveAsync(space, new JournalChange(id, EntryKind.Letter, [change], null, 0, null), http.RequestAborted);
        return saved is Saved.Done ? Results.LocalRedirect(then) : Results.LocalRedirect($"/journal/{id}/edit");
    }

    /// <summary>The letter of this id; null when there is none in the space, or it is in the bin.</summary>
    internal static async Task<Entry?> LetterAsync(EntryReader entries, UnlockedSpace space, Guid id, CancellationToken cancel) =>
        await entries.FindAsync(space, id, cancel) is { Kind: EntryKind.Letter, Binned: null, IsUnreadable: false } letter ? letter : null;
}
