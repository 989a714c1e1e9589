using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Withheld : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Withheld",
                table: "Spaces",
                type: "BLOB",
                nullable: true);
        }

        /// <inheritdoc />
        // Not DropColumn: it would build the table anew, under triggers of other tables that name it.
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE Spaces DROP COLUMN Withheld;");
    }
}
