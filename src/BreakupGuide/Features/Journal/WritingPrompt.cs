using BreakupGuide.Content;

namespace BreakupGuide.Features.Journal;

/// <summary>A line to begin from, for somebody who does not know how.</summary>
/// <param name="Slug">How <c>?prompt=</c> names it.</param>
/// <param name="IsOffered">Whether it is offered with the others; else a page of its own leads to it.</param>
internal sealed record WritingPrompt(string Slug, Phrase Line, bool IsOffered = true)
{
    public static readonly IReadOnlyList<WritingPrompt> All =
    [
        new(JournalInput.LetterValue, new("A letter to him that I do not send", "A letter to her that I do not send", "A letter to them that I do not send")),
        new("today", Phrase.Same("What was hard today, and what helped a little")),
        new("friend", Phrase.Same("What I would tell a friend in my place")),
        new("miss", new("What I miss about him, and what I do not", "What I miss about her, and what I do not", "What I miss about them, and what I do not")),
        new("unsaid", Phrase.Same("What I have not told anybody yet")),
        new("again", Phrase.Same("The thought that keeps coming back")),
        new("body", Phrase.Same("How I slept, what I ate, how I feel right now")),
        new("for-myself", Phrase.Same("A letter to me, for later"), IsOffered: false),
        new("mine", new(
            "One thing today that had nothing to do with him",
            "One thing today that had nothing to do with her",
            "One thing today that had nothing to do with them")),
    ];

    public static WritingPrompt? Find(string? slug) => All.FirstOrDefault(p => p.Slug == slug);
}
