namespace BreakupGuide.Content.Loading;

/// <summary>Reads the plain rules for looking at a message.</summary>
internal sealed class MessageRuleReader(LoadedContent content)
{
    private static readonly Dictionary<string, MessageKind> Kinds = new(StringComparer.Ordinal)
    {
        ["message"] = MessageKind.Message,
        ["apology"] = MessageKind.Apology,
    };

    private readonly TargetReader targets = new(content);

    public void Read(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            map.Require("for");
            var kind = map.Word("for", Kinds.Keys) is { } word ? Kinds[word] : default;
            content.MessageRules.Add(content.Origins.Note(
                new MessageRule(map.Text("id"), kind, map.OptionalPhrase("says"))
                {
                    Any = map.Texts("any"),
                    With = map.Texts("with"),
                    Without = map.Texts("without"),
                    Only = map.Flag("only"),
                    MoreQuestionsThan = map.OptionalNumber("more-questions-than"),
                    NoneOf = map.OptionalText("none-of"),
                    Part = map.OptionalPhrase("part"),
                    Missing = map.OptionalPhrase("missing"),
                    Links = targets.Any(map, "links"),
                },
                map));
            map.End();
        }
    }
}
