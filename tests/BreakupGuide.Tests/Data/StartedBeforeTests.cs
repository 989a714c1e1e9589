using BreakupGuide.Data;
using BreakupGuide.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BreakupGuide.Tests.Data;

/// <summary>A start goes without EF Core only where the database is exactly this program's.</summary>
public sealed class StartedBeforeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("breakupguide-started-").FullName;
    private readonly DataDirectory directory;

    private string Connection => $"Data Source={directory.Database}";

    public StartedBeforeTests()
    {
        directory = new(folder);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_database_of_this_program_needs_nothing_more()
    {
        Start();
        Change("PRAGMA journal_mode=DELETE");

        Assert.True(IsUpToDate());
        Assert.Equal("wal", Change("PRAGMA journal_mode"));
    }

    [Theory]
    [InlineData("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT max("MigrationId") FROM "__EFMigrationsHistory")""")]
    [InlineData("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = (SELECT min("MigrationId") FROM "__EFMigrationsHistory")""")]
    [InlineData("""INSERT INTO "__EFMigrationsHistory" VALUES ('29991231235959_Later', '99.0.0')""")]
    [InlineData("""DELETE FROM "__EFMigrationsHistory" """)]
    [InlineData("""DROP TABLE "__EFMigrationsHistory" """)]
    public void One_of_another_program_is_left_to_EF_Core(string change)
    {
        Start();
        Change(change);

        Assert.False(IsUpToDate());
    }

    [Fact]
    public void Where_there_is_none_none_is_made()
    {
        Assert.False(IsUpToDate());
        Assert.False(File.Exists(directory.Database));
    }

    private bool IsUpToDate() =>
        StartedBefore.IsUpToDate(directory.Database, new SqliteEngine(directory, Options.Create(new StorageOptions()), TimeProvider.System).Connect);

    private void Start()
    {
        using (var site = new Site([("BreakupGuide:DataDirectory", folder)])) site.Services.GetRequiredService<DataDirectory>();
        SqliteConnection.ClearAllPools();
    }

    private string? Change(string statement)
    {
        using var connection = new SqliteConnection($"{Connection};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar()?.ToString();
    }
}
