using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BreakupGuide.Data.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Spaces",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    PassphraseWrap = table.Column<byte[]>(type: "bytea", nullable: true),
                    RecoveryWrap = table.Column<byte[]>(type: "bytea", nullable: true),
                    FailedTries = table.Column<int>(type: "integer", nullable: false),
                    FailedRecoveries = table.Column<int>(type: "integer", nullable: false),
                    LastOpened = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LockAfterMinutes = table.Column<int>(type: "integer", nullable: true),
                    Created = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastUsed = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Withheld = table.Column<byte[]>(type: "bytea", nullable: true),
                    People = table.Column<byte[]>(type: "bytea", nullable: true),
                    EntryCount = table.Column<int>(type: "integer", nullable: false),
                    BinCount = table.Column<int>(type: "integer", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    IsIndexed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Spaces", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Arrivals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Batch = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Record = table.Column<byte[]>(type: "bytea", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "Entries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RowVersion = table.Column<int>(type: "integer", nullable: false),
                    Created = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Changed = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Binned = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Reflection = table.Column<Guid>(type: "uuid", nullable: true),
                    Head = table.Column<byte[]>(type: "bytea", nullable: false),
                    Body = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Entries", x => new { x.SpaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Entries_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    WrappedKey = table.Column<byte[]>(type: "bytea", nullable: false),
                    Began = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    OpenedBefore = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    TriesBefore = table.Column<int>(type: "integer", nullable: false),
                    RecoveriesBefore = table.Column<int>(type: "integer", nullable: false),
                    LastSeen = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Expires = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Away = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sessions_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Threads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RowVersion = table.Column<int>(type: "integer", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kind = table.Column<Guid>(type: "uuid", nullable: true),
                    Born = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Record = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Threads", x => new { x.SpaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Threads_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    RowVersion = table.Column<int>(type: "integer", nullable: false),
                    Question = table.Column<Guid>(type: "uuid", nullable: true),
                    Given = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Record = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Answers_Entries_SpaceId_EntryId",
                        columns: x => new { x.SpaceId, x.EntryId },
                        principalTable: "Entries",
                        principalColumns: new[] { "SpaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Answers_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Revisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SpaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    RecordId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Time = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    IsFirstFinished = table.Column<bool>(type: "boolean", nullable: false),
                    Record = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Revisions", x => new { x.SpaceId, x.Id });
                    table.ForeignKey(
                        name: "FK_Revisions_Entries_SpaceId_EntryId",
                        columns: x => new { x.SpaceId, x.EntryId },
                        principalTable: "Entries",
                        principalColumns: new[] { "SpaceId", "Id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Revisions_Spaces_SpaceId",
                        column: x => x.SpaceId,
                        principalTable: "Spaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_SpaceId_EntryId",
                table: "Answers",
                columns: new[] { "SpaceId", "EntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_SpaceId_Question_Given",
                table: "Answers",
                columns: new[] { "SpaceId", "Question", "Given" });

            migrationBuilder.CreateIndex(
                name: "IX_Arrivals_SpaceId_Batch_Number",
                table: "Arrivals",
                columns: new[] { "SpaceId", "Batch", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Arrivals_Until",
                table: "Arrivals",
                column: "Until");

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
                name: "IX_Entries_Practice",
                table: "Entries",
                columns: new[] { "SpaceId", "Reflection", "Date", "Created", "Id" },
                filter: "\"Binned\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Entries_SpaceId_Reflection_Created",
                table: "Entries",
                columns: new[] { "SpaceId", "Reflection", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Revisions_SpaceId_EntryId",
                table: "Revisions",
                columns: new[] { "SpaceId", "EntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_Revisions_SpaceId_RecordId_Number",
                table: "Revisions",
                columns: new[] { "SpaceId", "RecordId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_SpaceId",
                table: "Sessions",
                column: "SpaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Spaces_Name",
                table: "Spaces",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Threads_SpaceId_EntryId",
                table: "Threads",
                columns: new[] { "SpaceId", "EntryId" });

            migrationBuilder.CreateIndex(
                name: "IX_Threads_SpaceId_Kind_Born",
                table: "Threads",
                columns: new[] { "SpaceId", "Kind", "Born" });

            PostgresTriggers.SetUp(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            PostgresTriggers.TakeDown(migrationBuilder);

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "Arrivals");

            migrationBuilder.DropTable(
                name: "Revisions");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "Threads");

            migrationBuilder.DropTable(
                name: "Entries");

            migrationBuilder.DropTable(
                name: "Spaces");
        }
    }
}
