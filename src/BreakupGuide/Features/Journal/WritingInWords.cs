using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Entries.Reading;
using BreakupGuide.Features.Journal.Fields;
using BreakupGuide.Privacy;

namespace BreakupGuide.Features.Journal;

/// <summary>What was written freely, and letters, in words: each field as it is read, and what was answered beside a letter.</summary>
internal sealed class WritingInWords(EntryFields fields, ContentLibrary library, IHttpContextAccessor http) : IEntryInWords
{
    private const string CannotOpen = "An answer beside it could not be opened. It stays in your space.";

    public bool Reads(Entry entry) => entry.Run is null;

    public Task<ReadEntry> ReadAsync(UnlockedSpace space, OpenRun entry, CancellationToken cancel)
    {
        var pronoun = PronounCookie.Read(http.HttpContext);
        var written = fields.Of(entry.Entry.Kind).Select(f => (Field: f, Text: f.Shown(f.StoredIn(entry.Entry), entry.Entry.Zone)))
            .Where(f => f.Text.Length > 0).ToList();
        return Task.FromResult(new ReadEntry(
            KindWord.Of(entry.Entry, library, pronoun),
            fields.HeadingOf(entry.Entry),
            [.. written.Where(f => f.Field is { Place: FieldPlace.Detail, View: null }).Select(f => new ReadDetail(f.Field.Name, f.Field.Label, f.Text))],
            [
                .. written.Where(f => f.Field.Place == FieldPlace.Body)
                    .Select(f => new ReadPart(ReadPartKind.Writing, null, [Words(f.Text)]) { Field = f.Field.Name }),
                .. written.Where(f => f.Field is { Place: FieldPlace.Detail, View: not null })
                    .Select(f => new ReadPart(ReadPartKind.Answer, f.Field.Question?.For(pronoun) ?? f.Field.Label, [Words(f.Text)]) { Field = f.Field.Name }),
                .. entry.Answers.Values.Where(a => a.IsGiven).OrderBy(a => a.GivenAt)
                    .Select(a => new ReadPart(ReadPartKind.Answer, a.Wording, a.Value!.Parts) { Field = a.Field }),
                .. entry.Unreadable.Select(_ => new ReadPart(ReadPartKind.Said, null, [Words(CannotOpen)])),
            ]));
    }

    private static AnswerPart Words(string text) => new(null, [text], AnswerPartKind.Words);
}
