using BreakupGuide.Content;
using BreakupGuide.Markdown;

namespace BreakupGuide.Tests.Content;

/// <summary>The document is the test: what it shows authors loads as it says.</summary>
public sealed class WritingContentTests : IDisposable
{
    private readonly SampleContent sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void The_folder_that_the_document_shows_loads()
    {
        var library = sample.Load();

        Assert.Equal("moving-out", Assert.Single(library.Guides).Slug);
        Assert.Equal("rhoades-2011", Assert.Single(library.References).Id);
        Assert.Equal("116 123", Assert.Single(Assert.Single(library.Helplines).Lines).Call);
        Assert.Equal("They have just moved out", Assert.Single(library.Situations).Label.They);
    }

    [Fact]
    public void The_rules_of_the_document_look_as_it_tells()
    {
        var rules = sample.Load().MessageRules;

        Assert.Equal(["blame", "many-questions", "regret", "sorry-if", "asks-back", "asks-nothing"], rules.Select(r => r.Id));
        Assert.Equal(2, rules.Count(r => r.For == MessageKind.Message));
        Assert.Equal("This sentence says what she did wrong. Could it say what you feel instead?", rules[0].Says!.She);
        Assert.Equal(2, rules[1].MoreQuestionsThan);
        Assert.Equal(("asks-back", "You ask for nothing back"), (rules[5].NoneOf, rules[5].Part!.He));
        Assert.Equal("/help", Assert.Single(rules[4].Links).Href);
        Assert.Equal(["sorry"], rules[3].With);
        Assert.Equal(["forgive me for"], rules[4].Without);
    }

    [Fact]
    public void The_guide_of_the_document_has_all_that_its_head_and_containers_say()
    {
        var guide = sample.Load().Guides[0];

        Assert.Equal(new Phrase("When he moves out", "When she moves out", "When they move out"), guide.Title);
        Assert.Equal(["looking-after-yourself"], guide.Topics);
        Assert.Equal(new DateOnly(2026, 11, 22), guide.Reviewed);
        Assert.Equal((guide.Words + 199) / 200, guide.Minutes);
        Assert.Equal(["What she takes along", "The first evening"], guide.For(Pronoun.She).Contents.Select(h => h.Text));
        Assert.Equal(["what-he-takes-along", "the-first-evening"], guide.For(Pronoun.She).Contents.Select(h => h.Id));
        var evidence = Assert.Single(guide.He.Tree.Blocks.OfType<EvidenceBlock>());
        Assert.Equal(Verdict.Mixed, evidence.Verdict);
        Assert.Equal(["rhoades-2011"], evidence.References);
        Assert.Single(evidence.More);
        Assert.Single(guide.He.Tree.Blocks.OfType<TryBlock>());
        Assert.Single(guide.He.Tree.Blocks.OfType<CareBlock>());
        Assert.Equal(new ReflectBlock("moving-out", "first-evening"), Assert.Single(guide.He.Tree.Blocks.OfType<ReflectBlock>()));
    }

    [Fact]
    public void The_reflection_of_the_document_shows_every_type_of_question()
    {
        var reflection = sample.Load().Reflections[0];

        Assert.Equal(
            QuestionTypeList.All.Select(t => t.Name).Append("each").Order(),
            reflection.Questions.SelectMany(q => q.Questions.Prepend(q)).Select(q => q.Type.Name).Distinct().Order());
    }

    [Fact]
    public void Shared_safety_questions_come_first()
    {
        var reflection = sample.Load().Reflections[0];

        Assert.Equal(["safe", "contact", "first-evening"], reflection.Questions.Take(3).Select(q => q.Id));
    }

    [Fact]
    public void Options_of_each_type_reach_the_question()
    {
        var reflection = sample.Load().Reflections[0];

        Assert.Equal(20_000, Options<TextOptions>("first-evening").Max);
        Assert.Equal(200, Options<TextOptions>("first-step").Max);
        var choice = Options<ChoiceOptions>("who-goes");
        Assert.Equal([false, false, false, true], choice.Options.Select(o => o.Retired));
        Assert.Equal("Also if one of you goes later.", choice.Options[2].Hint!.He);
        Assert.Equal("If you like: until when?", choice.Note!.He);
        var list = reflection.Find("to-settle")!;
        Assert.Equal("open-matter", list.Thread);
        Assert.Equal(new Source(null, null, "open-matter", [], false), Assert.Single(list.Prefill) with { SortedAs = [] });
        var sort = Options<SortOptions>("how-soon");
        Assert.Equal("to-settle", Assert.Single(sort.From).Question);
        Assert.Equal(["to-settle"], reflection.Find("how-soon")!.KeepsInView);
        Assert.Equal(["this-week", "later"], sort.Into.Select(i => i.Value));
        var each = reflection.Find("each-urgent")!;
        Assert.IsType<EachType>(each.Type);
        Assert.Equal(["this-week"], Assert.Single(each.From).SortedAs);
        Assert.Equal(3, Options<EachBlock>("each-urgent").AtMost);
        Assert.Equal("“the kitchen”: what is the first step?", reflection.Find("first-step")!.Ask.About("the kitchen").She);
        var scale = Options<ScaleOptions>("weight");
        Assert.Equal((1, 5, "Light", "Very heavy"), (scale.Low, scale.High, scale.LowLabel.He, scale.HighLabel.He));
        var checklist = Options<ChecklistOptions>("comforts");
        Assert.Equal((1, "Which one will it be tonight?"), (checklist.Pick, checklist.PickAsk!.He));
        Assert.Equal(["kitchen", "bedroom"], Options<SortOptions>("rooms").Items.Select(i => i.Value));
        Assert.Equal(["Mine", "Hers"], Options<FieldsOptions>("keys").Fields.Select(f => f.Label.She));

        T Options<T>(string question)
            where T : QuestionOptions => Assert.IsType<T>(reflection.Find(question)!.Options);
    }

    [Fact]
    public void Notices_outcomes_and_shows_are_read_with_their_conditions_and_targets()
    {
        var reflection = sample.Load().Reflections[0];

        var notice = Assert.Single(reflection.Find("to-settle")!.Notices);
        Assert.Equal(["to-settle", "contact"], notice.When!.Questions);
        Assert.Equal(["/help", "/guides/moving-out#the-first-evening"], notice.Links.Select(l => l.Href));
        Assert.Equal(["Help right now", "When they move out: The first evening"], notice.Links.Select(l => l.Label.They));
        Assert.Equal([Direction.GetHelp, Direction.Wait, null], reflection.Outcomes.Select(o => o.PointsTo));
        Assert.Equal([false, false, true], reflection.Outcomes.Select(o => o.Fallback));
        Assert.Equal(2, reflection.Outcomes[1].Says.He.Blocks.Count);
        Assert.Equal("/reflections/moving-out", Assert.Single(reflection.Outcomes[1].Next).Href);
        Assert.Equal("how-soon", reflection.Shows[0].Sort);
        Assert.True(reflection.Shows[0].Look == ShowLook.Map);
        Assert.Equal(["who-settles", "first-step"], reflection.Shows[0].With);
        Assert.Equal(["first-evening"], reflection.Shows[1].Answers);
        Assert.Equal(ShowLook.Cards, reflection.Shows[2].Look);
    }

    [Fact]
    public void Each_test_of_a_condition_is_read_as_the_document_tells()
    {
        var reflection = sample.Load().Reflections[0];
        var any = Assert.IsType<Condition.AnyOf>(reflection.Outcomes[1].When).Conditions.Cast<Condition.Of>().ToArray();

        Assert.Equal([Test.SortedOnlyAs, Test.Picked, Test.Empty], any.Select(c => c.Test));
        var count = Assert.IsType<Condition.Of>(Assert.IsType<Condition.AllOf>(reflection.Find("to-settle")!.Notices[0].When).Conditions[0]);
        Assert.Equal((Test.Count, 5, null), (count.Test, count.AtLeast, count.AtMost));
        var scale = Assert.IsType<Condition.Of>(reflection.Find("weight")!.Notices[0].When);
        Assert.Equal((Test.Number, 5, null), (scale.Test, scale.AtLeast, scale.AtMost));
    }

    [Fact]
    public void A_condition_with_a_name_is_the_one_that_is_written_there()
    {
        var condition = Assert.IsType<Condition.Of>(sample.Load().Reflections[0].Find("to-settle")!.When);

        Assert.Equal(("who-goes", Test.None), (condition.Question, condition.Test));
    }

    [Fact]
    public void A_practice_stands_in_a_folder_of_its_own()
    {
        sample["practices/boxes.yaml"] =
            """
            kind: practice
            title: "Boxes"
            summary: "What was carried today."
            introduction: "One line a day."
            version: 1
            guide: moving-out
            safety: []
            leads-to-contact: false
            chart: [carried]
            questions:
              - id: carried
                ask: "What was carried today?"
                ask-later: "And that day?"
                type: scale
                low: 1
                high: 5
                low-label: "Little"
                high-label: "Much"
              - { id: again-on, ask: "When will you look again?", type: date }
              - { id: came, ask: "What came?", type: line }
            look-again: { date: again-on, questions: [came] }
            outcome:
              - { id: kept, title: "Kept", says: "It is kept.", next: [practices/boxes] }
            """;

        var library = sample.Load();

        Assert.Null(library.Reflection("boxes"));
        var practice = library.Practice("boxes")!;
        Assert.Same(practice, library.Reflection("boxes", 1));
        Assert.Equal("And that day?", practice.Questions[0].AskLater!.They);
        Assert.Equal((false, "again-on"), (practice.Practice!.BesideFirst, practice.Practice.LookAgain!.Date));
        Assert.Equal(("/practices/boxes", "Boxes"), (practice.Outcomes[0].Next[0].Href, practice.Outcomes[0].Next[0].Label.He));

        sample.Replace("practices/boxes.yaml", "questions: [came]", "questions: [carried]");
        sample.Replace("practices/boxes.yaml", "chart: [carried]", "chart: [came]");
        sample.Replace(SampleContent.Reflection, "kind: reflection", "kind: practice");
        var said = string.Join('\n', sample.Errors().Select(e => e.Message));
        Assert.Contains("“carried” is not a question that stands after “again-on”", said, StringComparison.Ordinal);
        Assert.Contains("“came” is not a choice, a checklist or a scale", said, StringComparison.Ordinal);
        Assert.Contains("a practice stands in practices/", said, StringComparison.Ordinal);
    }

    [Fact]
    public void The_questions_of_a_practice_wait_for_the_shared_ones_only_and_no_reflection_has_its_name()
    {
        sample["practices/moving-out.yaml"] =
            """
            kind: practice
            title: "Boxes"
            summary: "What was carried today."
            introduction: "One line a day."
            version: 1
            guide: moving-out
            safety: [safe]
            leads-to-contact: false
            chart: []
            questions:
              - { id: carried, ask: "What was carried today?", type: line, when: { question: safe, any: ["no"] } }
              - { id: came, ask: "What came?", type: line, when: { question: carried, empty: false } }
            outcome:
              - { id: kept, title: "Kept", says: "It is kept." }
            """;
        var said = sample.Errors().Select(e => e.Message).ToList();

        Assert.Contains("a reflection has this name, too; entries are found by it", said);
        Assert.Single(said, "the questions of a practice stand on one page and can wait for the shared questions only");
    }

    [Fact]
    public void An_earlier_version_stays_readable_beside_the_current_one()
    {
        sample["reflections/earlier/moving-out.v1.yaml"] = sample[SampleContent.Reflection];
        sample.Replace(SampleContent.Reflection, "version: 1", "version: 2");
        sample.Replace(SampleContent.Reflection, "id: until", "id: by-when");

        var library = sample.Load();

        Assert.Null(library.Reflection("moving-out")!.Find("until"));
        Assert.NotNull(library.Reflection("moving-out", 1)!.Find("until"));
    }
}
