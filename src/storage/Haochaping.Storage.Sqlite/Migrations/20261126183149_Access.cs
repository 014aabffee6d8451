using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Access : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "used_at",
                table: "identity_client_secrets",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "halls",
                table: "identity_accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "person",
                table: "identity_accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "person_key",
                table: "identity_accounts",
                type: "TEXT",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "staff",
                table: "evaluations_tasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_staff_completed_at",
                table: "evaluations_tasks",
                columns: new[] { "staff", "completed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_evaluations_tasks_staff_completed_at",
                table: "evaluations_tasks");

            migrationBuilder.DropColumn(
                name: "used_at",
                table: "identity_client_secrets");

            migrationBuilder.DropColumn(
                name: "halls",
                table: "identity_accounts");

            migrationBuilder.DropColumn(
                name: "person",
                table: "identity_accounts");

            migrationBuilder.DropColumn(
                name: "person_key",
                table: "identity_accounts");

            migrationBuilder.DropColumn(
                name: "staff",
                table: "evaluations_tasks");
        }
    }
}
