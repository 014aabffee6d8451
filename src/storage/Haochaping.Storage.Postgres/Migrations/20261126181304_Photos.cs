using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Photos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channels_paper_scans");

            migrationBuilder.DropTable(
                name: "evaluations_proofs");

            migrationBuilder.AddColumn<string>(
                name: "pictures",
                table: "evaluations_complaints",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pictures",
                table: "evaluations",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "terminal",
                table: "evaluations",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scan",
                table: "channels_paper_forms",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_files",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_files", x => new { x.case_id, x.entry_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "identity_limits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_limits", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_identity_files_stored_at",
                table: "identity_files",
                column: "stored_at");

            migrationBuilder.CreateIndex(
                name: "ix_identity_limits_until",
                table: "identity_limits",
                column: "until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_files");

            migrationBuilder.DropTable(
                name: "identity_limits");

            migrationBuilder.DropColumn(
                name: "pictures",
                table: "evaluations_complaints");

            migrationBuilder.DropColumn(
                name: "pictures",
                table: "evaluations");

            migrationBuilder.DropColumn(
                name: "terminal",
                table: "evaluations");

            migrationBuilder.DropColumn(
                name: "scan",
                table: "channels_paper_forms");

            migrationBuilder.CreateTable(
                name: "channels_paper_scans",
                columns: table => new
                {
                    serial = table.Column<string>(type: "text", nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_paper_scans", x => x.serial);
                });

            migrationBuilder.CreateTable(
                name: "evaluations_proofs",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_proofs", x => new { x.case_id, x.task_id });
                });
        }
    }
}
