using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SignIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "FailedRecoveries",
                table: "Spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastOpened",
                table: "Spaces",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LockAfterMinutes",
                table: "Spaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "Began",
                table: "Sessions",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "OpenedBefore",
                table: "Sessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RecoveriesBefore",
                table: "Sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "TriesBefore",
                table: "Sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FailedRecoveries",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "LastOpened",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "LockAfterMinutes",
                table: "Spaces");

            migrationBuilder.DropColumn(
                name: "Began",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "OpenedBefore",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "RecoveriesBefore",
                table: "Sessions");

            migrationBuilder.DropColumn(
                name: "TriesBefore",
                table: "Sessions");
        }
    }
}
