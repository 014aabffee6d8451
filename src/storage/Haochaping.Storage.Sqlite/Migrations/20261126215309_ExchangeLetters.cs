using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Haochaping.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ExchangeLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "exchange_letters",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    direction = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    partner = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ours = table.Column<bool>(type: "INTEGER", nullable: false),
                    sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    act = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    salt = table.Column<byte[]>(type: "BLOB", nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    error = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    receipt = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_letters", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_letters_order_id_partner_number_ours_direction_sequence",
                table: "exchange_letters",
                columns: new[] { "order_id", "partner", "number", "ours", "direction", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_exchange_letters_partner_number",
                table: "exchange_letters",
                columns: new[] { "partner", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_letters_state_due_at",
                table: "exchange_letters",
                columns: new[] { "state", "due_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "exchange_letters");
        }
    }
}
