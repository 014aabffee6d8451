using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Orders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "hall",
                table: "work_orders",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "listed_at",
                table: "work_orders",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evaluations_leads",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    said = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    flagged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    flagged_by = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_leads", x => new { x.case_id, x.said });
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_hall_state",
                table: "work_orders",
                columns: new[] { "hall", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_leads_flagged_at",
                table: "evaluations_leads",
                column: "flagged_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluations_leads");

            migrationBuilder.DropIndex(
                name: "ix_work_orders_hall_state",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "hall",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "listed_at",
                table: "work_orders");
        }
    }
}
