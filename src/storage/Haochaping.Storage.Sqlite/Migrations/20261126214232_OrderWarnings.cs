using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OrderWarnings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "talked_at",
                table: "work_orders",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "work_order_warnings",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    clocks = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_warnings", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_warnings_order_id_step",
                table: "work_order_warnings",
                columns: new[] { "order_id", "step" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_order_warnings");

            migrationBuilder.DropColumn(
                name: "talked_at",
                table: "work_orders");
        }
    }
}
