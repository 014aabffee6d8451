using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PackDrafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

            migrationBuilder.CreateIndex(
                name: "ix_policy_drafts_state",
                table: "policy_drafts",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "policy_drafts");
        }
    }
}
