using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace BreakupGuide.Data.Sqlite;

/// <summary>What is stored, in a file of SQLite.</summary>
internal sealed class SqliteContext(DbContextOptions<AppDbContext> options) : AppDbContext(options)
{
    /// <remarks>A transaction asks for the right to write when it begins, and there is one writer at a time: everything is held.</remarks>
    internal override Task<IDbContextTransaction> BeginAsync(IReadOnlyCollection<Guid> spaces, CancellationToken cancel) =>
        Database.BeginTransactionAsync(cancel);

    internal override async Task HurryAsync(CancellationToken cancel)
    {
        await Database.OpenConnectionAsync(cancel);
        await Database.ExecuteSqlAsync($"PRAGMA busy_timeout=0", cancel);
        Database.SetCommandTimeout(1);
    }

    /// <remarks>
    /// Asking the system for one page of 4 KB after the other costs a search more than opening what stands in them. Only connections that read are
    /// mapped, in a pool of their own: where a disk fails under a mapped file, the program ends, and otherwise one request does.
    /// </remarks>
    internal override async Task ReadAsMemoryAsync(CancellationToken cancel)
    {
        Database.SetConnectionString($"{Database.GetConnectionString()};Mode=ReadOnly");
        await Database.OpenConnectionAsync(cancel);
        await Database.ExecuteSqlAsync($"PRAGMA mmap_size=1073741824", cancel);
    }

    /// <remarks>Where SQLite itself has them: an array for each of tens of thousands would cost more than opening what stands in it.</remarks>
    internal override ReadOnlySpan<byte> BytesOf(DbDataReader reader, int column) => raw.sqlite3_column_blob(((SqliteDataReader)reader).Handle, column);

    /// <remarks>
    /// <c>secure_delete</c> has overwritten the freed pages; the log may still hold them as they were, and the vacuum leaves no free page behind.
    /// It copies the whole database: writers wait meanwhile. Where readers keep the log from being cut, later checkpoints do it.
    /// </remarks>
    internal override async Task EraseFreedAsync(CancellationToken cancel)
    {
        await Database.ExecuteSqlAsync($"VACUUM", cancel);
        await CutLogAsync(cancel);
    }

    /// <remarks>The write-ahead log keeps what was replaced until it is written over there.</remarks>
    internal override Task CutLogAsync(CancellationToken cancel) => Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", cancel);

    /// <summary>For <c>dotnet ef migrations add NAME --context SqliteContext -o Data/Sqlite/Migrations</c>.</summary>
    internal sealed class ForMigrations : IDesignTimeDbContextFactory<SqliteContext>
    {
        public SqliteContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<AppDbContext>().UseSqlite().Options);
    }
}
