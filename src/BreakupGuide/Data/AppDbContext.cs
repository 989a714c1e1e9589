using System.Linq.Expressions;
using BreakupGuide.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BreakupGuide.Data;

/// <summary>What is stored, on one page. Everything a person wrote is a <see cref="SealedText"/>.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    public DbSet<SpaceRow> Spaces => Set<SpaceRow>();

    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<EntryRow> Entries => Set<EntryRow>();

    public DbSet<AnswerRow> Answers => Set<AnswerRow>();

    public DbSet<ThreadRow> Threads => Set<ThreadRow>();

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedTextConverter>();
        // SQLite hands times back without a kind; all of ours are UTC.
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
            thread.Property(t => t.RowVersion).IsConcurrencyToken();
            thread.HasIndex(t => new { t.SpaceId, t.Kind, t.Born });
            thread.HasIndex(t => new { t.SpaceId, t.EntryId });
        });
        modelBuilder.Entity<RevisionRow>(revision =>
        {
            revision.HasIndex(r => new { r.SpaceId, r.RecordId, r.Number }).IsUnique();
            revision.HasOne<EntryRow>().WithMany().HasForeignKey(r => new { r.SpaceId, r.EntryId }).OnDelete(DeleteBehavior.Cascade);
        });
    }

    // Deleting a space deletes all that is in it.
    private static void Owns<TRow>(EntityTypeBuilder<SpaceRow> space, Expression<Func<TRow, object?>> key)
        where TRow : class => space.HasMany<TRow>().WithOne().HasForeignKey(key).OnDelete(DeleteBehavior.Cascade);

    private sealed class SealedTextConverter() : ValueConverter<SealedText, byte[]>(text => text.Bytes, bytes => new SealedText(bytes));

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
