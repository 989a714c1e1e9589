using Microsoft.EntityFrameworkCore.Migrations;

namespace BreakupGuide.Data.Postgres;

/// <summary>
/// The triggers that keep the running totals of <see cref="SpaceRow"/> (decision 0020). What many rows gain or lose by one statement is added up once,
/// also where a foreign key takes them along.
/// </summary>
internal static class PostgresTriggers
{
    private static readonly Table[] Tables =
    [
        new("Entries", """LENGTH({0}"Head") + COALESCE(LENGTH({0}"Body"), 0)""", "\"Head\", \"Body\", \"Binned\"", IsEntry: true),
        new("Answers", """LENGTH({0}"Record")""", "\"Record\""),
        new("Threads", """LENGTH({0}"Record")""", "\"Record\""),
        new("Revisions", """LENGTH({0}"Record")""", "\"Record\""),
    ];

    public static void SetUp(MigrationBuilder migration)
    {
        migration.Sql(RunningTotals.CountAnew);
        foreach (var table in Tables)
        {
            migration.Sql(table.OfMany("Added", "INSERT", "NEW", '+'));
            migration.Sql(table.OfOne());
            migration.Sql(table.OfMany("Removed", "DELETE", "OLD", '-'));
        }
    }

    public static void TakeDown(MigrationBuilder migration)
    {
        // With the function goes its trigger.
        foreach (var table in Tables)
            foreach (var name in new[] { "Added", "Changed", "Removed" }) migration.Sql($"DROP FUNCTION \"{table.Name}{name}\"() CASCADE");
    }

    private sealed record Table(string Name, string Size, string Counted, bool IsEntry = false)
    {
        public string OfMany(string name, string change, string rows, char sign)
        {
            var counts = IsEntry
                ? $""", "EntryCount" = "EntryCount" {sign} by_space.entries, "BinCount" = "BinCount" {sign} by_space.in_bin"""
                : "";
            var counted = IsEntry ? """, COUNT(*) AS entries, COUNT("Binned") AS in_bin""" : "";
            return Function(
                name,
                $"""
                UPDATE "Spaces" SET "Bytes" = "Bytes" {sign} by_space.bytes{counts}
                FROM (SELECT "SpaceId", SUM({Of("")}) AS bytes{counted} FROM changed GROUP BY "SpaceId") AS by_space
                WHERE "Spaces"."Id" = by_space."SpaceId";
                """,
                $"AFTER {change} ON \"{Name}\" REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT");
        }

        public string OfOne()
        {
            var counts = IsEntry ? """, "BinCount" = "BinCount" + (NEW."Binned" IS NOT NULL)::int - (OLD."Binned" IS NOT NULL)::int""" : "";
            return Function(
                "Changed",
                $"""
                UPDATE "Spaces" SET "Bytes" = "Bytes" + ({Of("NEW.")}) - ({Of("OLD.")}){counts} WHERE "Id" = NEW."SpaceId";
                """,
                $"AFTER UPDATE OF {Counted} ON \"{Name}\" FOR EACH ROW");
        }

        // The tables that it names are found wherever it is called from, while a dump is put back, too.
        private string Function(string name, string body, string when) =>
            $"""
            CREATE FUNCTION "{Name}{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
            {body}
            RETURN NULL;
            END $$;
            CREATE TRIGGER "{Name}{name}" {when} EXECUTE FUNCTION "{Name}{name}"();
            """;

        private string Of(string row) => Size.Replace("{0}", row, StringComparison.Ordinal);
    }
}
