using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CallBacks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "work_order_call_backs",
                columns: table => new
                {
                    draw = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    was_called = table.Column<bool>(type: "INTEGER", nullable: true),
                    satisfaction = table.Column<string>(type: "TEXT", nullable: true),
                    called_at = table.Column<long>(type: "INTEGER", nullable: true),
                    called_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_call_backs", x => new { x.draw, x.order_id });
                });

            migrationBuilder.CreateTable(
                name: "work_order_draws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    region = table.Column<string>(type: "TEXT", maxLength: 12, nullable: false),
                    from = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    to = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    seed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    announced_at = table.Column<long>(type: "INTEGER", nullable: false),
                    announced_by = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    population = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_draws", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_draws_drawn_at_to",
                table: "work_order_draws",
                columns: new[] { "drawn_at", "to" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "work_order_call_backs");

            migrationBuilder.DropTable(
                name: "work_order_draws");
        }
    }
}
