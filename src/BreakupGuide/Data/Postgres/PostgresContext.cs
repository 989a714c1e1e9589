using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BreakupGuide.Data.Postgres;

/// <summary>What is stored, in PostgreSQL.</summary>
internal sealed class PostgresContext(DbContextOptions<AppDbContext> options) : AppDbContext(options)
{
    /// <summary>What a sweep can do later waits so many seconds.</summary>
    private const int Hurried = 2;

    /// <remarks>
    /// Many write at a time. One lock for each space, held until the transaction ends, lets one after the other read totals and versions and act on them;
    /// always in the same order, so that two who want two of them do not wait for each other. Waiting ends before the page's script gives up.
    /// </remarks>
    internal override async Task<IDbContextTransaction> BeginAsync(IReadOnlyCollection<Guid> spaces, CancellationToken cancel)
    {
        var transaction = await Database.BeginTransactionAsync(cancel);
        try
        {
            var keys = spaces.Select(LockOf).Order().ToArray();
            await Database.ExecuteSqlAsync(
                $"""
                SET LOCAL lock_timeout = '15s';
                SELECT pg_advisory_xact_lock(key) FROM (SELECT key FROM unnest({keys}) AS key ORDER BY key) AS sorted
                """,
                cancel);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    internal override Task HurryAsync(CancellationToken cancel)
    {
        Database.SetCommandTimeout(Hurried);
        return Task.CompletedTask;
    }

    internal override Task ReadAsMemoryAsync(CancellationToken cancel) => Task.CompletedTask;

    internal override ReadOnlySpan<byte> BytesOf(DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    /// <remarks>Nothing to do: dead rows and the log of changes keep bytes until PostgreSQL writes over them. What erases is that the keys are gone.</remarks>
    internal override Task EraseFreedAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc cref="EraseFreedAsync"/>
    internal override Task CutLogAsync(CancellationToken cancel) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<MicrosecondConverter>();
    }

    /// <summary>Half of a space's id folded onto the other: two spaces with one lock only wait for each other.</summary>
    private static long LockOf(Guid space)
    {
        Span<byte> bytes = stackalloc byte[16];
        space.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes) ^ BinaryPrimitives.ReadInt64BigEndian(bytes[8..]);
    }

    /// <summary>PostgreSQL keeps times by the microsecond. They are cut here, so that what is compared in a query is what was stored.</summary>
    private sealed class MicrosecondConverter() : ValueConverter<DateTime, DateTime>(
        time => new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));

    /// <summary>For <c>dotnet ef migrations add NAME --context PostgresContext -o Data/Postgres/Migrations</c>.</summary>
    internal sealed class ForMigrations : IDesignTimeDbContextFactory<PostgresContext>
    {
        public PostgresContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<AppDbContext>().UseNpgsql().Options);
    }
}
