using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SecondFloor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "calendar",
                table: "work_orders",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "secret",
                table: "notifications_outbox",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "calendar",
                table: "evaluations_tasks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "counts_from",
                table: "evaluations_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "moved_by",
                table: "evaluations_tasks",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "moved_from",
                table: "evaluations_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "evaluations_tasks",
                type: "text",
                nullable: false,
                defaultValue: "");

            // What is there already: the region stands in the place, and old limits were derived by the calendar before any change.
            migrationBuilder.Sql("UPDATE evaluations_tasks SET region = place::jsonb ->> 'region'");
            migrationBuilder.Sql("UPDATE work_orders SET calendar = 0");

            migrationBuilder.AddColumn<int>(
                name: "rating_round",
                table: "cases_services",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "evaluations_codes",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_codes", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_collected",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_number = table.Column<int>(type: "integer", nullable: false),
                    lead_case = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_collected", x => new { x.case_id, x.service_number });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_sweeps", x => x.revision);
                });

            migrationBuilder.CreateTable(
                name: "policy_calendars",
                columns: table => new
                {
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: true),
                    imported = table.Column<bool>(type: "boolean", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    published = table.Column<DateOnly>(type: "date", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_calendars", x => new { x.year, x.version });
                });

            migrationBuilder.CreateTable(
                name: "policy_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pack_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    @base = table.Column<string>(name: "base", type: "character varying(80)", maxLength: 80, nullable: false),
                    signer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    authors = table.Column<string>(type: "text", nullable: false),
                    approver = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    notes = table.Column<string>(type: "text", nullable: false),
                    rehearsal = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_sweeps", x => x.revision);
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_calendar",
                table: "work_orders",
                column: "calendar");

            migrationBuilder.CreateIndex(
                name: "ix_cases_reported_at_case_id",
                table: "cases",
                columns: new[] { "reported_at", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_collected_state_received_at",
                table: "evaluations_collected",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_calendars_revision",
                table: "policy_calendars",
                column: "revision",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_drafts_state",
                table: "policy_drafts",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluations_codes");

            migrationBuilder.DropTable(
                name: "evaluations_collected");

            migrationBuilder.DropTable(
                name: "evaluations_sweeps");

            migrationBuilder.DropTable(
                name: "policy_calendars");

            migrationBuilder.DropTable(
                name: "policy_drafts");

            migrationBuilder.DropTable(
                name: "work_order_sweeps");

            migrationBuilder.DropIndex(
                name: "ix_work_orders_calendar",
                table: "work_orders");

            migrationBuilder.DropIndex(
                name: "ix_cases_reported_at_case_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "calendar",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "secret",
                table: "notifications_outbox");

            migrationBuilder.DropColumn(
                name: "calendar",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "counts_from",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "moved_by",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "region",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "rating_round",
                table: "cases_services");
        }
    }
}
