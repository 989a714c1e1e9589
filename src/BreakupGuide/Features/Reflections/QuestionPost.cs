using System.Globalization;
using BreakupGuide.Drafts;
using BreakupGuide.Entries;
using BreakupGuide.Features.Reflections.Questions;
using BreakupGuide.Spaces;

namespace BreakupGuide.Features.Reflections;

/// <summary>What a question's form sent: the control's own names and values, and which way to go.</summary>
/// <param name="Base">Version of the answer that the writer saw.</param>
public sealed record QuestionPost(IReadOnlyList<KeyValuePair<string, string>> Form, FormAction Way, string Reflection, int Base, string? Client, long Sequence)
{
    public const string WayName = "go";
    public const string ReflectionName = "reflection";
    public const string BaseName = DraftContract.BaseField;
    public const string ClientName = DraftContract.ClientField;
    public const string SequenceName = DraftContract.SequenceField;

    private static readonly HashSet<string> NotValues =
        [WayName, ReflectionName, BaseName, ClientName, SequenceName, CurrentSpace.FormField, Rows.Add, "_handler", "__RequestVerificationToken"];

    /// <summary>How many rows were shown.</summary>
    public int ShownRows => Form.Count(p => p.Key.StartsWith(AnswerForm.ItemName(""), StringComparison.Ordinal));

    public static QuestionPost Read(IFormCollection form)
    {
        string One(string name) => form.TryGetValue(name, out var values) ? values.ToString() : "";
        var way = form.ContainsKey(Rows.Add) ? FormAction.Add
            : Enum.TryParse<FormAction>(One(WayName).Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var named) ? named
            : FormAction.Continue;
        return new(
            [.. form.Where(f => !NotValues.Contains(f.Key)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))],
            way,
            One(ReflectionName),
            Number(One(BaseName)),
            DraftContract.ClientOf(form),
            Number(One(SequenceName)));
    }

    /// <summary>What to save, if anything: going on from an empty question skips it, and one that was passed over before stays as it was.</summary>
    public AnswerState? StateFor(SentAnswer sent, Answer? before)
    {
        var isEmpty = sent is { Problem: null, Value: null or { IsEmpty: true } };
        return Way switch
        {
            FormAction.Skip => AnswerState.Skipped,
            FormAction.DontKnow => AnswerState.DontKnow,
            FormAction.NotToday => AnswerState.NotToday,
            _ when !isEmpty => AnswerState.Given,
            FormAction.Continue => before is null or { State: AnswerState.Given } ? AnswerState.Skipped : null,
            _ => before?.IsGiven == true ? AnswerState.Given : null,
        };
    }

    public override string ToString() => $"[post, {Way}]";

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>The buttons of a question.</summary>
public enum FormAction
{
    Continue,
    Back,
    Skip,
    DontKnow,

    /// <summary>Offered no longer; a page from before may still send it.</summary>
    NotToday,

    /// <summary>Enough for today: saves and shows what is there so far.</summary>
    Stop,

    /// <summary>One more row.</summary>
    Add,
}

/// <summary>A form that comes back to the person, with what was typed and why.</summary>
/// <param name="Stored">What somebody saved in between, in another tab.</param>
/// <param name="Base">The version that the next attempt is based on.</param>
public sealed record ReturnedForm(SentAnswer Sent, IReadOnlyList<string> Messages, IReadOnlyList<string> Stored, int Base, int ShownRows)
{
    public override string ToString() => "[returned]";
}
