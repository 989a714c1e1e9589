using BreakupGuide.Content.Loading;
using FluentValidation;

namespace BreakupGuide.Content.Rules;

internal sealed class UnderstandingPartValidator : AbstractValidator<UnderstandingPart>
{
    public UnderstandingPartValidator()
    {
        RuleFor(p => p.Id).IsName();
        RuleFor(p => p.Links).NotEmpty().WithMessage("“links” needs at least one place that fills this part");
        RuleFor(p => p.From)
            .Must((part, from) => new[] { from.Count > 0, part.Answers.Count > 0, part.Noted is not null }.Count(has => has) == 1)
            .WithMessage("a part has either “from” or “answers”, or “noted”");
        RuleFor(p => p.With).Must((part, with) => with.Count == 0 || part.From.Count > 0).WithMessage("“with” stands beside the things of “from”");
    }
}

/// <summary>What the parts of “What I understand now” say about reflections.</summary>
internal sealed class UnderstandingChecks(LoadedContent content)
{
    private readonly SourceChecks sources = new(content);

    public void Run()
    {
        foreach (var part in content.Understanding)
        {
            var map = content.Origins.Of(part);
            foreach (var source in part.From) Source(source, map);
            foreach (var beside in part.With) With(beside, map);
            if (part.Noted is { } noted && content.Practices.FirstOrDefault(p => p.Slug == noted.Reflection)?.Find(noted.Question) is null)
                map.Error("noted", $"there is no question “{noted}”", about: $"practices/{noted.Reflection}.yaml");
            foreach (var name in part.Answers) Find(name, map, "answers", question => !question.IsBlock);
        }
    }

    private void Source(Source source, YamlMap part)
    {
        var map = content.Origins.Of(source);
        var list = map == part ? "from" : null;
        if (source.Thread is { } thread)
            sources.Thread(thread, map);
        else if (source.Reflection is null)
            map.Error(list ?? "question", $"“{source.Question}” must name its reflection, as in why-he-left/disliked");
        else if (sources.Other(source, map, list) is { } question)
            sources.Items(source, question, map, list);
    }

    private void With(Beside beside, YamlMap part)
    {
        var map = content.Origins.Of(beside);
        var key = map == part ? "with" : "question";
        var inner = content.Reflections.FirstOrDefault(r => r.Slug == beside.Question.Reflection)?.Questions.SelectMany(q => q.Questions) ?? [];
        if (Find(beside.Question, map, key, _ => true) is { } question && !SourceChecks.IsSort(question) && !inner.Contains(question))
            map.Error(key, $"“{beside.Question}” is neither a sort nor a question of an each block");
    }

    private Question? Find(QuestionName name, YamlMap map, string key, Func<Question, bool> fits)
    {
        var question = content.Reflections.FirstOrDefault(r => r.Slug == name.Reflection)?.Find(name.Question);
        if (question is not null && fits(question)) return question;
        map.Error(key, $"there is no question “{name}”", about: $"reflections/{name.Reflection}.yaml");
        return null;
    }
}
