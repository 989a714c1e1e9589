namespace BreakupGuide.Content.Loading;

/// <summary>Reads the files that are plain lists: references, help lines, situations and things to do.</summary>
internal sealed class ListReaders(LoadedContent content)
{
    public void References(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            content.References.Add(content.Origins.Note(
                new Reference(
                    map.Text("id"),
                    map.Text("authors"),
                    map.Number("year"),
                    map.OptionalText("journal"),
                    map.Text("finding"),
                    map.OptionalText("sample"),
                    map.OptionalText("design"),
                    map.Text("read"),
                    map.Date("checked")),
                map));
            map.End();
        }
    }

    public void Helplines(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            map.Require("lines");
            var country = new HelplineCountry(map.Text("country"), map.OptionalText("code"), [.. map.Maps("lines").Select(Line)]);
            map.End();
            content.Helplines.Add(content.Origins.Note(country, map));
        }
    }

    public void Situations(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            content.Situations.Add(content.Origins.Note(
                new Situation(map.Text("id"), map.Phrase("label"), map.Text("guide"), map.Text("reflection")), map));
            map.End();
        }
    }

    public void Pastimes(ContentFile file)
    {
        foreach (var map in file.Maps())
        {
            content.Pastimes.Add(content.Origins.Note(new Pastime(map.Text("id"), map.Phrase("do")), map));
            map.End();
        }
    }

    private Helpline Line(YamlMap map)
    {
        var line = new Helpline(
            TypographicQuotes.In(map.Text("name")),
            TypographicQuotes.In(map.Text("for")),
            map.OptionalText("call"),
            map.OptionalText("text"),
            map.OptionalText("web"),
            map.OptionalText("note"),
            map.Text("read"),
            map.Text("source"),
            map.Date("checked"));
        map.End();
        return content.Origins.Note(line, map);
    }
}
