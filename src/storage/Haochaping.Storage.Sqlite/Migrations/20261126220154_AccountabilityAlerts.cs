using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
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
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    authority = table.Column<string>(type: "TEXT", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    note_salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    measure = table.Column<string>(type: "TEXT", nullable: true),
                    leader = table.Column<bool>(type: "INTEGER", nullable: false),
                    due = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: true),
                    reason_salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    overdue_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: true),
                    outcome_salt = table.Column<byte[]>(type: "BLOB", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
