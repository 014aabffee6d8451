using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_visited_by_unit",
                table: "work_orders",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "turn",
                table: "work_orders",
                type: "character varying(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "work_order_export_parts",
                columns: table => new
                {
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_export_parts", x => new { x.export_id, x.part });
                });

            migrationBuilder.CreateTable(
                name: "work_order_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    institutions = table.Column<string>(type: "text", nullable: false),
                    regions = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    format = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<Guid>(type: "uuid", nullable: true),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fetches = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_filters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_filters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_replies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_replies", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_turn_due_id",
                table: "work_orders",
                columns: new[] { "turn", "due", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_exports_owner_asked_at",
                table: "work_order_exports",
                columns: new[] { "owner", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_exports_state_asked_at",
                table: "work_order_exports",
                columns: new[] { "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_filters_owner_name",
                table: "work_order_filters",
                columns: new[] { "owner", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_order_replies_institution_name",
                table: "work_order_replies",
                columns: new[] { "institution", "name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_order_export_parts");

            migrationBuilder.DropTable(
                name: "work_order_exports");

            migrationBuilder.DropTable(
                name: "work_order_filters");

            migrationBuilder.DropTable(
                name: "work_order_replies");

            migrationBuilder.DropIndex(
                name: "ix_work_orders_turn_due_id",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "is_visited_by_unit",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "turn",
                table: "work_orders");
        }
    }
}
