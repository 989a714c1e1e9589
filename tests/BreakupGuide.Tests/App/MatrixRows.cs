namespace BreakupGuide.Tests.App;

/// <summary>What <see cref="TwoPersonMatrix"/> tries, with the ids as it writes them.</summary>
internal static class MatrixRows
{
    internal const string Secret = "Annaswords";

    private static readonly (string, string)[] None = [];
    private static readonly (string, string)[] SpaceForm =
    [
        ("Input.Name", Secret + "name"), ("Input.Passphrase", "not the right words at all"), ("Input.Repeat", "something else"), ("Input.Key", "x"),
    ];

    // Right for the one who sends it; what it opens, changes or deletes must not be Anna's.
    private static readonly (string, string)[] OwnPassphrase =
        [
            ("passphrase", TestUser.Passphrase), ("Input.Passphrase", TestUser.Passphrase), ("Input.Current", TestUser.Passphrase),
            ("Input.Repeat", TestUser.Passphrase), ("Input.IsSure", "true"), ("form", "text"),
        ];

    /// <summary>Address as tried; its form's handler and fields where it is a POST; statuses for another person, a visitor, somebody without a space.</summary>
    internal static readonly MatrixRow[] Rows =
    [
        // For everybody; what they show is the caller's own.
        MatrixRow.Page("/", "/"),
        MatrixRow.Page("/guides", "/guides?q=space"),
        MatrixRow.Page("/guides/{Slug}", "/guides/why-did-he-leave"),
        MatrixRow.Page("/help", "/help"),
        MatrixRow.Page("/privacy", "/privacy"),
        MatrixRow.Page("/offline", "/offline"),
        MatrixRow.Page("/offline.js", "/offline.js"),
        MatrixRow.Page("/reflections", "/reflections"),
        MatrixRow.Page("/reflections/{Slug}", "/reflections/why-he-left"),
        MatrixRow.Page("/reflections/{Slug}/start", "/reflections/why-he-left/start"),
        MatrixRow.Page("/practices", "/practices"),
        MatrixRow.Page("/practices/{Slug}", "/practices/check-in?before={log}&noted={log}"),
        MatrixRow.Page("/practices/{Slug}/new", "/practices/check-in/new"),
        MatrixRow.Page("/practices/{Slug}/reminder", "/practices/check-in/reminder"),
        MatrixRow.Page("/reminder.ics", "/reminder.ics?day=monday"),
        MatrixRow.Page("/journal", "/journal?before={entry}"),
        MatrixRow.Form("/journal", "/journal", "search", [("words", Secret)], 302, 302, 400),
        MatrixRow.Get("/journal/calendar", "/journal/calendar?month=2026-11", 200, 200, 401),
        MatrixRow.Get("/journal/tags", "/journal/tags?then=changed", 200, 200, 401),
        // There is no change of theirs to undo.
        MatrixRow.Form("/journal/tags", "/journal/tags", "undo", None, 400, 400, 400),
        MatrixRow.Get("/journal/bin", "/journal/bin", 200, 200, 401),
        MatrixRow.Page("/journal/new", "/journal/new"),
        MatrixRow.Page("/urge", "/urge"),
        MatrixRow.Page("/pause", "/pause?back=/journal/{entry}/edit"),
        MatrixRow.Page("/understanding", "/understanding?on=2026-11-02"),
        MatrixRow.Post("/understanding/only-for-me", "/understanding/only-for-me", [("mark", "reasons {run}")], 302, 302, 404),
        MatrixRow.Post("/understanding/names", "/understanding/names", [("names", "Anna")], 302, 302, 404),
        MatrixRow.Page("/insights", "/insights"),
        MatrixRow.Get("/journal/earlier", "/journal/earlier", 200, 200, 401),
        MatrixRow.Form("/journal/earlier", "/journal/earlier", "earlier", [("not", "{entry}")], 200, 200, 400),
        MatrixRow.Page("/settings", "/settings"),
        MatrixRow.Form("/settings", "/settings", "preferences", [("pronoun", "he"), ("look", "dark")], 302, 302, 302),
        MatrixRow.Form("/settings", "/settings", "forget", None, 302, 302, 302),
        MatrixRow.Form("/settings", "/settings", "leaving", [("place", "x")], 200, 200, 200),
        MatrixRow.Form("/settings", "/settings", "offline", None, 302, 302, 302),
        MatrixRow.Get("/journal/sheet", "/journal/sheet", 200, 200, 401),
        MatrixRow.Form("/journal/sheet", "/journal/sheet", "sheet", [("entry", "{entry}"), ("then", "parts")], 200, 200, 400),
        MatrixRow.Get("/settings/done", "/settings/done", 200, 200, 401),
        MatrixRow.Get("/settings/download", "/settings/download", 200, 200, 401),
        MatrixRow.Post("/settings/download/file", "/settings/download/file", OwnPassphrase, 200, 200, 404),
        MatrixRow.Get("/settings/bring-in", "/settings/bring-in", 200, 200, 401),
        // Without a file, or a file of the caller's own on its way; a visitor's space takes none in.
        MatrixRow.Post("/settings/bring-in/file", "/settings/bring-in/file", None, 302, 404, 404),
        MatrixRow.Post("/settings/bring-in/look", "/settings/bring-in/look", [("passphrase", "x")], 302, 404, 404),
        MatrixRow.Post("/settings/bring-in/start", "/settings/bring-in/start", None, 302, 404, 404),
        MatrixRow.Post("/settings/bring-in/stop", "/settings/bring-in/stop", None, 302, 404, 404),
        MatrixRow.Post("/settings/bring-in/take-out", "/settings/bring-in/take-out", [("batch", "{batch}")], 404, 404, 404),
        MatrixRow.Get("/settings/sessions", "/settings/sessions", 200, 200, 401),
        MatrixRow.Post("/settings/sessions/{session:guid}/end", "/settings/sessions/{session}/end", None, 404, 404, 404),
        MatrixRow.Post("/settings/sessions/end-all", "/settings/sessions/end-all", None, 302, 404, 404),
        MatrixRow.Post("/settings/lock-after", "/settings/lock-after", [("minutes", "30")], 302, 404, 404),
        MatrixRow.Get("/settings/passphrase", "/settings/passphrase", 200, 200, 401),
        MatrixRow.Form("/settings/passphrase", "/settings/passphrase", "passphrase", OwnPassphrase, 200, 400, 400),
        MatrixRow.Get("/settings/recovery-key", "/settings/recovery-key", 200, 200, 401),
        MatrixRow.Form("/settings/recovery-key", "/settings/recovery-key", "recovery-key", OwnPassphrase, 200, 400, 400),
        MatrixRow.Get("/settings/delete", "/settings/delete", 200, 200, 401),
        MatrixRow.Form("/settings/delete", "/settings/delete", "delete", OwnPassphrase, 302, 400, 400),
        MatrixRow.Page("/start", "/start"),
        MatrixRow.Form("/start", "/start", "start", SpaceForm, 400, 200, 200),
        MatrixRow.Page("/unlock", "/unlock"),
        MatrixRow.Form("/unlock", "/unlock", "unlock", SpaceForm, 400, 200, 200),
        MatrixRow.Page("/recover", "/recover"),
        MatrixRow.Form("/recover", "/recover", "recover", SpaceForm, 400, 200, 200),
        MatrixRow.Get("/error", "/error", 200, 200, 200),
        MatrixRow.Get("/not-found", "/not-found", 404, 404, 404),
        // Only in Development.
        MatrixRow.Get("/design", "/design", 404, 404, 404),
        MatrixRow.Get("/exit", "/exit", 302, 302, 302),
        // The caller's own session or words. A page without its form answers 400.
        MatrixRow.Post("/exit", "/exit", None, 204, 204, 204),
        MatrixRow.Post("/exit/explained", "/exit/explained", [("back", "/journal/{entry}")], 302, 302, 302),
        MatrixRow.Post("/stay", "/stay", None, 204, 204, 401),
        MatrixRow.Get("/session", "/session", 204, 204, 401),
        MatrixRow.Post("/lock", "/lock", None, 302, 302, 302),
        MatrixRow.Post("/discard", "/discard", None, 302, 302, 302),
        MatrixRow.Post("/come-back", "/come-back", None, 302, 302, 302),
        MatrixRow.Post("/journal/bin/empty", "/journal/bin/empty", None, 302, 302, 404),
        // Anna's: not there for anybody else. Without a space a page says that it is locked (401). Words that are sent under her id begin
        // an entry of the sender's own, as under an id that never was (302, 200): nobody learns from it what exists (StrangerTests).
        MatrixRow.Get("/journal/{Id:guid}", "/journal/{entry}", 404, 404, 401),
        MatrixRow.Get("/journal/{Id:guid}", "/journal/{run}", 404, 404, 401),
        MatrixRow.Get("/journal/tags/{Id:guid}", "/journal/tags/{tag}", 404, 404, 401),
        MatrixRow.Form("/journal/tags/{Id:guid}", "/journal/tags/{tag}", "rename", [("name", "")], 400, 400, 400),
        MatrixRow.Form("/journal/tags/{Id:guid}", "/journal/tags/{tag}", "remove", None, 400, 400, 400),
        MatrixRow.Get("/journal/compare", "/journal/compare?a={run}&b={short}", 404, 404, 404),
        // The question is everybody's, the answers are the caller's own.
        MatrixRow.Get("/journal/question/{Slug}/{Question}", "/journal/question/why-he-left/who-ended", 200, 200, 404),
        MatrixRow.Post("/journal/{id:guid}/coming-up", "/journal/{entry}/coming-up", [("may", "never")], 404, 404, 404),
        MatrixRow.Get("/journal/{Id:guid}/edit", "/journal/{entry}/edit", 404, 404, 401),
        MatrixRow.Form(
            "/journal/{Id:guid}/edit", "/journal/{entry}/edit", "write", [("entry", "{entry}"), ("words", "written over"), ("base.words", "1")], 302, 302, 302),
        MatrixRow.Form("/journal/new", "/journal/new", "write", [("entry", "{entry}"), ("words", "written over"), ("base.words", "1")], 302, 302, 302),
        MatrixRow.Post("/journal/{id:guid}/delete", "/journal/{entry}/delete", None, 404, 404, 404),
        MatrixRow.Get("/journal/{Id:guid}/versions", "/journal/{changed}/versions", 404, 404, 401),
        MatrixRow.Get("/journal/{Id:guid}/versions/{Version:guid}", "/journal/{changed}/versions/{revision}", 404, 404, 401),
        // With the base that would hold for Anna.
        MatrixRow.Post("/journal/{id:guid}/versions/{revision:guid}/restore", "/journal/{changed}/versions/{revision}/restore", [("base", "2")], 404, 404, 404),
        MatrixRow.Page("/urge/people", "/urge/people"),
        MatrixRow.Post("/urge/people/add", "/urge/people/add", [("name", "x"), ("number", "1")], 302, 302, 404),
        MatrixRow.Post("/urge/people/remove", "/urge/people/remove", [("name", "x"), ("number", "1")], 302, 302, 404),
        MatrixRow.Get("/urge/{Id:guid}", "/urge/{letter}", 404, 404, 401),
        MatrixRow.Get("/urge/{Id:guid}/look", "/urge/{letter}/look", 404, 404, 401),
        MatrixRow.Form("/urge/{Id:guid}/look", "/urge/{letter}/look", "look", [("as", "apology")], 400, 400, 400),
        MatrixRow.Post("/urge/{id:guid}/asked", "/urge/{letter}/asked", [("want", "x"), ("contact", "fine")], 404, 404, 404),
        MatrixRow.Post("/urge/{id:guid}/keep", "/urge/{letter}/keep", None, 404, 404, 404),
        MatrixRow.Post("/urge/{id:guid}/rest", "/urge/{letter}/rest", [("rest", "week")], 404, 404, 404),
        MatrixRow.Post("/urge/{id:guid}/helped", "/urge/{letter}/helped", [("helped", "x")], 404, 404, 404),
        MatrixRow.Post("/journal/{id:guid}/restore", "/journal/{binned}/restore", None, 404, 404, 404),
        MatrixRow.Get("/reflections/{Slug}/{RunId:guid}/{Field}", "/reflections/why-he-left/{run}/who-ended", 404, 404, 404),
        MatrixRow.Form(
            "/reflections/{Slug}/{RunId:guid}/{Field}", "/reflections/why-he-left/{run}/who-ended",
            "answer", [("choice", "i"), ("reflection", "why-he-left"), ("base", "1")], 302, 302, 302),
        MatrixRow.Get("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{run}/check", 404, 404, 404),
        MatrixRow.Form("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{run}/check", "finish", None, 400, 400, 400),
        MatrixRow.Form("/reflections/{Slug}/{RunId:guid}/check", "/reflections/why-he-left/{short}/check", "widen", None, 400, 400, 400),
        MatrixRow.Get("/reflections/{Slug}/{RunId:guid}/outcome", "/reflections/why-he-left/{run}/outcome", 404, 404, 404),
        MatrixRow.Get("/reflections/{Slug}/{RunId:guid}/cards", "/reflections/why-he-left/{run}/cards", 404, 404, 404),
        MatrixRow.Get("/reflections/{Slug}/{RunId:guid}/so-far", "/reflections/why-he-left/{run}/so-far", 404, 404, 404),
        MatrixRow.Get("/practices/{Slug}/{Id:guid}", "/practices/check-in/{log}", 404, 404, 404),
        MatrixRow.Form(
            "/practices/{Slug}/{Id:guid}", "/practices/check-in/{log}", "log", [("q.mood.choice", "low"), ("base.mood", "1")], 302, 302, 302),
        MatrixRow.Get("/practices/{Slug}/{Id:guid}/again", "/practices/what-i-expect/{expected}/again", 404, 404, 404),
        MatrixRow.Form(
            "/practices/{Slug}/{Id:guid}/again", "/practices/what-i-expect/{expected}/again", "log", [("q.happened.text", "written over")], 400, 400, 400),
        MatrixRow.Form(
            "/reflections/{Slug}/start", "/reflections/why-he-left/start", "about",
            [("pronoun", "he"), ("run", "{run}"), ("field", "who-ended")], 302, 302, 302),
        MatrixRow.Put("/drafts/{entry:guid}/{field}", "/drafts/{entry}/words", null, 200, 200, 200),
        MatrixRow.Put("/drafts/{entry:guid}/{field}", "/drafts/{run}/who-ended", "why-he-left", 200, 200, 200),
        // An answer about safety begins nothing; it stands beside a letter that is there.
        MatrixRow.Put("/drafts/{entry:guid}/{field}", "/drafts/{letter}/contact", "~safety", 404, 404, 404),
        MatrixRow.Put("/drafts/{entry:guid}/{field}", "/drafts/{log}/mood", "check-in", 200, 200, 200),
        MatrixRow.Put("/drafts/{entry:guid}/{field}", "/drafts/{log}/day", "check-in", 200, 200, 200),
        // Each gets the key of their own space (BufferKeyTests).
        MatrixRow.Post("/drafts/key", "/drafts/key", None, 200, 200, 401),
        // Circuits: what they draw is in Islands.
        MatrixRow.Any("POST", "/_blazor/negotiate", "/_blazor/negotiate?negotiateVersion=1", 200),
        MatrixRow.Any("POST", "/_blazor", "/_blazor?id=x", 404),
        MatrixRow.Any("POST", "/_blazor/disconnect", "/_blazor/disconnect", 400),
        MatrixRow.Any("GET", "/_blazor/initializers", "/_blazor/initializers", 200),
        MatrixRow.Any("GET", "/_framework/opaque-redirect", "/_framework/opaque-redirect?url=x", 400),
        // Files that are not there.
        MatrixRow.Any("GET", "/{**path:file}", "/entries.db", 404),
    ];

    /// <summary>Components that a circuit draws, with the parameters that somebody else would give them.</summary>
    internal static readonly Dictionary<string, (string Name, string Value)[]> Islands = new()
    {
        ["JournalPreview"] = [("Entry", "{entry}")],
        ["TransferProgress"] = [],
        ["QuestionIsland"] = [("Entry", "{run}"), ("Reflection", "why-he-left"), ("Field", "what-he-said")],
    };

    /// <summary>Methods that a page's script can call in a circuit; none so far.</summary>
    internal static readonly HashSet<string> ScriptMethods = [];
}
