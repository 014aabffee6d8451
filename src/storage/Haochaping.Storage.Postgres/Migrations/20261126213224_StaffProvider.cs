using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class StaffProvider : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "subject",
                table: "identity_accounts",
                type: "character varying(255)",
                maxLength: 255,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_accounts_subject",
                table: "identity_accounts",
                column: "subject",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_identity_accounts_subject",
                table: "identity_accounts");

            migrationBuilder.DropColumn(
                name: "subject",
                table: "identity_accounts");
        }
    }
}
