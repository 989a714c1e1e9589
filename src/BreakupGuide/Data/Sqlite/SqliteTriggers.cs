using Microsoft.EntityFrameworkCore.Migrations;

namespace BreakupGuide.Data.Sqlite;

/// <summary>
/// The triggers that keep the running totals of <see cref="SpaceRow"/> (decision 0020). Whoever rebuilds one of these tables in a migration sets them up
/// again.
/// </summary>
internal static class SqliteTriggers
{
    private const string InBin = "IIF({0}.Binned IS NULL, 0, 1)";

    private static readonly Table[] Tables =
    [
        new("Entries", "LENGTH({0}.Head) + IFNULL(LENGTH({0}.Body), 0)", "Head, Body, Binned", IsEntry: true),
        new("Answers", "LENGTH({0}.Record)", "Record"),
        new("Threads", "LENGTH({0}.Record)", "Record"),
        new("Revisions", "LENGTH({0}.Record)", "Record"),
    ];

    public static void SetUp(MigrationBuilder migration)
    {
        migration.Sql(RunningTotals.CountAnew);
        foreach (var table in Tables)
        {
            migration.Sql(table.Trigger("Added", "INSERT", plus: "NEW", minus: null));
            migration.Sql(table.Trigger("Changed", $"UPDATE OF {table.Counted}", plus: "NEW", minus: "OLD"));
            migration.Sql(table.Trigger("Removed", "DELETE", plus: null, minus: "OLD"));
        }
    }

    public static void TakeDown(MigrationBuilder migration)
    {
        foreach (var table in Tables)
            foreach (var name in new[] { "Added", "Changed", "Removed" }) migration.Sql($"DROP TRIGGER {table.Name}{name}");
    }

    private sealed record Table(string Name, string Size, string Counted, bool IsEntry = false)
    {
        public string Trigger(string name, string change, string? plus, string? minus)
        {
            var totals = new List<string> { $"Bytes = Bytes{Sum(Size, plus, minus)}" };
            if (IsEntry) totals.AddRange([$"EntryCount = EntryCount{Sum("1", plus, minus)}", $"BinCount = BinCount{Sum(InBin, plus, minus)}"]);
            return $"CREATE TRIGGER {Name}{name} AFTER {change} ON {Name} "
                + $"BEGIN UPDATE Spaces SET {string.Join(", ", totals)} WHERE Id = {plus ?? minus}.SpaceId; END";
        }

        private static string Sum(string what, string? plus, string? minus) =>
            (plus is null ? "" : $" + ({Of(what, plus)})") + (minus is null ? "" : $" - ({Of(what, minus)})");

        private static string Of(string what, string row) => what.Replace("{0}", row, StringComparison.Ordinal);
    }
}
