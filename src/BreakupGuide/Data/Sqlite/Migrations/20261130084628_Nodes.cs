using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Nodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stored = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Tries",
                columns: table => new
                {
                    Who = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    Last = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tries", x => x.Who);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Tries_Last",
                table: "Tries",
                column: "Last");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SigningKeys");

            migrationBuilder.DropTable(
                name: "Tries");
        }
    }
}
