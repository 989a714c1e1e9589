using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace BreakupGuide.Data;

/// <summary>
/// The running totals of <see cref="SpaceRow"/>, kept by the database's triggers: in the transaction of each change, whoever makes it, and when rows
/// go because another one does (decision 0020). What they must add up to; the SQL is the same for every database.
/// </summary>
internal static class RunningTotals
{
    private const string Entries = """(SELECT COUNT(*) FROM "Entries" WHERE "SpaceId" = "Spaces"."Id")""";
    private const string EntriesInBin = """(SELECT COUNT(*) FROM "Entries" WHERE "SpaceId" = "Spaces"."Id" AND "Binned" IS NOT NULL)""";

    private const string SealedBytes =
        """
        (SELECT COALESCE(SUM(LENGTH("Head") + COALESCE(LENGTH("Body"), 0)), 0) FROM "Entries" WHERE "SpaceId" = "Spaces"."Id")
        + (SELECT COALESCE(SUM(LENGTH("Record")), 0) FROM "Answers" WHERE "SpaceId" = "Spaces"."Id")
        + (SELECT COALESCE(SUM(LENGTH("Record")), 0) FROM "Threads" WHERE "SpaceId" = "Spaces"."Id")
        + (SELECT COALESCE(SUM(LENGTH("Record")), 0) FROM "Revisions" WHERE "SpaceId" = "Spaces"."Id")
        """;

    /// <summary>Sets the totals of every space to what its rows add up to.</summary>
    public const string CountAnew = $"""UPDATE "Spaces" SET "EntryCount" = {Entries}, "BinCount" = {EntriesInBin}, "Bytes" = {SealedBytes}""";

    private const string Wrong =
        $"""
        SELECT CAST(COUNT(*) AS INTEGER) AS "Value" FROM "Spaces"
        WHERE "EntryCount" <> {Entries} OR "BinCount" <> {EntriesInBin} OR "Bytes" <> {SealedBytes}
        """;

    /// <summary>How many spaces have other totals than their rows add up to: none, as long as the triggers stand.</summary>
    public static int CountWrong(AppDbContext database) => database.Database.SqlQuery<int>(FormattableStringFactory.Create(Wrong)).Single();
}
