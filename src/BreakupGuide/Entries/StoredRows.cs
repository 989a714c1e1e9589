using System.Data.Common;
using BreakupGuide.Data;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Entries;

/// <summary>
/// Reads the columns of many rows as they are stored, one row after the other. EF Core writes the statement and would make an object of each row,
/// which costs more than the reading.
/// </summary>
internal sealed class StoredRows : IAsyncDisposable
{
    private readonly AppDbContext database;
    private readonly DbCommand command;
    private readonly DbDataReader reader;

    private StoredRows(AppDbContext database, DbCommand command, DbDataReader reader) =>
        (this.database, this.command, this.reader) = (database, command, reader);

    /// <param name="rows">Only columns, in the order in which they are asked for.</param>
    public static async Task<StoredRows> ReadAsync<T>(AppDbContext database, IQueryable<T> rows, CancellationToken cancel)
    {
        // Opened once, it stays open until the context is disposed.
        await database.Database.OpenConnectionAsync(cancel);
        var command = rows.CreateDbCommand();
        try
        {
            return new StoredRows(database, command, await command.ExecuteReaderAsync(cancel));
        }
        catch
        {
            await command.DisposeAsync();
            throw;
        }
    }

    public Task<bool> NextAsync(CancellationToken cancel) => reader.ReadAsync(cancel);

    public Guid Id(int column) => reader.GetGuid(column);

    public bool Has(int column) => !reader.IsDBNull(column);

    /// <returns>What lies there until the next row is read; empty where there is nothing.</returns>
    public ReadOnlySpan<byte> Bytes(int column) => Has(column) ? database.BytesOf(reader, column) : [];

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await command.DisposeAsync();
    }
}
