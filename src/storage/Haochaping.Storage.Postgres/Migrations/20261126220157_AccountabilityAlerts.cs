using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AccountabilityAlerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accountability_alerts",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    authority = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    note_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    measure = table.Column<string>(type: "text", nullable: true),
                    leader = table.Column<bool>(type: "boolean", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    reason_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    overdue_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accountability_alerts", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_id",
                table: "accountability_alerts",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_raised_at",
                table: "accountability_alerts",
                column: "raised_at");

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_state_due",
                table: "accountability_alerts",
                columns: new[] { "state", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_unit_raised_at",
                table: "accountability_alerts",
                columns: new[] { "unit", "raised_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accountability_alerts");
        }
    }
}
