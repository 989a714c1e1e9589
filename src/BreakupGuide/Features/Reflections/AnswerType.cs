using BreakupGuide.Content;
using BreakupGuide.Content.Loading;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Questions;
using FluentValidation;

namespace BreakupGuide.Features.Reflections;

/// <summary>A type of question with all that belongs to it: its options in the content folder, its control, and what becomes of what its form sends.</summary>
public abstract class AnswerType : QuestionType
{
    /// <summary>The name that its answers are stored under. It never changes.</summary>
    public abstract string StoredName { get; }

    /// <summary>Its kind of <see cref="AnswerValue"/>.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Its <see cref="AnswerControl"/>.</summary>
    public abstract Type Control { get; }

    /// <summary>Answered in text areas or lines, which stand on the static page: an island would replace them while someone types.</summary>
    public virtual bool IsTyped => false;

    /// <summary>An <see cref="AnswerControl"/> for words beside a control that stands in an island; it stands on the static page below it.</summary>
    public virtual Type? NoteControl => null;

    /// <summary>What the form says, with labels as they are shown.</summary>
    public abstract SentAnswer Read(AnswerForm form);

    /// <summary>What is to be said about the answer; nothing when all is well.</summary>
    /// <param name="stored">The answer so far: what it holds stays allowed though it is offered no longer.</param>
    public abstract IReadOnlyList<string> Messages(AnswerValue value, Step step, AnswerValue? stored, DateOnly today);

    /// <summary>The answer opens a second part of the same question, and the form was sent without it.</summary>
    public virtual bool HasMoreToAsk(Step step, AnswerValue? value, IReadOnlyList<KeyValuePair<string, string>> form) => false;
}

/// <inheritdoc/>
public abstract class AnswerType<TOptions, TValue> : AnswerType
    where TOptions : QuestionOptions
    where TValue : AnswerValue
{
    public sealed override Type ValueType => typeof(TValue);

    public sealed override SentAnswer Read(AnswerForm form) => Read(form, (TOptions)form.Step.Question.Options, form.Stored as TValue);

    public sealed override IReadOnlyList<string> Messages(AnswerValue value, Step step, AnswerValue? stored, DateOnly today) =>
        value is TValue answer
            ? [.. Rules(step, (TOptions)step.Question.Options, stored as TValue, today).Validate(answer).Errors.Select(e => e.ErrorMessage).Distinct()]
            : [];

    internal sealed override void Check(QuestionOptions options, Origins origins) => Check((TOptions)options, origins);

    protected abstract SentAnswer Read(AnswerForm form, TOptions options, TValue? stored);

    protected abstract IValidator<TValue> Rules(Step step, TOptions options, TValue? stored, DateOnly today);

    private protected virtual void Check(TOptions options, Origins origins)
    {
    }
}
