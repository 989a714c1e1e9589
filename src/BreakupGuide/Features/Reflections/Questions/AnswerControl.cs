using BreakupGuide.Content;
using BreakupGuide.Entries;
using Microsoft.AspNetCore.Components;

namespace BreakupGuide.Features.Reflections.Questions;

/// <summary>The native form control of one type of question: names as in <see cref="AnswerForm"/>, labelled by the page's <c>h1</c>.</summary>
public abstract class AnswerControl : ComponentBase
{
    public const string QuestionId = "question";
    public const string HintId = "hint";
    public const string MessagesId = "messages";

    [Parameter, EditorRequired]
    public required Step Step { get; set; }

    [Parameter]
    public Pronoun Pronoun { get; set; }

    /// <summary>What the control holds when it is first shown. Later values are not taken up: they would overwrite what is being typed.</summary>
    [Parameter]
    public AnswerValue? Value { get; set; }

    [Parameter]
    public bool IsInvalid { get; set; }

    protected AnswerValue? Initial { get; private set; }

    protected string DescribedBy => Step.Question.Hint is null ? MessagesId : $"{HintId} {MessagesId}";

    protected string? AriaInvalid => IsInvalid ? "true" : null;

    protected string Say(Phrase phrase) => Step.Say(phrase, Pronoun);

    protected override void OnInitialized() => Initial = Value;
}
