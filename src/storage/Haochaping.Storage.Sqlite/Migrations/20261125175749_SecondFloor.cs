using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "secret",
                table: "notifications_outbox",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "calendar",
                table: "evaluations_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "counts_from",
                table: "evaluations_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "moved_by",
                table: "evaluations_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "moved_from",
                table: "evaluations_tasks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "evaluations_tasks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // What is there already: the region stands in the place, and old limits were derived by the calendar before any change.
            migrationBuilder.Sql("UPDATE evaluations_tasks SET region = json_extract(place, '$.region')");
            migrationBuilder.Sql("UPDATE work_orders SET calendar = 0");

            migrationBuilder.AddColumn<int>(
                name: "rating_round",
                table: "cases_services",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "evaluations_codes",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    sends = table.Column<int>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_codes", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_collected",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_number = table.Column<int>(type: "INTEGER", nullable: false),
                    lead_case = table.Column<Guid>(type: "TEXT", nullable: false),
                    task_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    round = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: true),
                    message = table.Column<string>(type: "TEXT", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_collected", x => new { x.case_id, x.service_number });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    notice = table.Column<string>(type: "TEXT", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_sweeps", x => x.revision);
                });

            migrationBuilder.CreateTable(
                name: "policy_calendars",
                columns: table => new
                {
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    revision = table.Column<int>(type: "INTEGER", nullable: true),
                    imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: true),
                    published = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    url = table.Column<string>(type: "TEXT", nullable: true),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_calendars", x => new { x.year, x.version });
                });

            migrationBuilder.CreateTable(
                name: "policy_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    pack_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    @base = table.Column<string>(name: "base", type: "TEXT", maxLength: 80, nullable: false),
                    signer = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    authors = table.Column<string>(type: "TEXT", nullable: false),
                    approver = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    notes = table.Column<string>(type: "TEXT", nullable: false),
                    rehearsal = table.Column<string>(type: "TEXT", nullable: true),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    notice = table.Column<string>(type: "TEXT", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
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
