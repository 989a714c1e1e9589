using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody types on while the store cannot take it: full, held by another program, or made new by an upgrade.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StoreTroubleJourneys(Chromium chromium)
{
    private const int Full = 13;

    private static readonly string[] Counted = ["Entries", "Answers", "Threads", "Revisions"];
    private static readonly string[] Changes = ["Added", "Changed", "Removed"];

    [Fact]
    public async Task While_another_program_holds_the_database_for_ten_seconds_no_character_is_lost()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 11);

        await using (var other = Open(site))
        {
            await using var hold = other.BeginTransaction(deferred: false);
            // Twelve keys a second.
            await typist.TypeAsync(120);
        }

        await Typist.AssertSavedAsync(page, typist.Typed);
    }

    [Fact]
    public async Task A_full_disk_is_said_pages_can_be_read_and_the_words_arrive_once_there_is_room()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__Database__MostMegabytes", "8"));
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 11);
        await FillAsync(site);

        await typist.TypeAsync(30);
        await Expect(Status(page)).ToContainTextAsync("no room");
        await Expect(Status(page)).ToContainTextAsync("What you wrote is kept on this device");
        var reader = await page.Context.NewPageAsync();
        foreach (var address in new[] { "/", "/guides/reasons-signs-and-steps", "/journal" }) Assert.Equal(200, (await reader.GotoAsync(address))!.Status);
        Assert.Contains("no room is left", await HealthAsync(page), StringComparison.Ordinal);
        await reader.CloseAsync();
        await typist.TypeAsync(10);

        site.Set("BreakupGuide__Database__MostMegabytes", "64");
        await site.KillAsync();
        await site.StartAgainAsync();
        await Typist.AssertSavedAsync(page, typist.Typed);
        Assert.DoesNotContain("no room is left", await HealthAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_in_the_middle_of_a_sentence_loses_no_character()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await chromium.PersonAsync(site);
        var typist = await Typist.BeginAsync(page, seed: 11);
        await page.SlowDownAsync(500);

        await typist.StartAsync();
        await typist.AfterAsync(5);
        await site.KillAsync();
        await MakeOlderAsync(site);
        await typist.AfterAsync(20);
        await site.StartAgainAsync();
        await typist.AfterAsync(5);
        await typist.StopAsync();

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(site.DataDirectory, "data", "backups"), "before-upgrade-*.db"));
        await Typist.AssertSavedAsync(page, typist.Typed);
    }

    /// <summary>The database as the version before wrote it: without what the last migration added.</summary>
    private static async Task MakeOlderAsync(RunningSite site)
    {
        await using var database = Open(site);
        await using var command = database.CreateCommand();
        var triggers = string.Concat(
            from table in Counted
            from change in Changes
            select $"DROP TRIGGER {table}{change};\n");
        command.CommandText = triggers + """
            DROP INDEX IX_Threads_SpaceId_EntryId;
            DROP INDEX IX_Threads_SpaceId_Kind_Born;
            DROP INDEX IX_Entries_InBin;
            DROP INDEX IX_Entries_Kept;
            DROP INDEX IX_Entries_SpaceId_Reflection_Created;
            DROP INDEX IX_Answers_SpaceId_Question_Given;
            CREATE INDEX IX_Threads_SpaceId ON Threads (SpaceId);
            CREATE INDEX IX_Entries_SpaceId_Date ON Entries (SpaceId, Date);
            ALTER TABLE Threads DROP COLUMN Born;
            ALTER TABLE Threads DROP COLUMN EntryId;
            ALTER TABLE Threads DROP COLUMN Kind;
            ALTER TABLE Spaces DROP COLUMN BinCount;
            ALTER TABLE Spaces DROP COLUMN Bytes;
            ALTER TABLE Spaces DROP COLUMN EntryCount;
            ALTER TABLE Spaces DROP COLUMN IsIndexed;
            ALTER TABLE Entries DROP COLUMN Reflection;
            ALTER TABLE Answers DROP COLUMN Given;
            ALTER TABLE Answers DROP COLUMN Question;
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_Index';
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Fills the database to its limit, as other people's words would.</summary>
    private async Task FillAsync(RunningSite site)
    {
        var other = await chromium.PersonAsync(site, javaScript: false);
        var words = string.Concat(Enumerable.Repeat("more ", 30_000));
        for (var entry = 0; entry < 100; entry++)
        {
            await other.GotoAsync("/journal/new");
            await other.GetByLabel("Your words").FillAsync(words);
            await other.ThroughAsync(() => other.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
            if (await other.Locator(".notice-error").CountAsync() > 0) break;
        }

        // It says so, and the words are still in the form; smaller ones fill what is left.
        await Expect(other.Locator(".notice-error")).ToContainTextAsync("no room");
        await Expect(other.GetByLabel("Your words")).ToHaveValueAsync(words);
        for (var length = words.Length / 2; length > 10;)
        {
            await other.GetByLabel("Your words").FillAsync(words[..length]);
            await other.ThroughAsync(() => other.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync());
            if (await other.Locator(".notice-error").CountAsync() > 0) length /= 2;
            else await other.GotoAsync("/journal/new");
        }

        await other.Context.CloseAsync();
        TakeWhatIsLeft(site);
    }

    /// <summary>Takes the last pages, which are too few for a new entry but enough for a longer one.</summary>
    private static void TakeWhatIsLeft(RunningSite site)
    {
        using var database = Open(site);
        using var command = database.CreateCommand();
        // The limit belongs to a connection: 8 MB in pages of 4 KB, as the program has it.
        command.CommandText = "PRAGMA max_page_count = 2048; CREATE TABLE Taken (Bytes BLOB)";
        var isFull = false;
        while (!isFull)
        {
            try
            {
                command.ExecuteNonQuery();
                command.CommandText = "INSERT INTO Taken VALUES (ZEROBLOB(4000))";
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == Full)
            {
                isFull = true;
            }
        }
    }

    private static SqliteConnection Open(RunningSite site)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(site.DataDirectory, "data", "breakupguide.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<string> HealthAsync(IPage page) => await (await page.Context.APIRequest.GetAsync("/healthz")).TextAsync();

    private static ILocator Status(IPage page) => page.Locator("[data-draft-status]");
}
