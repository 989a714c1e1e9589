using System.Globalization;
using System.Text.RegularExpressions;
using BreakupGuide.Content.Loading;
using BreakupGuide.Content.Rules;

namespace BreakupGuide.Content;

/// <summary>Reads and checks the whole content folder.</summary>
public static partial class ContentLoader
{
    /// <param name="types">The types of questions that there are, an <c>each</c> block aside.</param>
    /// <exception cref="ContentException">Something is wrong; all mistakes of all files are listed.</exception>
    public static ContentLibrary Load(string directory, IEnumerable<QuestionType> types)
    {
        var errors = new ContentErrors();
        var content = new LoadedContent([.. types]);
        Read(directory, content, errors);
        Check(content, errors);
        errors.ThrowIfAny();
        return new ContentLibrary(
            [.. content.Guides.OrderBy(g => g.Order)],
            [.. content.Reflections.OrderBy(r => r.Order)],
            content.Earlier,
            content.References,
            content.Helplines,
            content.Situations)
        {
            Practices = [.. content.Practices.OrderBy(p => p.Order)],
            Pastimes = content.Pastimes,
            MessageRules = content.MessageRules,
            Understanding = content.Understanding,
            SafetyQuestions = content.SafetyQuestions,
        };
    }

    private static void Read(string directory, LoadedContent content, ContentErrors errors)
    {
        var lists = new ListReaders(content);
        lists.References(new ContentFile(directory, "references.yaml", errors));
        lists.Helplines(new ContentFile(directory, "helplines.yaml", errors));
        var guides = new GuideReader(content);
        foreach (var file in Files(directory, "guides", ".md", errors))
            guides.Read(file);
        Reflections(directory, content, errors);
        lists.Situations(new ContentFile(directory, "situations.yaml", errors));
        lists.Pastimes(new ContentFile(directory, "ten-minutes.yaml", errors));
        new MessageRuleReader(content).Read(new ContentFile(directory, "message-rules.yaml", errors));
        new UnderstandingReader(content).Read(new ContentFile(directory, "understanding.yaml", errors));
    }

    private static void Reflections(string directory, LoadedContent content, ContentErrors errors)
    {
        var current = Maps(Files(directory, "reflections", ".yaml", errors));
        var practices = Maps(Files(directory, "practices", ".yaml", errors));
        foreach (var map in current.Concat(practices))
            content.Titles[map.File.Path[..^".yaml".Length]] = map.Phrase("title");
        var reader = new ReflectionReader(content);
        reader.Safety(new ContentFile(directory, "safety.yaml", errors));
        foreach (var map in current)
            content.Reflections.Add(reader.Read(map.File.Slug, map));
        foreach (var map in practices)
            content.Practices.Add(reader.Read(map.File.Slug, map));
        foreach (var map in Maps(Files(directory, "reflections/earlier", ".yaml", errors)))
        {
            var name = EarlierName().Match(map.File.Slug);
            if (!name.Success)
            {
                map.File.Error(1, "an earlier version's file is named {slug}.v{n}.yaml, as in why-he-left.v1.yaml");
                continue;
            }

            var version = int.Parse(name.Groups["version"].ValueSpan, CultureInfo.InvariantCulture);
            var earlier = reader.Read(name.Groups["slug"].Value, map);
            content.Earlier.Add(earlier);
            if (!map.IsFaulty("version") && earlier.Version != version)
                map.Error("version", $"the file's name says version {version}, this line says {earlier.Version}");
        }
    }

    private static IReadOnlyList<YamlMap> Maps(IEnumerable<ContentFile> files) => [.. files.Select(f => f.Map()).OfType<YamlMap>()];

    private static IEnumerable<ContentFile> Files(string directory, string folder, string extension, ContentErrors errors)
    {
        foreach (var file in ContentFile.In(directory, folder, errors))
        {
            if (file.Path.EndsWith(extension, StringComparison.Ordinal))
                yield return file;
            else
                file.Error(1, $"only {extension} files are read here");
        }
    }

    private static void Check(LoadedContent content, ContentErrors errors)
    {
        var origins = content.Origins;
        All(content.References, new ReferenceValidator());
        All(content.Helplines, new HelplineCountryValidator());
        All(content.Helplines.SelectMany(c => c.Lines), new HelplineValidator());
        All(content.Guides, new GuideValidator());
        All(content.Situations, new SituationValidator());
        All(content.Pastimes, new PastimeValidator());
        All(content.MessageRules, new MessageRuleValidator());
        All(content.Understanding, new UnderstandingPartValidator());
        Question[] questions =
        [
            .. content.All.SelectMany(r => r.Questions).Concat(content.SafetyQuestions)
                .Distinct(ReferenceEqualityComparer.Instance).Cast<Question>().SelectMany(q => q.Questions.Prepend(q)),
        ];
        All(questions, new QuestionValidator());
        All(questions.SelectMany(q => q.Questions), new EachQuestionValidator(content.Types));
        foreach (var question in questions)
            question.Type.Check(question.Options, origins);
        All(origins.All<Option>(), new OptionValidator());
        foreach (var reflection in content.All)
        {
            origins.Check(reflection, new ReflectionValidator());
            origins.Check(reflection.Minutes, new MinutesValidator());
            All(reflection.Shows, new ShowValidator());
            All(reflection.Outcomes, new OutcomeValidator());
            new ReflectionChecks(content, reflection).Run();
        }

        new PracticeChecks(content).Run();
        new VersionChecks(content).Run();
        new UnderstandingChecks(content).Run();
        new LibraryChecks(content, errors).Run();

        void All<T>(IEnumerable<T> records, FluentValidation.IValidator<T> validator)
            where T : notnull
        {
            foreach (var record in records)
                origins.Check(record, validator);
        }
    }

    [GeneratedRegex(@"^(?<slug>.+)\.v(?<version>[1-9][0-9]{0,3})$")]
    private static partial Regex EarlierName();
}
