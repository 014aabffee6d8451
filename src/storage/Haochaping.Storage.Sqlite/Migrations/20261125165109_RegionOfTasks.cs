using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RegionOfTasks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "region",
                table: "evaluations_tasks",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // The place of every task names its region already.
            migrationBuilder.Sql("UPDATE evaluations_tasks SET region = json_extract(place, '$.region')");

            migrationBuilder.CreateIndex(
                name: "ix_cases_reported_at_case_id",
                table: "cases",
                columns: new[] { "reported_at", "case_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_reported_at_case_id",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "region",
                table: "evaluations_tasks");
        }
    }
}
