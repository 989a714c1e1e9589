using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Reflections;

/// <summary>What an answer to one question may be. Next to nothing is required: the rules guard length and shape, and say so kindly.</summary>
public sealed class AnswerRules : AbstractValidator<AnswerValue>
{
    public const int MaxItems = Limits.ListItems;
    public const int MaxItemLength = 2_000;
    public const int MaxNoteLength = 2_000;
    private const int MaxTextLength = 20_000;
    private const int MaxLineLength = 300;
    private const int MaxYearsAgo = 100;
    private const int MaxYearsAhead = 10;

    /// <param name="stored">The answer so far: what it holds stays allowed though it is offered no longer.</param>
    public AnswerRules(Step step, AnswerValue? stored, DateOnly today) =>
        RuleFor(value => value).SetInheritanceValidator(v =>
        {
            v.Add(new TextRules(step.Question));
            v.Add(new FieldsRules());
            v.Add(new ListRules());
            v.Add(new ChoiceRules(step.Question, stored as ChoiceValue));
            v.Add(new ChecklistRules(step, stored as ChecklistValue));
            v.Add(new SortRules(step.Question));
            v.Add(new ScaleRules());
            v.Add(new DateRules(today));
        });

    /// <summary>What is to be said about the answer; nothing when all is well.</summary>
    public IReadOnlyList<string> Messages(AnswerValue? value) =>
        value is null ? [] : [.. Validate(value).Errors.Select(e => e.ErrorMessage).Distinct()];

    private static string TooLong(int most, int has) => $"This is longer than can be kept here: {has:N0} characters, and {most:N0} is the most. Please shorten it or split it.";

    private static string AtMost(int most) => most switch
    {
        1 => "Choose one at most.",
        2 => "Choose two at most.",
        3 => "Choose three at most.",
        _ => $"Choose {most} at most.",
    };

    private sealed class TextRules : AbstractValidator<TextValue>
    {
        public TextRules(Question question)
        {
            var most = question.Max > 0 ? question.Max : question.Type == QuestionType.Line ? MaxLineLength : MaxTextLength;
            RuleFor(v => v.Text).MaximumLength(most).WithMessage(v => TooLong(most, v.Text.Length));
        }
    }

    private sealed class FieldsRules : AbstractValidator<FieldsValue>
    {
        public FieldsRules() =>
            RuleForEach(v => v.Fields)
                .Must(f => f.Text.Length <= MaxTextLength)
                .WithMessage((_, f) => $"{f.Label}: {TooLong(MaxTextLength, f.Text.Length)}");
    }

    private sealed class ListRules : AbstractValidator<ListValue>
    {
        public ListRules()
        {
            RuleFor(v => v.Items.Count).LessThanOrEqualTo(MaxItems)
                .WithMessage($"A list can hold {MaxItems} lines. Please join some of them.");
            RuleForEach(v => v.Items).Must(i => i.Text.Length <= MaxItemLength)
                .WithMessage($"One line is longer than {MaxItemLength:N0} characters. Please shorten it or make two of it.");
        }
    }

    private sealed class ChoiceRules : AbstractValidator<ChoiceValue>
    {
        public ChoiceRules(Question question, ChoiceValue? stored)
        {
            RuleFor(v => v.Value)
                .Must(value => value.Length == 0 || value == stored?.Value || question.Options.Any(o => o.Value == value && !o.Retired))
                .WithMessage("That answer is no longer offered. Please choose another.");
            RuleFor(v => v.Note).MaximumLength(MaxNoteLength).WithMessage(v => TooLong(MaxNoteLength, v.Note!.Length));
        }
    }

    private sealed class ChecklistRules : AbstractValidator<ChecklistValue>
    {
        public ChecklistRules(Step step, ChecklistValue? stored)
        {
            bool Exists(string value) =>
                step.Items.Any(i => i.Id == value)
                || step.Question.Options.Any(o => o.Value == value && !o.Retired)
                || stored?.Chosen.Any(c => c.Value == value) == true;

            RuleForEach(v => v.Chosen).Must(c => Exists(c.Value)).WithMessage("One of the answers is no longer offered. Please choose again.");
            if (step.Question.AtMost is { } most)
                RuleFor(v => v.Chosen.Count).LessThanOrEqualTo(most).WithMessage(AtMost(most));
            if (step.Question.Pick is { } pick)
                RuleFor(v => v.Picked.Count).LessThanOrEqualTo(pick).WithMessage(AtMost(pick));
        }
    }

    private sealed class SortRules : AbstractValidator<SortValue>
    {
        public SortRules(Question question) =>
            RuleForEach(v => v.Items).Must(i => question.Into.Any(o => o.Value == i.Value))
                .WithMessage("One of the places is no longer offered. Please choose again.");
    }

    private sealed class ScaleRules : AbstractValidator<ScaleValue>
    {
        public ScaleRules() =>
            RuleFor(v => v).Must(v => v.Number >= v.Low && v.Number <= v.High)
                .WithMessage(v => $"Choose one of the numbers from {v.Low} to {v.High}.");
    }

    private sealed class DateRules : AbstractValidator<DateValue>
    {
        public DateRules(DateOnly today) =>
            RuleFor(v => v.Date).InclusiveBetween(today.AddYears(-MaxYearsAgo), today.AddYears(MaxYearsAhead))
                .WithMessage($"Please look at the year: it can be from {today.Year - MaxYearsAgo} to {today.Year + MaxYearsAhead}.");
    }
}
