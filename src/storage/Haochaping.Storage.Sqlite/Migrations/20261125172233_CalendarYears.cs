using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CalendarYears : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "calendar",
                table: "work_orders",
                type: "INTEGER",
                nullable: true,
                defaultValue: 0); // orders of before are looked at once

            migrationBuilder.AddColumn<int>(
                name: "calendar",
                table: "evaluations_tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
                name: "ix_policy_calendars_revision",
                table: "policy_calendars",
                column: "revision",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluations_sweeps");

            migrationBuilder.DropTable(
                name: "policy_calendars");

            migrationBuilder.DropTable(
                name: "work_order_sweeps");

            migrationBuilder.DropIndex(
                name: "ix_work_orders_calendar",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "calendar",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "calendar",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "moved_by",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "moved_from",
                table: "evaluations_tasks");
        }
    }
}
