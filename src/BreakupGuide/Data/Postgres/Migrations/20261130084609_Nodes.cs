using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Postgres.Migrations
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
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Sealed = table.Column<byte[]>(type: "bytea", nullable: false),
                    Stored = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Tries",
                columns: table => new
                {
                    Who = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Wrong = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tries", x => x.Who);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Tries_Last",
                table: "Tries",
                column: "Last");

            migrationBuilder.Sql(PostgresNodes.Trigger);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(PostgresNodes.NoTrigger);

            migrationBuilder.DropTable(
                name: "SigningKeys");

            migrationBuilder.DropTable(
                name: "Tries");
        }
    }
}
