using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "listed_at",
                table: "work_orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "evaluations_leads",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    said = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<string>(type: "TEXT", nullable: false),
                    institution = table.Column<string>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", nullable: false),
                    flagged_at = table.Column<long>(type: "INTEGER", nullable: false),
                    flagged_by = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: true),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: true)
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
