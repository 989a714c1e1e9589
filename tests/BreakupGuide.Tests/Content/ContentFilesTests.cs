using System.Text.RegularExpressions;
using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Content;

/// <summary>The repository's own content, beyond what the loader refuses.</summary>
public partial class ContentFilesTests
{
    private static readonly ContentLibrary Library = ContentLoader.Load(Path.Combine(Repository.Root, "content"), QuestionTypeList.All);

    public static TheoryData<string> Guides { get; } = new(Library.Guides.Select(g => g.Slug));

    public static TheoryData<string> Reflections { get; } = new(Library.Reflections.Select(r => r.Slug));

    [Fact]
    public void Each_study_is_cited_and_none_stands_twice()
    {
        var guides = Directory.GetFiles(Path.Combine(Repository.Root, "content", "guides")).Select(File.ReadAllText).ToList();

        Assert.DoesNotContain(Library.References, r => !guides.Exists(g => g.Contains(r.Id, StringComparison.Ordinal)));
        Assert.DoesNotContain(Library.References.GroupBy(r => r.Finding), g => g.Count() > 1);
    }

    [Fact]
    public void The_guides_stand_in_reading_order_and_the_three_walks_are_there()
    {
        Assert.Equal(Enumerable.Range(1, Library.Guides.Count), Library.Guides.Select(g => g.Order));
        Assert.Subset(Library.Reflections.Select(r => r.Slug).ToHashSet(), new HashSet<string> { "why-he-left", "your-part", "can-it-be-fixed" });
        Assert.Equal(6, Library.Situations.Count);
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void A_guide_has_sections_and_leads_to_questions_and_says_what_is_known(string slug)
    {
        var guide = Library.Guide(slug)!;
        var blocks = PhrasedText.Flat(guide.He.Tree.Blocks).ToList();

        Assert.InRange(guide.Words, 900, 1_500);
        Assert.True(guide.He.Contents.Count >= 3);
        Assert.Equal("for-tonight", guide.He.Contents[0].Id);
        Assert.True(PhrasedText.Words(blocks.TakeWhile(b => b is not HeadingBlock { Level: 2, Id: not "for-tonight" })) <= 130);
        Assert.InRange(blocks.OfType<EvidenceBlock>().Count(), 1, 5);
        Assert.Single(blocks.OfType<CareBlock>());
        Assert.InRange(Lines(guide.He.Tree).Sum(l => TheArticle().Count(l)), 0, 3);
        Assert.All(blocks.OfType<ReflectBlock>(), r => Assert.NotNull(Library.Reflection(r.Reflection)!.Find(r.Question)));
        Assert.NotEmpty(blocks.OfType<ReflectBlock>());
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void A_guide_has_the_same_shape_for_he_she_and_they(string slug)
    {
        var guide = Library.Guide(slug)!;
        string[] Shape(GuideBody body) => [.. PhrasedText.Flat(body.Tree.Blocks).Select(b => b is HeadingBlock h ? h.Id! : b.GetType().Name)];

        Assert.Equal(Shape(guide.He), Shape(guide.She));
        Assert.Equal(Shape(guide.He), Shape(guide.They));
    }

    [Fact]
    public void No_text_keeps_a_brace_or_raises_its_voice()
    {
        var texts = AllTexts(Library).ToList();

        Assert.True(texts.Count > 500);
        Assert.All(texts.SelectMany(t => new[] { t.He, t.She, t.They }), text =>
        {
            Assert.DoesNotMatch(Braces(), text.Replace("{item}", "", StringComparison.Ordinal));
            Assert.DoesNotContain("!", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_text_for_they_never_has_the_verb_of_he_behind_the_pronoun() =>
        Assert.All(AllTexts(Library), text => Assert.DoesNotMatch(WrongVerb(), text.They));

    [Theory]
    [MemberData(nameof(Reflections))]
    public void The_short_walk_has_about_five_questions(string slug)
    {
        var reflection = Library.Reflection(slug)!;

        Assert.InRange(reflection.Questions.Count(q => q.Short && q.When is null && !reflection.Safety.Contains(q.Id)), 1, 5);
    }

    [Fact]
    public void A_practice_is_begun_by_one_tap_and_has_a_few_questions_on_one_page() => Assert.All(Library.Practices, practice =>
    {
        var own = practice.Questions.Where(q => !practice.Safety.Contains(q.Id)).ToList();

        Assert.InRange(own.Count, 2, 6);
        Assert.NotEmpty(own[0].Options.Values);
        Assert.NotEmpty(practice.Practice!.Chart);
        Assert.InRange(PhrasedText.Words(practice.Introduction.He.Blocks), 40, 120);
        Assert.Empty(practice.Shows);
    });

    [Theory]
    [MemberData(nameof(Reflections))]
    public void An_introduction_is_short_enough_to_be_read(string slug) =>
        Assert.InRange(PhrasedText.Words(Library.Reflection(slug)!.Introduction.He.Blocks), 50, 170);

    [Fact]
    public void Every_study_is_cited_somewhere()
    {
        var cited = Library.Guides.SelectMany(g => PhrasedText.Flat(g.He.Tree.Blocks)).OfType<EvidenceBlock>().SelectMany(e => e.References).ToHashSet();

        Assert.NotEmpty(cited);
        Assert.Subset(Library.References.Select(r => r.Id).ToHashSet(), cited);
    }

    [Fact]
    public void An_inventory_id_is_covered_by_a_guide_or_a_question_and_spelt_alike_everywhere()
    {
        var covered = Library.Guides.SelectMany(g => g.Covers)
            .Concat(Library.Reflections.Concat(Library.Practices).SelectMany(r => r.Questions).SelectMany(q => q.Questions.Prepend(q))
                .SelectMany(q => q.Covers)).ToList();

        Assert.NotEmpty(covered);
        Assert.All(covered, id => Assert.Matches("^[A-F][1-9][0-9]?(\\.[1-9][0-9]?)?$", id));
    }

    private static IEnumerable<Phrase> AllTexts(ContentLibrary library) =>
        Texts(library).Concat(Trees(library).SelectMany(t => Lines(t.He).Zip(Lines(t.She), Lines(t.They)).Select(l => new Phrase(l.First, l.Second, l.Third))));

    private static IEnumerable<Phrase> Texts(ContentLibrary library)
    {
        foreach (var guide in library.Guides)
            yield return guide.Title;
        foreach (var guide in library.Guides)
            yield return guide.Summary;
        foreach (var situation in library.Situations)
            yield return situation.Label;
        foreach (var phrase in library.MessageRules.SelectMany(r => new[] { r.Says, r.Part, r.Missing }).OfType<Phrase>())
            yield return phrase;
        foreach (var reflection in library.Reflections.Concat(library.Practices).Concat(library.Earlier))
        {
            IEnumerable<Phrase?> own = [reflection.Title, reflection.Summary];
            var shown = reflection.Shows.SelectMany(s => s.Groups.Select(g => g.Title).Concat<Phrase?>([s.Title, s.Intro, s.Empty]));
            var asked = reflection.Questions.SelectMany(q => q.Questions.Prepend(q)).SelectMany(Texts);
            foreach (var phrase in own.Concat(shown).Concat(asked).Concat(reflection.Outcomes.Select(o => o.Title)).OfType<Phrase>())
                yield return phrase;
        }
    }

    private static IEnumerable<Phrase?> Texts(Question question) =>
    [
        question.Ask, question.AskLater, question.Hint, question.Why,
        .. PhrasesIn(question.Options),
        .. question.Notices.Select(n => n.Says),
    ];

    /// <summary>All phrases of the options, whatever their type.</summary>
    private static IEnumerable<Phrase?> PhrasesIn(object options) =>
        options.GetType().GetProperties().Select(p => p.GetValue(options)).SelectMany(value => value switch
        {
            Phrase phrase => [phrase],
            IEnumerable<Option> or IEnumerable<TextField> => ((IEnumerable<object>)value).SelectMany(PhrasesIn),
            _ => [],
        });

    private static IEnumerable<PhrasedMarkdown> Trees(ContentLibrary library) =>
        library.Guides.Select(g => new PhrasedMarkdown(g.He.Tree, g.She.Tree, g.They.Tree))
            .Concat(library.Reflections.Concat(library.Practices).Concat(library.Earlier)
                .SelectMany(r => r.Outcomes.Select(o => o.Says).Prepend(r.Introduction)));

    private static IEnumerable<string> Lines(MarkdownTree tree) => PhrasedText.Flat(tree.Blocks).Select(block => block switch
    {
        HeadingBlock heading => heading.Text,
        ParagraphBlock paragraph => string.Concat(paragraph.Inlines.Select(i => i.PlainText)),
        _ => "",
    });

    [GeneratedRegex("[Tt]he article", RegexOptions.ExplicitCapture)]
    private static partial Regex TheArticle();

    [GeneratedRegex(@"[{}|]")]
    private static partial Regex Braces();

    [GeneratedRegex(@"\b[Tt]hey (is|was|has|does|wants|says|needs|seems|goes|feels|knows|comes|thinks|makes|takes|gets|asks|looks|holds|leaves|returns)\b")]
    private static partial Regex WrongVerb();
}
