using BreakupGuide.Entries;
using static BreakupGuide.Tests.Features.Transfer.ReadFile;

namespace BreakupGuide.Tests.Features.Transfer;

/// <summary>Files of other programs, made here after what those programs say of them, with the odd cases.</summary>
public class ForeignFileTests
{
    private const string DayOne =
        """
        {
          "metadata": { "version": "1.0" },
          "entries": [
            {
              "uuid": "0F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "2026-05-29T22:30:00Z", "modifiedDate": "2026-05-30T06:00:00Z",
              "timeZone": "Europe/Berlin", "text": "He left\\. 1\\. tired\\-out\u200b\n\n![](dayone-moment://ABCD)\n\n![](dayone-moment:/audio/EF)",
              "tags": ["sleep", "a, comma"], "starred": true, "photos": [{ "identifier": "ABCD", "md5": "d41d8c", "type": "jpeg" }],
              "audios": [{ "identifier": "EF" }], "location": { "placeName": "Mill" }, "weather": { "conditionsDescription": "Rain" },
              "richText": "{\"contents\":[{\"text\":\"other\"}]}"
            },
            { "uuid": "1F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "2026-05-28T10:00:00Z", "timeZone": "Mars/Olympus", "text": "Odd zone" },
            { "uuid": "2F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "0001-01-01T00:00:00Z", "text": "Before all days" },
            { "uuid": "3F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "2199-01-01T00:00:00Z", "text": "After them" },
            { "uuid": "4F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": null, "text": "No day", "tags": null },
            { "uuid": "5F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "2026-05-27T10:00:00Z", "text": "", "photos": [{ "identifier": "GH" }] },
            { "uuid": "6F8C2B9E4D7A4E01B6C35A9D2E7F1043", "creationDate": "2026-05-26T10:00:00Z",
              "richText": "{\"contents\":[{\"text\":\"rich\"},{\"text\":\" words\"}]}" },
            { "uuid": 7, "creationDate": 8, "text": ["no"], "tags": "x" }
          ]
        }
        """;

    [Fact]
    public async Task Day_One_keeps_words_day_zone_and_tags_and_names_what_stays_outside()
    {
        var read = await ReadAsync(("Journal.json", DayOne), ("photos/d41d8c.jpeg", "x"));

        Assert.Equal("a Day One export", read.Format);
        Assert.Equal(["2026-05-30", "2026-05-28", "2026-05-26"], read.Entries.Select(e => $"{e.Date:yyyy-MM-dd}"));
        var entry = read.Entries[0];
        Assert.Equal(new Guid("0F8C2B9E4D7A4E01B6C35A9D2E7F1043"), entry.Id);
        Assert.Equal("He left. 1. tired-out\n\n(photo)\n\n(audio)", Text(entry, JournalFields.Words));
        Assert.Equal("sleep, a  comma", Text(entry, "tags"));
        Assert.Equal(("Europe/Berlin", new DateTime(2026, 5, 29, 22, 30, 0, DateTimeKind.Utc)), (entry.Head!.Zone, entry.Head.BegunAt));
        Assert.Equal(new DateTime(2026, 5, 30, 6, 0, 0, DateTimeKind.Utc), entry.Changed);
        Assert.Equal("Europe/Berlin", read.Entries[1].Head!.Zone);
        Assert.Equal("rich words", Text(read.Entries[2], JournalFields.Words));
        Assert.Equal(["2026-05-29 · d41d8c.jpeg", "2026-05-27 · GH"], read.Left.Single(l => l.Kind == "Photos").Names);
        Assert.Equal(["Mill"], read.Left.Single(l => l.Kind == "Places").Names);
        Assert.Equal(
            (1, 1, 1, 1, 4, 1),
            (read.CountLeft("Audio"), read.CountLeft("Weather"), read.CountLeft("Stars and pins"), read.CountLeft("Time zones that are not known here"),
                read.CountLeft("Entries without a day that can be"), read.CountLeft("Entries with nothing in them")));
    }

    [Fact]
    public async Task Several_journals_of_Day_One_become_tags()
    {
        const string Entry = """{"entries":[{"uuid":"$","creationDate":"2026-05-28T10:00:00Z","text":"words"}]}""";
        var read = await ReadAsync(("Work.json", Entry.Replace('$', 'a')), ("Home.json", Entry.Replace('$', 'b')));

        Assert.Equal(["Work", "Home"], read.Entries.Select(e => Text(e, "tags")));
        Assert.NotEqual(read.Entries[0].Id, read.Entries[1].Id);
    }

    [Fact]
    public async Task Jrnl_is_in_local_time_and_has_titles()
    {
        var read = await ReadAsync(
            """
            {"tags": {"@sleep": 1}, "entries": [
              {"title": "A Tuesday", "body": "He left.\r\nI slept.", "date": "2026-05-29", "time": "23:30", "tags": ["@sleep"], "starred": false},
              {"title": "In the gap", "body": "", "date": "2026-03-29", "time": "02:30", "tags": [], "starred": true}]}
            """);

        Assert.Equal("a jrnl export", read.Format);
        var entry = read.Entries[0];
        Assert.Equal(("A Tuesday", "He left.\nI slept.", "sleep"), (Text(entry, "title"), Text(entry, JournalFields.Words), Text(entry, "tags")));
        Assert.Equal((new DateOnly(2026, 5, 29), new DateTime(2026, 5, 29, 21, 30, 0)), (read.Entries[0].Date, read.Entries[0].Head!.BegunAt));
        // The clock was put forward over this time.
        Assert.Equal(new DateTime(2026, 3, 29, 1, 30, 0), read.Entries[1].Head!.BegunAt);
        Assert.Equal(1, read.CountLeft("Stars"));
    }

    [Fact]
    public async Task Daily_txt_keeps_tags_and_earlier_versions()
    {
        var read = await ReadAsync(
            ("tags.json", """{"tags":[{"id":3,"name":"sleep","color":"#fff","icon":"x"}],"next_id":4}"""),
            ("templates.json", """{"templates":[]}"""),
            ("2026/05.json",
                """
                {"days":[{"day":29,"text":"He left.","date_written":"30.5.2026, 08:00","tags":[3,99],"files":[{"filename":"a.png","size":3}],
                "history":[{"version":2,"text":"second","date_written":"x"},{"version":1,"text":"first","date_written":"x"}]},
                {"day":31,"tags":[]},{"day":99,"text":"no such day"}]}
                """),
            ("files/a.png", "x"));

        Assert.Equal("a DailyTxT export", read.Format);
        var entry = Assert.Single(read.Entries);
        Assert.Equal((new DateOnly(2026, 5, 29), "He left.", "sleep"), (entry.Date, Text(entry, JournalFields.Words), Text(entry, "tags")));
        Assert.Equal([("first", 1), ("second", 2)], entry.Revisions.Select(r => (r.Record.Words, r.Number)));
        Assert.Equal((1, 1), (read.CountLeft("Files"), read.CountLeft("Templates")));
        Assert.Equal((1, 1), (read.CountLeft("Entries with nothing in them"), read.CountLeft("Entries without a day that can be")));
    }

    [Fact]
    public async Task Journiv_keeps_prompt_mood_and_note()
    {
        var read = await ReadAsync(
            ("journiv.json",
                """
                {"export_version":"1.0","user_email":"x","journals":[{"title":"Mine","entries":[
                {"title":"T","content":"Words","entry_date":"2026-05-29","entry_datetime_utc":"2026-05-29T02:00:00Z","entry_timezone":"America/New_York",
                "tags":["sleep"],"prompt_text":"What helped?","mood_log":{"mood_name":"meh","note":"tired"},"media":[{"filename":"p.jpg","media_type":"image"}],
                "location_json":{"name":"x"},"weather_summary":"rain","created_at":"2026-05-29T02:00:00Z","updated_at":"2026-05-29T03:00:00Z"},
                {"content":null,"content_delta":{"ops":[{"insert":"typed\n"}]},"entry_date":"2026-05-30","entry_datetime_utc":"2026-05-30T02:00:00Z",
                "created_at":"2026-05-30T02:00:00Z","mood_log":{"mood_name":"hopeful"}}]},{"title":"Empty","entries":[]}]}
                """));

        Assert.Equal("a Journiv export", read.Format);
        var entry = read.Entries[0];
        Assert.Equal(("## What helped?\n\nWords\n\ntired", "so-so", "T"), (Text(entry, JournalFields.Words), Text(entry, "mood"), Text(entry, "title")));
        // The day is the one where the person was, whatever the zone would say.
        Assert.Equal((new DateOnly(2026, 5, 29), "America/New_York"), (read.Entries[0].Date, read.Entries[0].Head!.Zone));
        Assert.Equal(("Mood: hopeful\n\ntyped", ""), (Text(read.Entries[1], JournalFields.Words), Text(read.Entries[1], "mood")));
        Assert.Equal((1, 1, 1), (read.CountLeft("Photos"), read.CountLeft("Places"), read.CountLeft("Weather")));
    }

    [Theory]
    [InlineData("full_date,date,weekday,time,mood,activities,note_title,note\n", "")]
    [InlineData("\uFEFFfull_date,date,weekday,time,mood,activities,scales,note_title,note\n", ",")]
    public async Task Daylio_keeps_mood_activities_and_note(string header, string scales)
    {
        var read = await ReadAsync(
            header
            + $"2026-05-29,May 29,Friday,9:05\u202FPM,awful,\"sleep | long walk\"{scales},\"A, title\",\"one<br>two \"\"quoted\"\"\"\n"
            + $"2026-05-28,May 28,Thursday,07:10,so tired,\"\"{scales},\"\",\"\"\n");

        Assert.Equal("a Daylio export", read.Format);
        var entry = read.Entries[0];
        Assert.Equal(
            ("very-low", "sleep, long walk", "A, title", "one\ntwo \"quoted\""),
            (Text(entry, "mood"), Text(entry, "tags"), Text(entry, "title"), Text(entry, JournalFields.Words)));
        Assert.Equal(new DateTime(2026, 5, 29, 19, 5, 0), entry.Head!.BegunAt);
        Assert.Equal("Mood: so tired", Text(read.Entries[1], JournalFields.Words));
    }

    [Fact]
    public async Task A_folder_of_text_tells_its_days_in_three_ways()
    {
        var read = await ReadAsync(
            (
                "Notes/One.md",
                "---\r\ntitle: \"T: x\"\r\nupdated: 2026-05-30 16:40:00Z\r\ncreated: 2026-05-29 22:40:00Z\r\nlatitude: 1\r\n"
                + "tags:\r\n  - sleep\r\n  - walk\r\nmood: low\r\nnested:\r\n  a: [b, [c]]\r\n---\r\n\r\nWords\r\n"),
            ("Daily/2026-05-28.md", "---\nnot: [closed\n---\nstays"), ("2026/05/27.txt", "text"), ("loose.md", "no day"), ("2026-05-26.md", "bad\0"),
            (".obsidian/app.json", "{}"), ("__MACOSX/x.md", "x"), ("img/a.PNG", "x"), ("b.zip", "x"));

        Assert.Equal("a folder of text files", read.Format);
        Assert.Equal(["2026-05-30", "2026-05-28", "2026-05-27"], read.Entries.Select(e => $"{e.Date:yyyy-MM-dd}"));
        Assert.Equal(
            ("T: x", "Words", "sleep, walk", "low"),
            (Text(read.Entries[0], "title"), Text(read.Entries[0], JournalFields.Words), Text(read.Entries[0], "tags"), Text(read.Entries[0], "mood")));
        Assert.StartsWith("---\nnot: [closed", Text(read.Entries[1], JournalFields.Words), StringComparison.Ordinal);
        Assert.Equal(["loose.md"], read.Left.Single(l => l.Kind == "Files that tell no day").Names);
        Assert.Equal(
            (1, 1, 1), (read.CountLeft("Files whose letters cannot be read"), read.CountLeft("Photos"), read.CountLeft("Other files")));
    }

    [Fact]
    public async Task A_text_file_is_divided_by_its_days()
    {
        var read = await ReadAsync(
            "before\n\n[2026-05-29 09:05 PM] A title with @sleep. *\nHe said 2026-05-01 and [2026] once.\n\n"
            + "[2026-05-30 07:00] Next\r\nmore\r\n\n## 2026-05-31\nlast");

        Assert.Equal("a text file with days in it", read.Format);
        Assert.Equal(
            [("A title with @sleep.", "He said 2026-05-01 and [2026] once.", "sleep"), ("Next", "more", ""), ("", "last", "")],
            read.Entries.Select(e => (Text(e, "title"), Text(e, JournalFields.Words), Text(e, "tags"))));
        Assert.Equal(new DateTime(2026, 5, 29, 19, 5, 0), read.Entries[0].Head!.BegunAt);
        Assert.Equal(["before"], read.Left.Single().Names);
    }

    [Fact]
    public async Task A_single_text_has_its_day_in_its_name()
    {
        var entry = Assert.Single((await ReadAsync("words\nmore\n", "2026-05-29.md")).Entries);
        Assert.Equal((new DateOnly(2026, 5, 29), "words\nmore"), (entry.Date, Text(entry, JournalFields.Words)));
    }

    [Fact]
    public async Task What_is_too_long_for_a_field_goes_into_the_words_and_what_is_too_long_for_an_entry_into_a_second()
    {
        var (title, tag) = (new string('t', Limits.TitleCharacters + 1), new string('g', Limits.TagCharacters + 1));
        var paragraph = new string('w', 60_000) + "\n\n";
        var read = await ReadAsync(
            $"---\ntitle: {title}\ntags: [{tag}, short]\nmood: 7\n---\n{paragraph}{paragraph}{paragraph}{paragraph}end", "2026-05-29.md");

        Assert.Equal(2, read.Entries.Count);
        Assert.StartsWith($"{title}\n\nMood: 7\n\nTags: {tag}\n\nwww", Text(read.Entries[0], JournalFields.Words), StringComparison.Ordinal);
        Assert.Equal("short", Text(read.Entries[0], "tags"));
        Assert.EndsWith("end", Text(read.Entries[1], JournalFields.Words), StringComparison.Ordinal);
        Assert.All(read.Entries, e => Assert.InRange(Text(e, JournalFields.Words).Length, 1, Limits.TextCharacters));
        Assert.Equal(2, read.Entries.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_same_file_gives_the_same_ids_in_the_same_space()
    {
        const string Text = "[2026-05-29 09:05] A title\nwords\n[2026-05-29 09:05] A title\nother words\n";
        var (one, other) = (await ReadAsync(Text), await ReadAsync(Text));

        Assert.Equal(one.Entries.Select(e => e.Id), other.Entries.Select(e => e.Id));
        Assert.NotEqual(one.Entries[0].Id, one.Entries[1].Id);
    }
}
