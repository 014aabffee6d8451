using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ComplaintsAppealsRecordings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Count_Unrated",
                table: "statistics_orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Count_Voided",
                table: "statistics_orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_probe",
                table: "evaluations_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "appeals",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    case_number = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    institution = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    handling = table.Column<string>(type: "TEXT", nullable: true),
                    personnel_unit = table.Column<string>(type: "TEXT", nullable: true),
                    desk_code = table.Column<string>(type: "TEXT", nullable: false),
                    desk_region = table.Column<string>(type: "TEXT", nullable: false),
                    desk_name = table.Column<string>(type: "TEXT", nullable: false),
                    staff = table.Column<Guid>(type: "TEXT", nullable: true),
                    rater = table.Column<Guid>(type: "TEXT", nullable: true),
                    filed_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    filed_as_staff = table.Column<bool>(type: "INTEGER", nullable: false),
                    filed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    endorse_by = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    decide_by = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    due = table.Column<long>(type: "INTEGER", nullable: true),
                    overdue_at = table.Column<long>(type: "INTEGER", nullable: true),
                    slip = table.Column<string>(type: "TEXT", nullable: true),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    uphold = table.Column<bool>(type: "INTEGER", nullable: true),
                    adopted = table.Column<string>(type: "TEXT", nullable: true),
                    method = table.Column<string>(type: "TEXT", nullable: true),
                    cause = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    drawn = table.Column<bool>(type: "INTEGER", nullable: false),
                    reaudited = table.Column<bool>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "appeals_mitigations",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals_mitigations", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "appeals_trace",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    appeal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    line = table.Column<int>(type: "INTEGER", nullable: false),
                    act = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals_trace", x => new { x.case_id, x.appeal_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_complaints",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    complaint_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entry_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    institution = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    pack = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    stated_number = table.Column<string>(type: "TEXT", nullable: true),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    own_case = table.Column<bool>(type: "INTEGER", nullable: false),
                    complainant = table.Column<Guid>(type: "TEXT", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_complaints", x => new { x.case_id, x.complaint_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_dialects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_dialects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evaluations_recordings",
                columns: table => new
                {
                    dialect = table.Column<Guid>(type: "TEXT", nullable: false),
                    phrase = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    content = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_recordings", x => new { x.dialect, x.phrase });
                    table.ForeignKey(
                        name: "fk_evaluations_recordings_evaluations_dialects_dialect",
                        column: x => x.dialect,
                        principalTable: "evaluations_dialects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_case_number",
                table: "appeals",
                column: "case_number");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_due",
                table: "appeals",
                column: "due");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_id",
                table: "appeals",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_number",
                table: "appeals",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_staff_filed_by",
                table: "appeals",
                columns: new[] { "staff", "filed_by" });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_state_decide_by",
                table: "appeals",
                columns: new[] { "state", "decide_by" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_complaint_id",
                table: "evaluations_complaints",
                column: "complaint_id");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_institution_received_at",
                table: "evaluations_complaints",
                columns: new[] { "institution", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_received_at",
                table: "evaluations_complaints",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_recordings_hash",
                table: "evaluations_recordings",
                column: "hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "appeals");

            migrationBuilder.DropTable(
                name: "appeals_mitigations");

            migrationBuilder.DropTable(
                name: "appeals_trace");

            migrationBuilder.DropTable(
                name: "evaluations_complaints");

            migrationBuilder.DropTable(
                name: "evaluations_recordings");

            migrationBuilder.DropTable(
                name: "evaluations_dialects");

            migrationBuilder.DropColumn(
                name: "Count_Unrated",
                table: "statistics_orders");

            migrationBuilder.DropColumn(
                name: "Count_Voided",
                table: "statistics_orders");

            migrationBuilder.DropColumn(
                name: "is_probe",
                table: "evaluations_tasks");
        }
    }
}
