using System.Data.Common;
using System.Linq.Expressions;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BreakupGuide.Data;

/// <summary>What is stored, on one page. Everything a person wrote is a <see cref="SealedText"/>.</summary>
/// <remarks>The model is the same whatever database it is; each has a context of its own, with its migrations and with what is done otherwise there.</remarks>
public abstract class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    /// <summary>Held like a space by whoever gives one its name: no two get the same.</summary>
    internal static readonly Guid Names = Guid.Empty;

    public DbSet<SpaceRow> Spaces => Set<SpaceRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<ThreadRow> Threads => Set<ThreadRow>();

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    public DbSet<ArrivalRow> Arrivals => Set<ArrivalRow>();

    public DbSet<SentFileRow> SentFiles => Set<SentFileRow>();

    public DbSet<SentPartRow> SentParts => Set<SentPartRow>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<TriesRow> Tries => Set<TriesRow>();

    /// <summary>
    /// Begins a transaction in which nobody else changes these spaces: what it reads of them holds until it ends. Whoever comes second waits as long
    /// as words are worth.
    /// </summary>
    internal abstract Task<IDbContextTransaction> BeginAsync(IReadOnlyCollection<Guid> spaces, CancellationToken cancel);

    /// <summary>
    /// For what a sweep can do later as well: it waits a moment for somebody else's write, not as long as words are worth. Holds until the context is disposed.
    /// </summary>
    internal abstract Task HurryAsync(CancellationToken cancel);

    /// <summary>For whoever reads through much of a space: where a file can be read as memory, it is. Holds until the context is disposed.</summary>
    internal abstract Task ReadAsMemoryAsync(CancellationToken cancel);

    /// <summary>A column's bytes as they lie there, until the reader goes on to the next row.</summary>
    internal abstract ReadOnlySpan<byte> BytesOf(DbDataReader reader, int column);

    /// <summary>Takes what was deleted out of the database's files, too, where that can be done.</summary>
    internal abstract Task EraseFreedAsync(CancellationToken cancel);

    /// <summary>Takes what was replaced out of the log of changes, where that can be done.</summary>
    internal abstract Task CutLogAsync(CancellationToken cancel);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedTextConverter>();
        // Times come back without a kind, and PostgreSQL takes none without one; all of ours are UTC.
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SpaceRow>(space =>
        {
            space.HasIndex(s => s.Name).IsUnique();
            space.Property(s => s.Name).HasMaxLength(120);
            Owns<SessionRow>(space, s => s.SpaceId);
            Owns<EntryRow>(space, e => e.SpaceId);
            Owns<AnswerRow>(space, a => a.SpaceId);
            Owns<ThreadRow>(space, t => t.SpaceId);
            Owns<RevisionRow>(space, r => r.SpaceId);
            Owns<ArrivalRow>(space, a => a.SpaceId);
            Owns<SentFileRow>(space, f => f.SpaceId);
            Owns<SentPartRow>(space, p => p.SpaceId);
        });
        modelBuilder.Entity<EntryRow>(entry =>
        {
            // Pages make the ids. A visitor whose first acknowledgement was lost sends the same page's words again, to a second space.
            entry.HasKey(e => new { e.SpaceId, e.Id });
            entry.Property(e => e.RowVersion).IsConcurrencyToken();
            // Lists page through these; the bin and the rest each have their own.
            entry.HasIndex(e => new { e.SpaceId, e.Date, e.Created, e.Id }, "IX_Entries_Kept").HasFilter("\"Binned\" IS NULL");
            entry.HasIndex(e => new { e.SpaceId, e.Date, e.Created, e.Id }, "IX_Entries_InBin").HasFilter("\"Binned\" IS NOT NULL");
            // The column has its name from before letters had a series, too.
            entry.Property(e => e.Series).HasColumnName("Reflection");
            entry.HasIndex(e => new { e.SpaceId, e.Series, e.Created }).HasDatabaseName("IX_Entries_SpaceId_Reflection_Created");
            // A practice is read by its days, and an entry may be written for an earlier one.
            entry.HasIndex(e => new { e.SpaceId, e.Series, e.Date, e.Created, e.Id }, "IX_Entries_Practice").HasFilter("\"Binned\" IS NULL");
        });
        modelBuilder.Entity<AnswerRow>(answer =>
        {
            answer.Property(a => a.RowVersion).IsConcurrencyToken();
            answer.HasIndex(a => new { a.SpaceId, a.Question, a.Given });
            answer.HasOne<EntryRow>().WithMany().HasForeignKey(a => new { a.SpaceId, a.EntryId }).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ThreadRow>(thread =>
        {
            // Ids come along in a person's own file, and the space that it was made from may be here as well.
            thread.HasKey(t => new { t.SpaceId, t.Id });
            thread.Property(t => t.RowVersion).IsConcurrencyToken();
            thread.HasIndex(t => new { t.SpaceId, t.Kind, t.Born });
            thread.HasIndex(t => new { t.SpaceId, t.EntryId });
        });
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.HasKey(r => new { r.SpaceId, r.Id });
            revision.HasIndex(r => new { r.SpaceId, r.RecordId, r.Number }).IsUnique();
            revision.HasOne<EntryRow>().WithMany().HasForeignKey(r => new { r.SpaceId, r.EntryId }).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ArrivalRow>(arrival =>
        {
            arrival.HasIndex(a => new { a.SpaceId, a.Batch, a.Number }).IsUnique();
            arrival.HasIndex(a => a.Until);
        });
        modelBuilder.Entity<SentFileRow>(file =>
        {
            // A lock takes the key of the file along at once. Its bytes, which may be many, follow by the sweep: a lock must not wait for them.
            file.HasOne<SessionRow>().WithMany().HasForeignKey(f => f.SessionId).OnDelete(DeleteBehavior.Cascade);
            file.HasIndex(f => f.SessionId).IsUnique();
        });
        modelBuilder.Entity<SentPartRow>(part => part.HasKey(p => new { p.SpaceId, p.FileId, p.Number }));
        modelBuilder.Entity<SigningKeyRow>(key =>
        {
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(200);
        });
        modelBuilder.Entity<TriesRow>(tries =>
        {
            tries.HasKey(t => t.Who);
            tries.Property(t => t.Who).HasMaxLength(100);
            tries.HasIndex(t => t.Last);
        });
    }

    // Deleting a space deletes all that is in it.
    private static void Owns<TRow>(EntityTypeBuilder<SpaceRow> space, Expression<Func<TRow, object?>> key)
        where TRow : class => space.HasMany<TRow>().WithOne().HasForeignKey(key).OnDelete(DeleteBehavior.Cascade);

    private sealed class SealedTextConverter() : ValueConverter<SealedText, byte[]>(text => text.Bytes, bytes => new SealedText(bytes));

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
