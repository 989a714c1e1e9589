using System.Data.Common;
using BreakupGuide.Data;
using BreakupGuide.Privacy;
using BreakupGuide.Tests.Entries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BreakupGuide.Tests.Privacy;

/// <summary>What is stored, as whoever may write the database sees and changes it.</summary>
internal sealed class StoredRows(StoreFixture shelf)
{
    public List<StoredPlace> Places()
    {
        using var database = shelf.CreateDbContext();
        var places = new List<StoredPlace>();
        foreach (var (column, entity, property) in Columns(database))
        {
            var owner = entity.FindProperty("SpaceId")?.GetColumnName() ?? "Id";
            var (name, table) = (property.GetColumnName(), entity.GetTableName()!);
            using var reader = Command($"SELECT \"{owner}\", \"Id\", \"{name}\" FROM \"{table}\" WHERE \"{name}\" IS NOT NULL").ExecuteReader();
            while (reader.Read()) places.Add(new StoredPlace(column, table, owner, name, reader.GetGuid(0), reader.GetGuid(1), (byte[])reader[2]));
        }

        return places;
    }

    // Bytes that are no sealed text are wraps; nothing else is stored as bytes.
    public static IEnumerable<(string Column, IEntityType Entity, IProperty Property)> Columns(AppDbContext database) =>
        from entity in database.Model.GetEntityTypes()
        // Nobody's: SigningKeyTests has those. Parts of one sealed file: SentFilesTests has those.
        where entity.ClrType != typeof(SigningKeyRow) && entity.ClrType != typeof(SentPartRow)
        from property in entity.GetProperties()
        where property.ClrType == typeof(SealedText) || property.ClrType == typeof(byte[])
        select ($"{entity.GetTableName()}.{property.Name}", entity, property);

    /// <summary>Which entry each answer and revision belongs to, and of a revision which record it is an earlier state of.</summary>
    public List<(string Table, Guid Id, Guid Entry, Guid? Record)> Belonging()
    {
        using var database = shelf.CreateDbContext();
        return
        [
            .. database.Answers.AsEnumerable().Select(a => ("Answers", a.Id, a.EntryId, (Guid?)null)),
            .. database.Revisions.AsEnumerable().Select(r => ("Revisions", r.Id, r.EntryId, (Guid?)r.RecordId)),
        ];
    }

    public void Move(string table, Guid id, Guid entry, Guid? record)
    {
        using var command = Command(
            $"UPDATE \"{table}\" SET \"EntryId\" = @entry{(record is null ? "" : ", \"RecordId\" = @record")} WHERE \"Id\" = @id");
        StoreFixture.Add(command, "@entry", entry);
        if (record is { } moved) StoreFixture.Add(command, "@record", moved);
        StoreFixture.Add(command, "@id", id);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public List<Guid> Ids(string sql)
    {
        using var reader = Command(sql).ExecuteReader();
        var ids = new List<Guid>();
        while (reader.Read()) ids.Add(reader.GetGuid(0));
        return ids;
    }

    public void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    public void Put(StoredPlace place, byte[] bytes)
    {
        using var command = Command($"UPDATE \"{place.Table}\" SET \"{place.Name}\" = @bytes WHERE \"{place.Owner}\" = @space AND \"Id\" = @id", place);
        StoreFixture.Add(command, "@bytes", bytes);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public byte[] Stored(StoredPlace place)
    {
        using var command = Command($"SELECT \"{place.Name}\" FROM \"{place.Table}\" WHERE \"{place.Owner}\" = @space AND \"Id\" = @id", place);
        return (byte[])command.ExecuteScalar()!;
    }

    private DbCommand Command(string sql, StoredPlace? place = null)
    {
        var command = shelf.Connect().CreateCommand();
        command.CommandText = sql;
        if (place is null) return command;
        StoreFixture.Add(command, "@space", place.Space);
        StoreFixture.Add(command, "@id", place.Id);
        return command;
    }
}

/// <summary>One sealed value where it belongs.</summary>
internal sealed record StoredPlace(string Column, string Table, string Owner, string Name, Guid Space, Guid Id, byte[] Bytes)
{
    public override string ToString() => $"[{Column}]";
}
