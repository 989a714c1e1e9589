namespace BreakupGuide.Content.Loading;

/// <summary>Reads the parts of the page “What I understand now”.</summary>
internal sealed class UnderstandingReader(LoadedContent content)
{
    private readonly TargetReader targets = new(content);

    public void Read(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            map.Require("links");
            content.Understanding.Add(content.Origins.Note(
                new UnderstandingPart(
                    map.Text("id"),
                    map.Phrase("title"),
                    map.Phrase("empty"),
                    targets.Any(map, "links"),
                    SourceReader.Read(map, "from", content.Origins),
                    [.. map.Mixed("with").Select(w => Beside(w.Text, w.Map, map)).OfType<Beside>()],
                    [.. map.Texts("answers").Select(a => Name(a, map, "answers")).OfType<QuestionName>()])
                {
                    Noted = map.OptionalText("noted") is { } noted ? Name(noted, map, "noted") : null,
                },
                map));
            map.End();
        }
    }

    private Beside? Beside(string? text, YamlMap? entry, YamlMap part)
    {
        var name = Name(text ?? entry!.Text("question"), entry ?? part, entry is null ? "with" : "question");
        var label = entry?.OptionalPhrase("label");
        entry?.End();
        return name is null ? null : content.Origins.Note(new Beside(name, label), entry ?? part);
    }

    private static QuestionName? Name(string text, YamlMap map, string key)
    {
        var name = QuestionName.Parse(text);
        if (name is null && !map.IsFaulty(key)) map.Error(key, $"“{text}” must name its reflection, as in why-he-left/how-sure");
        return name;
    }
}
