using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BreakupGuide.BrowserTests;

/// <summary>Somebody types on while the store cannot take it: full, held by another program, or made new by an upgrade.</summary>
public sealed class StoreTroubleJourneys
{
    private const int Full = 13;

    // 8 MB in pages of 4 KB, as the program has it.
    private const int Pages = 2048;

    private static readonly string[] Counted = ["Entries", "Answers", "Threads", "Revisions"];
    private static readonly string[] Changes = ["Added", "Changed", "Removed"];

    [Fact]
    public async Task While_another_program_holds_the_database_for_ten_seconds_no_character_is_lost()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync();
        var user = await TypingUser.BeginAsync(page, seed: 11);

        await using (var other = Open(site))
        {
            await using var hold = other.BeginTransaction(deferred: false);
            // Twelve keys a second.
            await user.TypeAsync(120);
        }

        await TypingUser.AssertSavedAsync(page, user.Typed);
    }

    [Fact]
    public async Task A_full_disk_is_said_pages_can_be_read_and_the_words_arrive_once_there_is_room()
    {
        await using var site = await RunningSite.StartAsync(("BreakupGuide__Database__MostMegabytes", "8"));
        var page = await site.NewPageAsync();
        await TypingUser.BeginAsync(page, seed: 11);
        await FillAsync(site);

        // Longer by more than the page that the entry has already: a few words more would fit into it.
        var words = string.Concat(Enumerable.Repeat("I could not sleep, and wrote. ", 400));
        await page.GetByLabel("Your words").FillAsync(words);
        await Expect(Status(page)).ToContainTextAsync("no room");
        await Expect(Status(page)).ToContainTextAsync("What you wrote is kept on this device");
        var reader = await page.Context.NewPageAsync();
        foreach (var address in new[] { "/", "/guides/reasons-signs-and-steps", "/journal" }) Assert.Equal(200, (await reader.GotoAsync(address))!.Status);
        Assert.Contains("no room is left", await HealthAsync(page), StringComparison.Ordinal);
        await reader.CloseAsync();
        await page.GetByLabel("Your words").FillAsync(words += "It is late.");

        site.Set("BreakupGuide__Database__MostMegabytes", "64");
        await site.KillAsync();
        await site.StartAgainAsync();
        await TypingUser.AssertSavedAsync(page, words);
        Assert.DoesNotContain("no room is left", await HealthAsync(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upgrade_in_the_middle_of_a_sentence_loses_no_character()
    {
        await using var site = await RunningSite.StartAsync();
        var page = await site.NewPageAsync();
        var user = await TypingUser.BeginAsync(page, seed: 11);
        await page.SlowDownAsync(500);

        await user.StartAsync();
        await user.AfterAsync(5);
        await site.KillAsync();
        await MakeOlderAsync(site);
        await user.AfterAsync(20);
        await site.StartAgainAsync();
        await user.AfterAsync(5);
        await user.StopAsync();

        Assert.NotEmpty(Directory.GetFiles(Path.Combine(site.DataDirectory, "data", "backups"), "before-upgrade-*.db"));
        await TypingUser.AssertSavedAsync(page, user.Typed);
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
            DROP INDEX IX_Entries_Practice;
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
            ALTER TABLE Spaces DROP COLUMN Withheld;
            ALTER TABLE Spaces DROP COLUMN People;
            ALTER TABLE Entries DROP COLUMN Reflection;
            ALTER TABLE Answers DROP COLUMN Given;
            ALTER TABLE Answers DROP COLUMN Question;
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_Index' OR MigrationId LIKE '%_Withheld' OR MigrationId LIKE '%_Practices'
                OR MigrationId LIKE '%_People';
            """;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Fills the database to its limit, as other people's words would.</summary>
    private static async Task FillAsync(RunningSite site)
    {
        // Most of it at once: 600 KB are left for words.
        Take(site, Pages - 150);
        var other = await site.NewPageAsync(javaScript: false);
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
        // The last pages are too few for a new entry but enough for a longer one.
        Take(site, Pages);
    }

    /// <summary>Takes pages until the database has so many. The limit belongs to a connection.</summary>
    private static void Take(RunningSite site, int pages)
    {
        using var database = Open(site);
        using var command = database.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages}; CREATE TABLE IF NOT EXISTS Taken (Bytes BLOB)";
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
