using BreakupGuide.Content;
using BreakupGuide.Entries;
using FluentValidation;

namespace BreakupGuide.Features.Journal.Fields;

/// <summary>A field of a journal entry with all that belongs to it: how it is read from a form, its rules, its control and how it is shown.</summary>
public abstract class EditableField : JournalField
{
    /// <summary>Said beside the control.</summary>
    public virtual string? Hint => null;

    /// <summary>The <c>autocapitalize</c> of a line.</summary>
    public virtual string? Autocapitalize => null;

    /// <summary>The person's own words: they are searched, and given back where a form is refused.</summary>
    public virtual bool IsText => true;

    /// <summary>Whether it stands on the entry's line in the journal.</summary>
    public virtual bool IsOnLine => Choices.Count > 0;

    /// <summary>What stands in the form before anybody writes, and makes no entry by itself; null for a field that is empty then.</summary>
    public virtual string? Initial => null;

    /// <summary>Whether an entry can begin with it; not what is filled in before anybody writes.</summary>
    public virtual bool MakesEntry => Initial is null;

    /// <summary>
    /// Whether what is chosen in it holds as soon as there are words, whichever field they are in: somebody may leave without pressing anything.
    /// </summary>
    public virtual bool BeginsWithWords => false;

    /// <summary>What is asked instead of naming the field, where it is a question about the ex-partner.</summary>
    public virtual Phrase? Question => null;

    /// <summary>What holds of the text as it was typed; an empty one holds.</summary>
    public abstract IValidator<string> Rules { get; }

    /// <summary>A <see cref="FieldControl"/>.</summary>
    public virtual Type Control => typeof(SingleLineControl);

    /// <summary>A <see cref="FieldView"/> for what stands in an entry's body; null where label and text on one line do.</summary>
    public virtual Type? View => null;

    /// <summary>A <see cref="FieldView"/> for what stands on one line with others; null where its text does.</summary>
    public virtual Type? Glance => null;

    /// <summary>What was typed, as the form shows it again.</summary>
    public virtual string Read(string posted) => posted;

    public virtual string ToStored(string typed) => typed;

    /// <param name="zone">The writer's time zone, where it is known.</param>
    public virtual string ToStored(string typed, string? zone) => ToStored(typed);

    public virtual string StoredIn(Entry entry) => entry.Text(Name);

    /// <summary>The stored text as people read it.</summary>
    public virtual string Shown(string stored) => stored;

    /// <param name="zone">The entry's, where times are shown by the clock of the person who wrote it.</param>
    public virtual string Shown(string stored, string zone) => Shown(stored);

    /// <summary>Several lines as they are stored: browsers post a line end as two characters.</summary>
    protected static string Lines(string posted) => posted.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
