namespace BreakupGuide.Tests.Content;

/// <summary>Each kind of mistake an author can make is named with its file and line.</summary>
public sealed class ContentMistakeTests : IDisposable
{
    private const string Guide = SampleContent.Guide;
    private const string Reflection = SampleContent.Reflection;

    private readonly SampleContent sample = new();

    public void Dispose() => sample.Dispose();

    /// <summary>File, what stands there, what is written instead (its first line break aside, the mistake's line), and what is said.</summary>
    public static TheoryData<string, string, string, string> Mistakes { get; } = new()
    {
        // Keys, types, YAML
        { Reflection, "hint: \"One small", "hnt: \"One small", "“hnt” is unknown here; known are ask" },
        { Guide, "retells: \"Moving out\"", "retels: \"Moving out\"", "“retels” is unknown here" },
        { "safety.yaml", "    type: choice\n", "    kind: choice\n", "“kind” is unknown here" },
        { "helplines.yaml", "call:", "phone:", "“phone” is unknown here" },
        { "references.yaml", "journal:", "magazine:", "“magazine” is unknown here" },
        { "situations.yaml", "guide: moving-out", "guides: moving-out", "“guides” is unknown here" },
        { "message-rules.yaml", "with: [", "when: [", "“when” is unknown here" },
        { "message-rules.yaml", "for: message", "for: letter", "“letter” is unknown for “for”; it is one of message, apology" },
        { "message-rules.yaml", "any: [\"you always\", \"you never\"]", "any: \"you always\"", "“any” must be a list" },
        { "message-rules.yaml", "links: [help]", "links: [somewhere]", "“somewhere” leads nowhere" },
        { Reflection, "minutes: { short: 5, whole: 15 }", "minutes: { short: 5 }", "“whole” is missing" },
        { Reflection, "version: 1", "version: one", "“version” must be a whole number" },
        { Reflection, "short: true", "short: often", "“short” must be true or false" },
        { Reflection, "title: \"What has to be settled\"", "title: [a, b]", "“title” must be a text" },
        { Reflection, "keeps-in-view: [to-settle]", "keeps-in-view: to-settle", "“keeps-in-view” must be a list" },
        { Reflection, "minutes: { short: 5, whole: 15 }", "minutes: 5", "“minutes” must be keys and values" },
        { Guide, "reviewed: 2026-11-22", "reviewed: 22 November", "“reviewed” must be a date" },
        { Reflection, "type: date", "type: day", "“day” is unknown for “type”; it is one of text" },
        { Reflection, "points-to: wait", "points-to: hope", "“hope” is unknown for “points-to”" },
        { Reflection, "as: map", "as: table", "“table” is unknown for “as”" },
        { Reflection, "kind: reflection", "kind: exercise", "“exercise” is unknown for “kind”" },
        { Reflection, "title: \"When", "title: \"When\" \"", "this is not YAML as we read it" },
        { Reflection, "version: 1", "version: 1\nversion: 1", "this is not YAML as we read it" },
        { "helplines.yaml", "  lines:", "\tlines:", "a tab stands here; YAML is indented with spaces" },
        { Reflection, "max: 200", "at-most: 2", "“at-most” is unknown here" },

        // Pronouns
        { Reflection, "What is said about the keys?", "What {she} says about the keys?", "“{she}” is unknown" },
        { Reflection, "What is said about the keys?", "What {he says about the keys?", "a single “{”" },
        { Reflection, "What is said about the keys?", "What {wants} is said?", "“{wants}” is unknown" },
        { Reflection, "What is said about the keys?", "What of {item}?", "{item} exists only in the questions of an each block" },
        { Reflection, "What is said about the keys?", "What if {he}'s late?", "followed by an apostrophe" },
        { Guide, "Make a list together", "Make a {list} together", "“{list}” is unknown" },
        { Reflection, "See *what helps tonight*", "See *what {helps} tonight*", "“{helps}” is unknown" },

        // Names and order
        { Reflection, "id: until", "id: first-evening", "the id “first-evening” stands twice" },
        { Reflection, "id: until", "id: outcome", "“outcome” is the name of a page" },
        { Reflection, "id: until", "id: until~when", "“until~when” must be small letters" },
        { Reflection, "{ value: walk,", "{ value: Walk,", "“Walk” must be small letters" },
        { Reflection, "thread: open-matter", "thread: Open", "“Open” must be small letters" },
        { Reflection, "covers: [A1]", "covers: [A0]", "“A0” is no id of the inventory" },
        { Guide, "covers: [A1]", "covers: [A1, A1]", "“A1” stands here twice" },
        { Reflection, "  - id: begun", "  - id: help-first", "two outcomes have the id “help-first”" },

        // Conditions
        { Reflection, "when: { question: to-settle, count: { at-least: 1 } }", "when: { question: how-soon, sorted-as: [later] }", "“how-soon” comes later" },
        { Reflection, "when: { question: to-settle, count: { at-least: 1 } }", "when: { question: until, empty: true }", "“until” comes later" },
        {
            Reflection, "when: { question: to-settle, count: { at-least: 1 } }",
            "when: { question: nowhere, empty: true }", "“nowhere” is not a question of this reflection"
        },
        {
            Reflection, "when: { question: to-settle, count: { at-least: 1 } }",
            "when: { question: to-settle, any: [a] }", "this test does not fit “to-settle”, which is of type list"
        },
        {
            Reflection, "when: { question: to-settle, count: { at-least: 1 } }",
            "when: { question: to-settle, count: { } }", "“count” needs at-least, at-most or both"
        },
        { Reflection, "when: { question: to-settle, count: { at-least: 1 } }", "when: { question: to-settle }", "a condition holds exactly one of any" },
        {
            Reflection, "when: { question: to-settle, count: { at-least: 1 } }",
            "when: { question: to-settle, empty: true, count: { at-least: 1 } }", "a condition holds exactly one of any"
        },
        { Reflection, "when: { question: to-settle, count: { at-least: 1 } }", "when: { all-of: [] }", "“all-of” must be a list of conditions" },
        {
            Reflection, "when: { question: who-goes, none: [nobody] }", "when: { question: who-goes, none: [no-one] }",
            "“no-one” is not a value of “who-goes”; there are he, me, both, nobody"
        },
        { Reflection, "when: { question: who-goes, none: [nobody] }", "when: { question: who-goes, none: [] }", "“none” must be a list of values" },
        { Reflection, "when: { question: who-goes, none: [nobody] }", "when: { question: who-goes, all: [he] }", "this test does not fit “who-goes”" },
        {
            Reflection, "when: { question: how-soon, sorted-as: [this-week] }\n",
            "when: { question: how-soon, sorted-as: [today] }\n", "“today” is not a value of “how-soon”"
        },
        { Reflection, "when: { question: weight, at-least: 5 }", "when: { question: weight, at-least: 6 }", "the scale of “weight” goes from 1 to 5" },
        { Reflection, "- { question: comforts, picked: [call] }", "- { question: comforts, picked: [tea] }", "“tea” is not a value of “comforts”" },
        { Reflection, "- { question: first-evening, empty: true }", "- { question: each-urgent, empty: true }", "which is of type each" },

        { Reflection, "{ holds: somebody-goes }", "{ holds: nobody-goes }", "“nobody-goes” is not one of the “conditions”" },
        { Reflection, "  - id: somebody-goes\n    when:", "  - id: somebody-goes\n    if:", "“if” is unknown here" },

        // Sources
        { Reflection, "    from: [to-settle]", "    from: [who-goes]", "“who-goes” is of type choice; items come from a list, a checklist or a sort" },
        { Reflection, "    from: [to-settle]", "    from: [comforts]", "“comforts” comes later" },
        { Reflection, "    from: [to-settle]", "    from: [moving-in/boxes]", "there is no question “moving-in/boxes”" },
        { Reflection, "    from: [to-settle]", "    from: [{ question: to-settle, picked: true }]", "nothing is picked in “to-settle”" },
        { Reflection, "    from: [to-settle]", "    from: [{ question: to-settle, sorted-as: [later] }]", "“to-settle” is not a sort" },
        {
            Reflection, "    from: [{ question: how-soon, sorted-as: [this-week] }]",
            "    from: [{ question: how-soon, sorted-as: [today] }]", "“today” is not a value of “how-soon”"
        },
        { Reflection, "prefill: [{ thread: open-matter }]", "prefill: [{ thread: worry }]", "no list makes threads of the kind “worry”" },
        { Reflection, "keeps-in-view: [to-settle]", "keeps-in-view: [weight]", "“weight” comes later" },
        { Reflection, "keeps-in-view: [to-settle]", "keeps-in-view: [moving-in/boxes]", "there is no question “moving-in/boxes” to keep in view" },
        { Reflection, "as: cards", "as: map", "“as: map” goes with sort" },

        {
            Reflection, "    into:\n      - { value: fine", "    keeps-in-view: [first-step]\n    into:\n      - { value: fine",
            "“first-step” stands inside an each block, where it has several answers"
        },

        // Types of questions
        { Reflection, "max: 200", "max: 0", "“max” of a line must be between" },
        { Reflection, "    pick: 1", "    pick: 3", "“pick” must be less than the number of options" },
        { Reflection, "    high: 5", "    high: 1", "“high” must be above “low”" },
        { Reflection, "    at-most: 3", "    at-most: 0", "“at-most” must be between 1 and 10" },
        { Reflection, "    from: [{ question: how-soon, sorted-as: [this-week] }]", "    from: []", "“from” needs at least one source" },
        { Reflection, "        type: line\n        max: 200", "        type: date", "a question of an each block is of type" },
        {
            Reflection, "        type: line\n        max: 200",
            "        type: each\n        from: [to-settle]\n        at-most: 1\n        questions: [{ id: deeper, ask: a, type: line }]",
            "a question of an each block is of type"
        },

        // The reflection as a whole
        { Reflection, "safety: [safe, contact]", "safety: [safe, contact, money]", "“money” is not a question of safety.yaml" },
        { Reflection, "leads-to-contact: true", "leads-to-contact: maybe", "“leads-to-contact” must be true or false" },
        { Reflection, "minutes: { short: 5, whole: 15 }", "minutes: { short: 5, whole: 4 }", "“whole” must be at least “short”" },
        { Reflection, "guide: moving-out", "guide: moving-in", "there is no guides/moving-in.md" },
        { Reflection, "sort: how-soon", "sort: to-settle", "“to-settle” is not a sort question" },
        { Reflection, "values: [later] }", "values: [never] }", "“never” is not a value of “how-soon”" },
        { Reflection, "with: [who-settles, first-step]", "with: [first-evening]", "“first-evening” is neither a sort nor a question of an each block" },
        { Reflection, "answers: [first-evening]", "answers: [last-evening]", "“last-evening” is not a question" },
        { Reflection, "version: 1", "version: 2", "runs may still stand on version 1; keep it as reflections/earlier/moving-out.v1.yaml" },

        // Targets
        { Reflection, "guides: [moving-out]", "guides: [moving-in]", "“moving-in” leads nowhere: there is no guides/moving-in.md" },
        {
            Reflection, "guides: [\"moving-out#the-first-evening\"]", "guides: [\"moving-out#the-last\"]",
            "has no heading “#the-last”; it has #what-he-takes-along, #the-first-evening"
        },
        { Reflection, "next: [reflections/moving-out]", "next: [reflections/moving-in]", "there is no reflections/moving-in.yaml" },
        { Reflection, "next: [reflections/moving-out]", "next: [home]", "targets are help, privacy, journal" },
        { "message-rules.yaml", "id: sorry-if", "id: regret", "two rules have the id “regret”" },
        { "message-rules.yaml", "id: blame", "id: Blame", "“Blame” must be small letters" },
        { "message-rules.yaml", "\"you never\"", "\"You Always\"", "“you always” stands here twice" },
        { "message-rules.yaml", "\"you never\"", "\"?\"", "a phrase needs a word" },
        { "message-rules.yaml", "more-questions-than: 2", "more-questions-than: 0", "“more-questions-than” must be at least 1" },
        { "message-rules.yaml", "none-of: asks-back", "none-of: blame", "there is no other rule “blame” of the same kind" },
        { "situations.yaml", "guide: moving-out", "guide: moving-in", "there is no guides/moving-in.md" },
        { "situations.yaml", "reflection: moving-out", "reflection: moving-in", "there is no reflections/moving-in.yaml" },

        // Guides
        { Guide, "topics: [looking-after-yourself]", "topics: [cooking]", "“cooking” is no topic" },
        { Guide, "reflection: moving-out", "reflection: moving-in", "there is no reflections/moving-in.yaml" },
        { Guide, "order: 1", "order: 0", "“order” must be 1 or more" },
        { Guide, ":::evidence mixed [rhoades-2011]", ":::evidence doubtful [rhoades-2011]", "“doubtful” is no verdict" },
        { Guide, ":::evidence mixed [rhoades-2011]", ":::evidence mixed", "evidence is written “:::evidence verdict [reference, reference]”" },
        { Guide, ":::evidence mixed [rhoades-2011]", ":::evidence mixed [rhodes-2011]", "“rhodes-2011” is not in references.yaml" },
        { Guide, ":::try", ":::tip", "“:::tip” is unknown" },
        { Guide, ":::care", ":::care please", "nothing stands behind “:::care”" },
        { Guide, "[[reflect:moving-out/first-evening]]", "[[reflect:moving-out/last-evening]]", "“moving-out” has no question “last-evening”" },
        { Guide, "[[reflect:moving-out/first-evening]]", "[[reflect:moving-in/first-evening]]", "there is no reflections/moving-in.yaml to reflect with" },
        { Guide, "[[reflect:moving-out/first-evening]]", "See [[reflect:moving-out/first-evening]]", "alone in its paragraph" },
        { Guide, "(/guides/moving-out#what-he-takes-along)", "(/guides/moving-out#what-she-takes)", "has no heading “#what-she-takes”" },
        { Guide, "(/guides/moving-out#what-he-takes-along)", "(/somewhere)", "“/somewhere” leads nowhere" },
        { Guide, "[help](/help) first", "[help](javascript:alert) first", "a link starts with https://" },
        { Guide, "Put clean sheets", "Put ![clean](/sheets.png) sheets", "guides hold no images" },
        { Guide, "Put clean sheets", "Put <b>clean</b> sheets", "guides hold no HTML" },
        { Guide, "Put clean sheets", "Put `clean` sheets", "guides hold no code" },
        { Guide, "## The first evening", "# The first evening", "headings are ## or ###" },
        { Guide, "## The first evening", "## What {he} {takes|take} along", "two headings would have the address “#what-he-takes-along”" },
        { Guide, "> \"I can sort the kitchen another day.\"", "> ## Another day", "a heading stands on its own" },

        // Lists
        { "references.yaml", "read: source", "read: abstract", "“read” must be source" },
        { "references.yaml", "year: 2011", "year: 11", "“11” is no year" },
        { "helplines.yaml", "call: \"116 123\"", "call: \"HELP\"", "“HELP” must be a number to dial" },
        { "helplines.yaml", "https://www.samaritans.org", "http://samaritans.org", "must be an address that starts with https://" },
        {
            "safety.yaml", "    type: choice\n    options:\n      - { value: \"no\", label: \"No\" }\n      - { value: afraid, label: \"Yes\" }\n",
            "    type: text\n", "a shared safety question is a choice"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_file_and_line(string file, string old, string text, string message)
    {
        var first = sample.Replace(file, old, text);
        var last = first + text.TrimEnd('\n').Count(c => c == '\n');

        Assert.Contains(
            sample.Errors(),
            e => e.File == file && e.Line >= first && e.Line <= last && e.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_question_of_an_each_block_can_be_tested_from_outside()
    {
        sample.Replace(Reflection, "- { question: first-evening, empty: true }", "- { question: who-settles, any: [someone] }");

        Assert.NotNull(sample.Load());
    }

    /// <summary>What is wrong with a list as a whole is told at the list's key.</summary>
    [Theory]
    [InlineData("- { value: later, label: \"It can wait\" }", "- { value: this-week, label: \"It can wait\" }", "“this-week” stands here twice", "    into:")]
    [InlineData("      - { value: later, label: \"It can wait\" }\n", "", "“into” needs two to five values", "    into:")]
    [InlineData(
        "label: \"Somebody could do it for me\"", "label: \"Somebody could\", retired: true",
        "at least two options that are not retired", "        options:\n          - { value: me, label: \"I can\"")]
    [InlineData("    pick: 1", "    from: [to-settle]\n    pick: 1", "a checklist has either options or from", "    options:\n      - { value: walk")]
    [InlineData("    items:\n", "    from: [to-settle]\n    items:\n", "a sort has either items or from", "    items:")]
    [InlineData("    pick-ask: \"Which one will it be tonight?\"\n", "", "“pick” and “pick-ask” go together", "  - id: comforts")]
    [InlineData("answers: [first-evening]", "answers: []", "“shows” holds either sort or answers", "  - title: \"For tonight\"")]
    [InlineData("- id: begun", "- id: begun\n    when: { question: weight, at-least: 2 }", "one outcome, and only one, goes without “when”", "outcome:")]
    [InlineData("    short: true", "    short: false", "the short walk is empty", "questions:\n  - id: first")]
    public void A_mistake_of_a_list_is_named_at_its_key(string old, string text, string message, string key)
    {
        while (sample[Reflection].Contains(old, StringComparison.Ordinal) && !text.Contains(old, StringComparison.Ordinal))
            sample.Replace(Reflection, old, text);
        if (text.Contains(old, StringComparison.Ordinal))
            sample.Replace(Reflection, old, text);
        var line = sample.Replace(Reflection, key, key);

        Assert.Contains(sample.Errors(), e => e.File == Reflection && e.Line == line && e.Message.Contains(message, StringComparison.Ordinal));
    }
}
