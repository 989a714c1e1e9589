using BreakupGuide.Content;
using BreakupGuide.Entries;
using Microsoft.AspNetCore.Components;

namespace BreakupGuide.Features.Reflections.Questions;

/// <summary>The native form control of one type of question, labelled by the heading that asks it.</summary>
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

    /// <summary>The answer as it was saved last: what follows from it may be shown.</summary>
    [Parameter]
    public AnswerValue? Now { get; set; }

    /// <inheritdoc cref="SentAnswer.Typed"/>
    [Parameter]
    public string? Typed { get; set; }

    [Parameter]
    public Rows Rows { get; set; } = Rows.New;

    [Parameter]
    public bool IsInvalid { get; set; }

    /// <summary>Stands before all names and ids, where several questions are asked on one page; see <see cref="AnswerForm.PlaceOf"/>.</summary>
    [Parameter]
    public string Place { get; set; } = "";

    protected AnswerValue? Initial { get; private set; }

    protected string LabelledBy => Place + QuestionId;

    protected string DescribedBy => Step.Question.Hint is null ? Place + MessagesId : $"{Place}{HintId} {Place}{MessagesId}";

    protected string? AriaInvalid => IsInvalid ? "true" : null;

    /// <summary>A name of a field, or an id, as it stands in this page.</summary>
    protected string Here(string name) => Place + name;

    protected string Say(Phrase phrase) => Step.Say(phrase, Pronoun);

    protected string? SayIfAny(Phrase? phrase) => phrase is null ? null : Say(phrase);

    protected override void OnInitialized() => Initial = Value;
}

/// <inheritdoc/>
public abstract class AnswerControl<TOptions, TValue> : AnswerControl
    where TOptions : QuestionOptions
    where TValue : AnswerValue
{
    protected TOptions Options => (TOptions)Step.Question.Options;

    /// <summary>The answer that the control was first shown with.</summary>
    protected TValue? Answer => Initial as TValue;
}
