using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Index : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Threads_SpaceId",
                table: "Threads");

            migrationBuilder.DropIndex(
                name: "IX_Entries_SpaceId_Date",
                table: "Entries");

            migrationBuilder.AddColumn<DateTime>(
                name: "Born",
                table: "Threads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EntryId",
                table: "Threads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Kind",
                table: "Threads",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BinCount",
                table: "Spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "Bytes",
                table: "Spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "EntryCount",
                table: "Spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsIndexed",
                table: "Spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "Reflection",
                table: "Entries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Given",
                table: "Answers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Question",
                table: "Answers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Threads_SpaceId_EntryId",
                table: "Threads",
                columns: new[] { "SpaceId", "EntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_Threads_SpaceId_Kind_Born",
                table: "Threads",
                columns: new[] { "SpaceId", "Kind", "Born" });

            migrationBuilder.CreateIndex(
                name: "IX_Entries_InBin",
                table: "Entries",
                columns: new[] { "SpaceId", "Date", "Created", "Id" },
                filter: "\"Binned\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_Kept",
                table: "Entries",
                columns: new[] { "SpaceId", "Date", "Created", "Id" },
                filter: "\"Binned\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_SpaceId_Reflection_Created",
                table: "Entries",
                columns: new[] { "SpaceId", "Reflection", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_SpaceId_Question_Given",
                table: "Answers",
                columns: new[] { "SpaceId", "Question", "Given" });

            SqliteTriggers.SetUp(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SqliteTriggers.TakeDown(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_Threads_SpaceId_EntryId",
                table: "Threads");

            migrationBuilder.DropIndex(
                name: "IX_Threads_SpaceId_Kind_Born",
                table: "Threads");

            migrationBuilder.DropIndex(
                name: "IX_Entries_InBin",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_Kept",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Entries_SpaceId_Reflection_Created",
                table: "Entries");

            migrationBuilder.DropIndex(
                name: "IX_Answers_SpaceId_Question_Given",
                table: "Answers");

            migrationBuilder.DropColumn(
                name: "Born",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "EntryId",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Threads");

            migrationBuilder.DropColumn(
                name: "BinCount",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "Bytes",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "EntryCount",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "IsIndexed",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "Reflection",
                table: "Entries");

            migrationBuilder.DropColumn(
                name: "Given",
                table: "Answers");

            migrationBuilder.DropColumn(
                name: "Question",
                table: "Answers");

            migrationBuilder.CreateIndex(
                name: "IX_Threads_SpaceId",
                table: "Threads",
                column: "SpaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_SpaceId_Date",
                table: "Entries",
                columns: new[] { "SpaceId", "Date" });
        }
    }
}
