using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class OrderSubtasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "needs_subtask",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "subtask_at",
                table: "work_orders");

            migrationBuilder.AddColumn<string>(
                name: "owed_by",
                table: "work_orders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "shared_with",
                table: "work_orders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "subtasks",
                table: "work_orders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "owed_by",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "shared_with",
                table: "work_orders");

            migrationBuilder.DropColumn(
                name: "subtasks",
                table: "work_orders");

            migrationBuilder.AddColumn<bool>(
                name: "needs_subtask",
                table: "work_orders",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "subtask_at",
                table: "work_orders",
                type: "INTEGER",
                nullable: true);
        }
    }
}
