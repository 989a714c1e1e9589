namespace BreakupGuide.UI;

/// <summary>
/// A page to read, the same for everybody who has no space here: it is made once and kept ready. It has no form with a token and no island, so it
/// needs neither cookies nor the circuits' script. What it shows may depend on the pronoun, the look, and what is named here.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public class KeptPageAttribute : Attribute
{
    /// <summary>Whether it shows which guides this browser has opened: then it is kept only for those that have opened none.</summary>
    public bool TellsOpenedGuides { get; init; }

    /// <summary>Whether <c>app.css</c> alone gives it its look, so that it loads no other: no component on it has a <c>.razor.css</c>.</summary>
    public bool HasSharedLook { get; init; }

    /// <summary>Which form of the page this request asks for, beside pronoun and look: one of few, whatever the request says.</summary>
    public virtual string FormFor(HttpRequest request) => "";
}
