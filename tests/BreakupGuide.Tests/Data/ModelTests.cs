using BreakupGuide.Data;
using BreakupGuide.Data.Moving;
using BreakupGuide.Data.Postgres;
using BreakupGuide.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Tests.Data;

/// <summary>Two databases, one model: whoever changes it adds a migration to each.</summary>
public sealed class ModelTests
{
    [Fact]
    public void Neither_database_has_changes_without_a_migration()
    {
        using var sqlite = new SqliteContext(new DbContextOptionsBuilder<AppDbContext>().UseSqlite().Options);
        using var postgres = new PostgresContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql().Options);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context SqliteContext -o Data/Sqlite/Migrations");
        Assert.False(postgres.Database.HasPendingModelChanges(), "dotnet ef migrations add NAME --context PostgresContext -o Data/Postgres/Migrations");
    }

    [Fact]
    public void Both_have_the_same_tables_columns_and_indexes()
    {
        using var sqlite = new SqliteContext(new DbContextOptionsBuilder<AppDbContext>().UseSqlite().Options);
        using var postgres = new PostgresContext(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql().Options);

        Assert.Equal(Shape(sqlite), Shape(postgres));
    }

    [Fact]
    public void A_move_takes_every_table_along()
    {
        using var sqlite = new SqliteContext(new DbContextOptionsBuilder<AppDbContext>().UseSqlite().Options);

        string[] forAnHour = [nameof(TriesRow), nameof(SentFileRow), nameof(SentPartRow)];
        var tables = sqlite.Model.GetEntityTypes().Select(e => e.ClrType.Name).Except(forAnHour);
        Assert.Equal(tables.Order(), DatabaseMove.Moved.Select(t => t.Name).Order());
    }

    private static IEnumerable<string> Shape(AppDbContext database) =>
        from entity in database.Model.GetEntityTypes()
        from part in entity.GetProperties().Select(p => p.GetColumnName()).Concat(entity.GetIndexes().Select(i => i.GetDatabaseName()!))
        orderby entity.Name, part
        select $"{entity.GetTableName()} {part}";
}
