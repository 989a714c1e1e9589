using System;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Arrivals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // EF Core would build both tables anew after everything else, and without their triggers.
            SqliteTriggers.TakeDown(migrationBuilder);
            Rebuild(migrationBuilder, "\"SpaceId\", \"Id\"");
            SqliteTriggers.SetUp(migrationBuilder);

            migrationBuilder.CreateTable(
                name: "Arrivals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SpaceId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Batch = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Record = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Arrivals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Arrivals_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Arrivals_SpaceId_Batch_Number",
                table: "Arrivals",
                columns: new[] { "SpaceId", "Batch", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Arrivals_Until",
                table: "Arrivals",
                column: "Until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Arrivals");

            SqliteTriggers.TakeDown(migrationBuilder);
            Rebuild(migrationBuilder, "\"Id\"");
            SqliteTriggers.SetUp(migrationBuilder);
        }

        private static void Rebuild(MigrationBuilder migrationBuilder, string key)
        {
            foreach (var (table, columns, references) in new[]
            {
                (
                    "Threads",
                    "\"RowVersion\" INTEGER NOT NULL, \"Record\" BLOB NOT NULL, \"Born\" TEXT NULL, \"EntryId\" TEXT NULL, \"Kind\" TEXT NULL",
                    ""),
                (
                    "Revisions",
                    "\"EntryId\" TEXT NOT NULL, \"RecordId\" TEXT NOT NULL, \"Number\" INTEGER NOT NULL, \"Time\" TEXT NOT NULL, "
                    + "\"IsFirstFinished\" INTEGER NOT NULL, \"Record\" BLOB NOT NULL",
                    ", CONSTRAINT \"FK_Revisions_Entries_SpaceId_EntryId\" FOREIGN KEY (\"SpaceId\", \"EntryId\") "
                    + "REFERENCES \"Entries\" (\"SpaceId\", \"Id\") ON DELETE CASCADE"),
            })
            {
                migrationBuilder.Sql(
                    $"CREATE TABLE \"New\" (\"Id\" TEXT NOT NULL, \"SpaceId\" TEXT NOT NULL, {columns}, "
                    + $"CONSTRAINT \"PK_{table}\" PRIMARY KEY ({key}), "
                    + $"CONSTRAINT \"FK_{table}_Spaces_SpaceId\" FOREIGN KEY (\"SpaceId\") REFERENCES \"Spaces\" (\"Id\") ON DELETE CASCADE"
                    + $"{references});");
                var names = string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')[0]));
                migrationBuilder.Sql($"INSERT INTO \"New\" (\"Id\", \"SpaceId\", {names}) SELECT \"Id\", \"SpaceId\", {names} FROM \"{table}\";");
                migrationBuilder.Sql($"DROP TABLE \"{table}\";");
                migrationBuilder.Sql($"ALTER TABLE \"New\" RENAME TO \"{table}\";");
            }

            migrationBuilder.Sql("CREATE INDEX \"IX_Threads_SpaceId_EntryId\" ON \"Threads\" (\"SpaceId\", \"EntryId\");");
            migrationBuilder.Sql("CREATE INDEX \"IX_Threads_SpaceId_Kind_Born\" ON \"Threads\" (\"SpaceId\", \"Kind\", \"Born\");");
            migrationBuilder.Sql("CREATE INDEX \"IX_Revisions_SpaceId_EntryId\" ON \"Revisions\" (\"SpaceId\", \"EntryId\");");
            migrationBuilder.Sql(
                "CREATE UNIQUE INDEX \"IX_Revisions_SpaceId_RecordId_Number\" ON \"Revisions\" (\"SpaceId\", \"RecordId\", \"Number\");");
        }
    }
}
