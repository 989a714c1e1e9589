using AngleSharp.Dom;
using BreakupGuide.Content;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections;
using BreakupGuide.Features.Reflections.Questions;
using Bunit;

namespace BreakupGuide.Tests.Features.Reflections.Questions;

/// <summary>What the tests of the controls share.</summary>
public abstract class Controls : BunitContext
{
    protected static Step StepFor(Question question, params Item[] items) => new(question.Id, question, null, null, items);

    protected IRenderedComponent<T> Show<T>(Step step, AnswerValue? value = null, Action<ComponentParameterCollectionBuilder<T>>? more = null)
        where T : AnswerControl => Render<T>(parameters =>
        {
            parameters.Add(c => c.Step, step).Add(c => c.Value, value);
            more?.Invoke(parameters);
        });

    /// <summary>What the form would send as it stands.</summary>
    protected static IReadOnlyList<KeyValuePair<string, string>> Sent(IEnumerable<IElement> inputs) =>
    [
        .. inputs
            .Where(i => i.GetAttribute("type") is not ("radio" or "checkbox") || i.HasAttribute("checked"))
            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? i.TextContent)),
    ];

    /// <summary>The control shows the value, its form gives the value back, and a later value changes nothing that is shown.</summary>
    protected void ShowsSendsAndKeeps<T>(Step step, AnswerValue value, AnswerValue later)
        where T : AnswerControl
    {
        var control = Show<T>(step, value);
        var before = control.Markup;

        // Compared as stored; records compare their lists by reference.
        Assert.Equivalent(
            value, AnswerForm.Read(step, Sent(control.FindAll("input[name], textarea[name]")), Pronoun.He, value, Samples.Id).Value, strict: true);

        control.Render(parameters => parameters.Add(c => c.Value, later));
        Assert.Equal(before, control.Markup);
    }
}
