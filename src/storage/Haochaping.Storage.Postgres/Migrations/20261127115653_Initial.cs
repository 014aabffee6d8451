using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Haochaping.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accountability_alerts",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    concerned = table.Column<string>(type: "character varying(260)", maxLength: 260, nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    authority = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    note_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    measure = table.Column<string>(type: "text", nullable: true),
                    leader = table.Column<bool>(type: "boolean", nullable: false),
                    due = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    reason_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    overdue_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    outcome_salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_accountability_alerts", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "appeals",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    case_number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    handling = table.Column<string>(type: "text", nullable: true),
                    personnel_unit = table.Column<string>(type: "text", nullable: true),
                    desk_code = table.Column<string>(type: "text", nullable: false),
                    desk_region = table.Column<string>(type: "text", nullable: false),
                    desk_name = table.Column<string>(type: "text", nullable: false),
                    staff = table.Column<Guid>(type: "uuid", nullable: true),
                    rater = table.Column<Guid>(type: "uuid", nullable: true),
                    filed_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    filed_as_staff = table.Column<bool>(type: "boolean", nullable: false),
                    filed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    endorse_by = table.Column<DateOnly>(type: "date", nullable: true),
                    decide_by = table.Column<DateOnly>(type: "date", nullable: false),
                    due = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    overdue_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    slip = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    uphold = table.Column<bool>(type: "boolean", nullable: true),
                    adopted = table.Column<string>(type: "text", nullable: true),
                    method = table.Column<string>(type: "text", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    drawn = table.Column<bool>(type: "boolean", nullable: false),
                    reaudited = table.Column<bool>(type: "boolean", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "appeals_mitigations",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals_mitigations", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "appeals_trace",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    appeal_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appeals_trace", x => new { x.case_id, x.appeal_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "appraisal_results",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    authority = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_appraisal_results", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    case_number = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    certificate = table.Column<string>(type: "text", nullable: false),
                    applicant = table.Column<Guid>(type: "uuid", nullable: true),
                    agent = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    reported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "cases_groups",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    members = table.Column<string>(type: "text", nullable: false),
                    receipt_told_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_groups", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "cases_services",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_number = table.Column<int>(type: "integer", nullable: false),
                    report_hash = table.Column<string>(type: "text", nullable: false),
                    events = table.Column<string>(type: "text", nullable: false),
                    visit = table.Column<Guid>(type: "uuid", nullable: true),
                    group_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    rating = table.Column<string>(type: "text", nullable: true),
                    rating_round = table.Column<int>(type: "integer", nullable: false),
                    standing = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_services", x => new { x.case_id, x.service_number });
                });

            migrationBuilder.CreateTable(
                name: "cases_versions",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    replaced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_versions", x => new { x.case_id, x.version });
                });

            migrationBuilder.CreateTable(
                name: "cases_visits",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    cases = table.Column<string>(type: "text", nullable: false),
                    turned_away = table.Column<bool>(type: "boolean", nullable: false),
                    visitor = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    report_hash = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases_visits", x => x.case_id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_duties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "text", nullable: false),
                    staff = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    to = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_duties", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_halls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_halls", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_import_parts",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_import_parts", x => new { x.import_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "catalog_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    file_hash = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<int>(type: "integer", nullable: false),
                    staged_by = table.Column<string>(type: "text", nullable: false),
                    staged_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<string>(type: "text", nullable: false),
                    confirmed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    saved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    choice = table.Column<string>(type: "text", nullable: true),
                    confirmation = table.Column<string>(type: "text", nullable: false),
                    promised = table.Column<string>(type: "text", nullable: true),
                    rejected = table.Column<string>(type: "text", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    done = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_institutions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<string>(type: "text", nullable: false),
                    vertical_line = table.Column<string>(type: "text", nullable: false),
                    supervisor = table.Column<string>(type: "text", nullable: false),
                    initials = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_institutions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_platforms",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_platforms", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_regions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    parent = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_regions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_service_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_type = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    main_name = table.Column<string>(type: "text", nullable: false),
                    completion = table.Column<string>(type: "text", nullable: false),
                    statutory_days = table.Column<int>(type: "integer", nullable: true),
                    promised_days = table.Column<int>(type: "integer", nullable: true),
                    labels = table.Column<string>(type: "text", nullable: false),
                    stages = table.Column<string>(type: "text", nullable: false),
                    questions = table.Column<string>(type: "text", nullable: false),
                    rating_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_service_items", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_staff_members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    work_number = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    personnel_unit = table.Column<string>(type: "text", nullable: false),
                    alias = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_staff_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_stamps",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_stamps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_windows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    alias = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: false),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    latest = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_windows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_device_ratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    device = table.Column<Guid>(type: "uuid", nullable: false),
                    counter = table.Column<long>(type: "bigint", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    prompt = table.Column<Guid>(type: "uuid", nullable: true),
                    case_number = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    receipt_path = table.Column<string>(type: "text", nullable: true),
                    claimed = table.Column<string>(type: "text", nullable: true),
                    captured_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    retry_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    content = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_device_ratings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_devices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    token = table.Column<string>(type: "text", nullable: false),
                    key_kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    code_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "text", nullable: false),
                    window_key = table.Column<string>(type: "text", nullable: false),
                    model = table.Column<string>(type: "text", nullable: false),
                    serial = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    enrolled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revoked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    last_seen = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    queue = table.Column<int>(type: "integer", nullable: false),
                    battery = table.Column<int>(type: "integer", nullable: true),
                    skew = table.Column<long>(type: "bigint", nullable: false),
                    reload_asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    counter = table.Column<long>(type: "bigint", nullable: false),
                    missing = table.Column<string>(type: "text", nullable: false),
                    reused = table.Column<int>(type: "integer", nullable: false),
                    forged = table.Column<int>(type: "integer", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_devices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_hand_overs",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    terminal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_hand_overs", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "channels_paper_batches",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<Guid>(type: "uuid", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    institution_name = table.Column<string>(type: "text", nullable: false),
                    item_name = table.Column<string>(type: "text", nullable: false),
                    issued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_paper_batches", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "channels_paper_forms",
                columns: table => new
                {
                    serial = table.Column<string>(type: "text", nullable: false),
                    batch = table.Column<int>(type: "integer", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    entries = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: true),
                    scan = table.Column<string>(type: "text", nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_paper_forms", x => x.serial);
                });

            migrationBuilder.CreateTable(
                name: "channels_place_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: true),
                    institution = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<int>(type: "integer", nullable: false),
                    made_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_place_codes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_presses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    @operator = table.Column<Guid>(name: "operator", type: "uuid", nullable: true),
                    pressed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    receipt_code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_presses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_prompts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_number = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "text", nullable: false),
                    window_key = table.Column<string>(type: "text", nullable: false),
                    device = table.Column<Guid>(type: "uuid", nullable: true),
                    staff = table.Column<Guid>(type: "uuid", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    shown_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_prompts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_pulse",
                columns: table => new
                {
                    channel = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    hour = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_pulse", x => new { x.channel, x.day, x.hour });
                });

            migrationBuilder.CreateTable(
                name: "channels_replies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    phone_mark = table.Column<Guid>(type: "uuid", nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    answer = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    is_queued = table.Column<bool>(type: "boolean", nullable: false),
                    code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    task_id = table.Column<Guid>(type: "uuid", nullable: true),
                    institution = table.Column<string>(type: "text", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    case_number = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_replies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "channels_talks",
                columns: table => new
                {
                    phone_mark = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    listed = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: true),
                    given_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reply = table.Column<Guid>(type: "uuid", nullable: true),
                    turn = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_talks", x => x.phone_mark);
                });

            migrationBuilder.CreateTable(
                name: "channels_window_services",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "text", nullable: false),
                    staff = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channels_window_services", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    level = table.Column<int>(type: "integer", nullable: false),
                    indicators = table.Column<string>(type: "text", nullable: false),
                    tags = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    @private = table.Column<bool>(name: "private", type: "boolean", nullable: false),
                    real_name = table.Column<bool>(type: "boolean", nullable: false),
                    rater = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    captured_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    assisted = table.Column<bool>(type: "boolean", nullable: false),
                    terminal = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    pictures = table.Column<string>(type: "text", nullable: true),
                    answers = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_codes",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: true),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    sends = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_codes", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_collected",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    service_number = table.Column<int>(type: "integer", nullable: false),
                    lead_case = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true),
                    message = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_collected", x => new { x.case_id, x.service_number });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_complaints",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    complaint_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    stated_number = table.Column<string>(type: "text", nullable: true),
                    channel = table.Column<string>(type: "text", nullable: false),
                    own_case = table.Column<bool>(type: "boolean", nullable: false),
                    complainant = table.Column<Guid>(type: "uuid", nullable: true),
                    pictures = table.Column<string>(type: "text", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_complaints", x => new { x.case_id, x.complaint_id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_dialects",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_dialects", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "evaluations_links",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    covered_case = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_links", x => new { x.case_id, x.task_id, x.covered_case });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_receipts",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_receipts", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "evaluations_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_sweeps", x => x.revision);
                });

            migrationBuilder.CreateTable(
                name: "evaluations_tasks",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    place = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: true),
                    staff = table.Column<Guid>(type: "uuid", nullable: true),
                    region = table.Column<string>(type: "text", nullable: false),
                    is_probe = table.Column<bool>(type: "boolean", nullable: false),
                    pack = table.Column<string>(type: "text", nullable: false),
                    completed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    counts_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    closes_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    provisional = table.Column<bool>(type: "boolean", nullable: false),
                    calendar = table.Column<int>(type: "integer", nullable: false),
                    moved_from = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    moved_by = table.Column<string>(type: "text", nullable: true),
                    supplement_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    cases = table.Column<int>(type: "integer", nullable: false),
                    linked = table.Column<string>(type: "text", nullable: true),
                    questions = table.Column<string>(type: "text", nullable: true),
                    rater = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    remind_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    messages_sent = table.Column<int>(type: "integer", nullable: false),
                    answer_entry = table.Column<Guid>(type: "uuid", nullable: true),
                    answer_hash = table.Column<string>(type: "text", nullable: true),
                    answer_channel = table.Column<string>(type: "text", nullable: true),
                    answer_level = table.Column<int>(type: "integer", nullable: true),
                    answered_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_tasks", x => new { x.case_id, x.task_id });
                });

            migrationBuilder.CreateTable(
                name: "exchange_letters",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    direction = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    partner = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    number = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ours = table.Column<bool>(type: "boolean", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    commitment = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    salt = table.Column<byte[]>(type: "bytea", nullable: false),
                    body = table.Column<string>(type: "text", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    error = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    receipt = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    settled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_letters", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "house_data_protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_house_data_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_access_log",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_access_log", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_accounts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    display_name = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    roles = table.Column<string>(type: "text", nullable: false),
                    institutions = table.Column<string>(type: "text", nullable: false),
                    regions = table.Column<string>(type: "text", nullable: false),
                    halls = table.Column<string>(type: "text", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    person_key = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: false),
                    one_time_password = table.Column<bool>(type: "boolean", nullable: false),
                    stamp = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    tries_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    totp_secret = table.Column<string>(type: "text", nullable: true),
                    totp_step = table.Column<long>(type: "bigint", nullable: false),
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_in_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_accounts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_client_secrets",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    client_id = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_client_secrets", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "identity_clients",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    scopes = table.Column<string>(type: "text", nullable: false),
                    institutions = table.Column<string>(type: "text", nullable: false),
                    regions = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    disabled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    used_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_clients", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_erasures",
                columns: table => new
                {
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_erasures", x => new { x.token, x.at });
                });

            migrationBuilder.CreateTable(
                name: "identity_files",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    key_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_files", x => new { x.case_id, x.entry_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "identity_limits",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_limits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_recovery_codes",
                columns: table => new
                {
                    account_id = table.Column<Guid>(type: "uuid", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_recovery_codes", x => new { x.account_id, x.hash });
                });

            migrationBuilder.CreateTable(
                name: "identity_sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    account_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    address = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_sign_ins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "identity_vault_checks",
                columns: table => new
                {
                    purpose = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    key_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    box = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_vault_checks", x => new { x.purpose, x.key_id });
                });

            migrationBuilder.CreateTable(
                name: "identity_vault_persons",
                columns: table => new
                {
                    token = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    wrapped_key = table.Column<byte[]>(type: "bytea", nullable: false),
                    data = table.Column<byte[]>(type: "bytea", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    sealed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_vault_persons", x => x.token);
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    business_date = table.Column<DateOnly>(type: "date", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => new { x.case_id, x.entry_id });
                });

            migrationBuilder.CreateTable(
                name: "kernel_cursors",
                columns: table => new
                {
                    follower = table.Column<string>(type: "text", nullable: false),
                    next = table.Column<long>(type: "bigint", nullable: false),
                    stuck = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_cursors", x => x.follower);
                });

            migrationBuilder.CreateTable(
                name: "kernel_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "ledger_checkpoints",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    root = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    signed_by = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    note = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_checkpoints", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "ledger_tiles",
                columns: table => new
                {
                    level = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<long>(type: "bigint", nullable: false),
                    hashes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_tiles", x => new { x.level, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "log",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false),
                    leaf = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_log", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "notifications_opt_outs",
                columns: table => new
                {
                    phone_mark = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_opt_outs", x => x.phone_mark);
                });

            migrationBuilder.CreateTable(
                name: "notifications_outbox",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    gateway_key = table.Column<Guid>(type: "uuid", nullable: false),
                    recipient = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    link = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    secret = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    queued_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    due_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    error = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    provider_id = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    phone_mark = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications_outbox", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "policy_calendars",
                columns: table => new
                {
                    year = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: true),
                    imported = table.Column<bool>(type: "boolean", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true),
                    published = table.Column<DateOnly>(type: "date", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    text = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_calendars", x => new { x.year, x.version });
                });

            migrationBuilder.CreateTable(
                name: "policy_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    pack_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    @base = table.Column<string>(name: "base", type: "character varying(80)", maxLength: 80, nullable: false),
                    signer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    authors = table.Column<string>(type: "text", nullable: false),
                    approver = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    notes = table.Column<string>(type: "text", nullable: false),
                    rehearsal = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "policy_versions",
                columns: table => new
                {
                    reference = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    stack = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_versions", x => x.reference);
                });

            migrationBuilder.CreateTable(
                name: "publication_issues",
                columns: table => new
                {
                    number = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    final = table.Column<bool>(type: "boolean", nullable: false),
                    replaces = table.Column<int>(type: "integer", nullable: true),
                    generated_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publication_issues", x => x.number);
                });

            migrationBuilder.CreateTable(
                name: "statistics_cube",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    item = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: false),
                    window = table.Column<string>(type: "text", nullable: false),
                    handling = table.Column<string>(type: "text", nullable: false),
                    via = table.Column<string>(type: "text", nullable: false),
                    measure = table.Column<string>(type: "text", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statistics_cube", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statistics_names",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statistics_names", x => new { x.kind, x.code });
                });

            migrationBuilder.CreateTable(
                name: "statistics_orders",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    Count_Contact = table.Column<string>(type: "text", nullable: true),
                    Count_Handled = table.Column<bool>(type: "boolean", nullable: false),
                    Count_OnTime = table.Column<bool>(type: "boolean", nullable: true),
                    Count_Overdue = table.Column<bool>(type: "boolean", nullable: false),
                    Count_RealName = table.Column<bool>(type: "boolean", nullable: false),
                    Count_Satisfied = table.Column<bool>(type: "boolean", nullable: true),
                    Count_Unrated = table.Column<bool>(type: "boolean", nullable: false),
                    Count_Visit = table.Column<string>(type: "text", nullable: true),
                    Count_Voided = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statistics_orders", x => x.order_id);
                });

            migrationBuilder.CreateTable(
                name: "statistics_progress",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statistics_progress", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unsealed",
                columns: table => new
                {
                    arrival = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    entry_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unsealed", x => x.arrival);
                });

            migrationBuilder.CreateTable(
                name: "work_order_call_backs",
                columns: table => new
                {
                    draw = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    result = table.Column<string>(type: "text", nullable: true),
                    was_called = table.Column<bool>(type: "boolean", nullable: true),
                    satisfaction = table.Column<string>(type: "text", nullable: true),
                    called_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    called_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_call_backs", x => new { x.draw, x.order_id });
                });

            migrationBuilder.CreateTable(
                name: "work_order_draws",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    from = table.Column<DateOnly>(type: "date", nullable: false),
                    to = table.Column<DateOnly>(type: "date", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    seed = table.Column<byte[]>(type: "bytea", nullable: false),
                    announced_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    announced_by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    drawn_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    population = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_draws", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_export_parts",
                columns: table => new
                {
                    export_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_export_parts", x => new { x.export_id, x.part });
                });

            migrationBuilder.CreateTable(
                name: "work_order_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    institutions = table.Column<string>(type: "text", nullable: false),
                    regions = table.Column<string>(type: "text", nullable: false),
                    query = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    format = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<Guid>(type: "uuid", nullable: true),
                    fetched_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    fetches = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_filters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    query = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_filters", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_replies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_replies", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "work_order_sweeps",
                columns: table => new
                {
                    revision = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    notice = table.Column<string>(type: "text", nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_sweeps", x => x.revision);
                });

            migrationBuilder.CreateTable(
                name: "work_order_trace",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    act = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    by = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    desk = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: true),
                    text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    salt = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_trace", x => new { x.case_id, x.order_id, x.line });
                });

            migrationBuilder.CreateTable(
                name: "work_order_warnings",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    step = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    clocks = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_order_warnings", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "work_orders",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    case_number = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    rater = table.Column<Guid>(type: "uuid", nullable: true),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    route = table.Column<string>(type: "text", nullable: false),
                    hop = table.Column<int>(type: "integer", nullable: false),
                    holder = table.Column<string>(type: "text", nullable: false),
                    holder_region = table.Column<string>(type: "text", nullable: false),
                    sender = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    unit_name = table.Column<string>(type: "text", nullable: false),
                    unit_region = table.Column<string>(type: "text", nullable: false),
                    hall = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    round = table.Column<int>(type: "integer", nullable: false),
                    clocks = table.Column<string>(type: "text", nullable: false),
                    due = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    next_expiry = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    calendar = table.Column<int>(type: "integer", nullable: true),
                    is_overdue = table.Column<bool>(type: "boolean", nullable: false),
                    officer = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    contact = table.Column<string>(type: "text", nullable: true),
                    contact_days = table.Column<string>(type: "text", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    triage = table.Column<string>(type: "text", nullable: true),
                    cause = table.Column<string>(type: "text", nullable: true),
                    promised = table.Column<DateOnly>(type: "date", nullable: true),
                    talked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    subtasks = table.Column<string>(type: "text", nullable: false),
                    extensions = table.Column<int>(type: "integer", nullable: false),
                    handled_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    on_time = table.Column<bool>(type: "boolean", nullable: true),
                    visit_days = table.Column<string>(type: "text", nullable: false),
                    satisfaction = table.Column<string>(type: "text", nullable: true),
                    visit = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    listed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    shared_with = table.Column<string>(type: "text", nullable: false),
                    owed_by = table.Column<string>(type: "text", nullable: false),
                    is_visited_by_unit = table.Column<bool>(type: "boolean", nullable: false),
                    turn = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_work_orders", x => new { x.case_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "evaluations_recordings",
                columns: table => new
                {
                    dialect = table.Column<Guid>(type: "uuid", nullable: false),
                    phrase = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evaluations_recordings", x => new { x.dialect, x.phrase });
                    table.ForeignKey(
                        name: "fk_evaluations_recordings_evaluations_dialects_dialect",
                        column: x => x.dialect,
                        principalTable: "evaluations_dialects",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_id",
                table: "accountability_alerts",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_raised_at",
                table: "accountability_alerts",
                column: "raised_at");

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_state_due",
                table: "accountability_alerts",
                columns: new[] { "state", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_accountability_alerts_unit_raised_at",
                table: "accountability_alerts",
                columns: new[] { "unit", "raised_at" });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_case_number",
                table: "appeals",
                column: "case_number");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_due",
                table: "appeals",
                column: "due");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_id",
                table: "appeals",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_number",
                table: "appeals",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_appeals_staff_filed_by",
                table: "appeals",
                columns: new[] { "staff", "filed_by" });

            migrationBuilder.CreateIndex(
                name: "ix_appeals_state_decide_by",
                table: "appeals",
                columns: new[] { "state", "decide_by" });

            migrationBuilder.CreateIndex(
                name: "ix_appraisal_results_month_unit",
                table: "appraisal_results",
                columns: new[] { "month", "unit" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_number",
                table: "cases",
                column: "case_number");

            migrationBuilder.CreateIndex(
                name: "ix_cases_institution_reported_at",
                table: "cases",
                columns: new[] { "institution", "reported_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_reported_at_case_id",
                table: "cases",
                columns: new[] { "reported_at", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_duties_window_from",
                table: "catalog_duties",
                columns: new[] { "window", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_halls_key_effective_from",
                table: "catalog_halls",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_halls_latest_key",
                table: "catalog_halls",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_imports_staged_at",
                table: "catalog_imports",
                column: "staged_at");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_institutions_key_effective_from",
                table: "catalog_institutions",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_institutions_latest_key",
                table: "catalog_institutions",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_institutions_region_kind",
                table: "catalog_institutions",
                columns: new[] { "region", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_platforms_key_effective_from",
                table: "catalog_platforms",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_platforms_latest_key",
                table: "catalog_platforms",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_regions_key_effective_from",
                table: "catalog_regions",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_regions_latest_key",
                table: "catalog_regions",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_service_items_institution",
                table: "catalog_service_items",
                column: "institution");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_service_items_key_effective_from",
                table: "catalog_service_items",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_service_items_latest_key",
                table: "catalog_service_items",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_staff_members_alias",
                table: "catalog_staff_members",
                column: "alias");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_staff_members_key_effective_from",
                table: "catalog_staff_members",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_staff_members_latest_key",
                table: "catalog_staff_members",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_staff_members_token",
                table: "catalog_staff_members",
                column: "token");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_windows_alias",
                table: "catalog_windows",
                column: "alias");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_windows_key_effective_from",
                table: "catalog_windows",
                columns: new[] { "key", "effective_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_windows_latest_key",
                table: "catalog_windows",
                columns: new[] { "latest", "key" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_device_ratings_device_counter",
                table: "channels_device_ratings",
                columns: new[] { "device", "counter" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_device_ratings_state_received_at",
                table: "channels_device_ratings",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_device_ratings_state_retry_at",
                table: "channels_device_ratings",
                columns: new[] { "state", "retry_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_devices_code",
                table: "channels_devices",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channels_devices_window_key",
                table: "channels_devices",
                column: "window_key");

            migrationBuilder.CreateIndex(
                name: "ix_channels_paper_forms_batch",
                table: "channels_paper_forms",
                column: "batch");

            migrationBuilder.CreateIndex(
                name: "ix_channels_paper_forms_institution_state",
                table: "channels_paper_forms",
                columns: new[] { "institution", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_presses_state_received_at",
                table: "channels_presses",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_prompts_case_id_task_id",
                table: "channels_prompts",
                columns: new[] { "case_id", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_prompts_window_key_given_at",
                table: "channels_prompts",
                columns: new[] { "window_key", "given_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_pulse_day",
                table: "channels_pulse",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "ix_channels_replies_outcome_received_at",
                table: "channels_replies",
                columns: new[] { "outcome", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_replies_phone_mark_received_at",
                table: "channels_replies",
                columns: new[] { "phone_mark", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_channels_talks_until",
                table: "channels_talks",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_channels_window_services_completed_at",
                table: "channels_window_services",
                column: "completed_at");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_received_at",
                table: "evaluations",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_collected_state_received_at",
                table: "evaluations_collected",
                columns: new[] { "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_complaint_id",
                table: "evaluations_complaints",
                column: "complaint_id");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_institution_received_at",
                table: "evaluations_complaints",
                columns: new[] { "institution", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_complaints_received_at",
                table: "evaluations_complaints",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_leads_flagged_at",
                table: "evaluations_leads",
                column: "flagged_at");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_links_covered_case",
                table: "evaluations_links",
                column: "covered_case");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_recordings_hash",
                table: "evaluations_recordings",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_hall_completed_at",
                table: "evaluations_tasks",
                columns: new[] { "hall", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_institution_closes_at",
                table: "evaluations_tasks",
                columns: new[] { "institution", "closes_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_institution_completed_at",
                table: "evaluations_tasks",
                columns: new[] { "institution", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_rater_completed_at",
                table: "evaluations_tasks",
                columns: new[] { "rater", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_staff_completed_at",
                table: "evaluations_tasks",
                columns: new[] { "staff", "completed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_state_closes_at",
                table: "evaluations_tasks",
                columns: new[] { "state", "closes_at" });

            migrationBuilder.CreateIndex(
                name: "ix_evaluations_tasks_state_remind_at",
                table: "evaluations_tasks",
                columns: new[] { "state", "remind_at" });

            migrationBuilder.CreateIndex(
                name: "ix_exchange_letters_order_id_partner_number_ours_direction_seq~",
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

            migrationBuilder.CreateIndex(
                name: "ix_identity_access_log_at",
                table: "identity_access_log",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_identity_access_log_token",
                table: "identity_access_log",
                column: "token");

            migrationBuilder.CreateIndex(
                name: "ix_identity_accounts_name",
                table: "identity_accounts",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_accounts_subject",
                table: "identity_accounts",
                column: "subject",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_identity_client_secrets_client_id",
                table: "identity_client_secrets",
                column: "client_id");

            migrationBuilder.CreateIndex(
                name: "ix_identity_files_stored_at",
                table: "identity_files",
                column: "stored_at");

            migrationBuilder.CreateIndex(
                name: "ix_identity_limits_until",
                table: "identity_limits",
                column: "until");

            migrationBuilder.CreateIndex(
                name: "ix_identity_sign_ins_at",
                table: "identity_sign_ins",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_checkpoints_size",
                table: "ledger_checkpoints",
                column: "size",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_log_case_id_entry_id",
                table: "log",
                columns: new[] { "case_id", "entry_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_outbox_gateway_key",
                table: "notifications_outbox",
                column: "gateway_key");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_outbox_phone_mark_queued_at",
                table: "notifications_outbox",
                columns: new[] { "phone_mark", "queued_at" });

            migrationBuilder.CreateIndex(
                name: "ix_notifications_outbox_state_due_at",
                table: "notifications_outbox",
                columns: new[] { "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_calendars_revision",
                table: "policy_calendars",
                column: "revision",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_policy_drafts_state",
                table: "policy_drafts",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_statistics_cube_day_institution",
                table: "statistics_cube",
                columns: new[] { "day", "institution" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_draws_drawn_at_to",
                table: "work_order_draws",
                columns: new[] { "drawn_at", "to" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_exports_owner_asked_at",
                table: "work_order_exports",
                columns: new[] { "owner", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_exports_state_asked_at",
                table: "work_order_exports",
                columns: new[] { "state", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "ix_work_order_filters_owner_name",
                table: "work_order_filters",
                columns: new[] { "owner", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_order_replies_institution_name",
                table: "work_order_replies",
                columns: new[] { "institution", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_work_order_warnings_order_id_step",
                table: "work_order_warnings",
                columns: new[] { "order_id", "step" });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_calendar",
                table: "work_orders",
                column: "calendar");

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_case_number",
                table: "work_orders",
                column: "case_number");

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_hall_state",
                table: "work_orders",
                columns: new[] { "hall", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_holder_state_due",
                table: "work_orders",
                columns: new[] { "holder", "state", "due" });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_id",
                table: "work_orders",
                column: "id");

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_next_expiry",
                table: "work_orders",
                column: "next_expiry");

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_number",
                table: "work_orders",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_turn_due_id",
                table: "work_orders",
                columns: new[] { "turn", "due", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_work_orders_unit_state_due",
                table: "work_orders",
                columns: new[] { "unit", "state", "due" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accountability_alerts");

            migrationBuilder.DropTable(
                name: "appeals");

            migrationBuilder.DropTable(
                name: "appeals_mitigations");

            migrationBuilder.DropTable(
                name: "appeals_trace");

            migrationBuilder.DropTable(
                name: "appraisal_results");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "cases_groups");

            migrationBuilder.DropTable(
                name: "cases_services");

            migrationBuilder.DropTable(
                name: "cases_versions");

            migrationBuilder.DropTable(
                name: "cases_visits");

            migrationBuilder.DropTable(
                name: "catalog_duties");

            migrationBuilder.DropTable(
                name: "catalog_halls");

            migrationBuilder.DropTable(
                name: "catalog_import_parts");

            migrationBuilder.DropTable(
                name: "catalog_imports");

            migrationBuilder.DropTable(
                name: "catalog_institutions");

            migrationBuilder.DropTable(
                name: "catalog_platforms");

            migrationBuilder.DropTable(
                name: "catalog_regions");

            migrationBuilder.DropTable(
                name: "catalog_service_items");

            migrationBuilder.DropTable(
                name: "catalog_staff_members");

            migrationBuilder.DropTable(
                name: "catalog_stamps");

            migrationBuilder.DropTable(
                name: "catalog_windows");

            migrationBuilder.DropTable(
                name: "channels_device_ratings");

            migrationBuilder.DropTable(
                name: "channels_devices");

            migrationBuilder.DropTable(
                name: "channels_hand_overs");

            migrationBuilder.DropTable(
                name: "channels_paper_batches");

            migrationBuilder.DropTable(
                name: "channels_paper_forms");

            migrationBuilder.DropTable(
                name: "channels_place_codes");

            migrationBuilder.DropTable(
                name: "channels_presses");

            migrationBuilder.DropTable(
                name: "channels_prompts");

            migrationBuilder.DropTable(
                name: "channels_pulse");

            migrationBuilder.DropTable(
                name: "channels_replies");

            migrationBuilder.DropTable(
                name: "channels_talks");

            migrationBuilder.DropTable(
                name: "channels_window_services");

            migrationBuilder.DropTable(
                name: "evaluations");

            migrationBuilder.DropTable(
                name: "evaluations_codes");

            migrationBuilder.DropTable(
                name: "evaluations_collected");

            migrationBuilder.DropTable(
                name: "evaluations_complaints");

            migrationBuilder.DropTable(
                name: "evaluations_leads");

            migrationBuilder.DropTable(
                name: "evaluations_links");

            migrationBuilder.DropTable(
                name: "evaluations_receipts");

            migrationBuilder.DropTable(
                name: "evaluations_recordings");

            migrationBuilder.DropTable(
                name: "evaluations_sweeps");

            migrationBuilder.DropTable(
                name: "evaluations_tasks");

            migrationBuilder.DropTable(
                name: "exchange_letters");

            migrationBuilder.DropTable(
                name: "house_data_protection_keys");

            migrationBuilder.DropTable(
                name: "identity_access_log");

            migrationBuilder.DropTable(
                name: "identity_accounts");

            migrationBuilder.DropTable(
                name: "identity_client_secrets");

            migrationBuilder.DropTable(
                name: "identity_clients");

            migrationBuilder.DropTable(
                name: "identity_erasures");

            migrationBuilder.DropTable(
                name: "identity_files");

            migrationBuilder.DropTable(
                name: "identity_limits");

            migrationBuilder.DropTable(
                name: "identity_recovery_codes");

            migrationBuilder.DropTable(
                name: "identity_sign_ins");

            migrationBuilder.DropTable(
                name: "identity_vault_checks");

            migrationBuilder.DropTable(
                name: "identity_vault_persons");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "kernel_cursors");

            migrationBuilder.DropTable(
                name: "kernel_leases");

            migrationBuilder.DropTable(
                name: "ledger_checkpoints");

            migrationBuilder.DropTable(
                name: "ledger_tiles");

            migrationBuilder.DropTable(
                name: "log");

            migrationBuilder.DropTable(
                name: "notifications_opt_outs");

            migrationBuilder.DropTable(
                name: "notifications_outbox");

            migrationBuilder.DropTable(
                name: "policy_calendars");

            migrationBuilder.DropTable(
                name: "policy_drafts");

            migrationBuilder.DropTable(
                name: "policy_versions");

            migrationBuilder.DropTable(
                name: "publication_issues");

            migrationBuilder.DropTable(
                name: "statistics_cube");

            migrationBuilder.DropTable(
                name: "statistics_names");

            migrationBuilder.DropTable(
                name: "statistics_orders");

            migrationBuilder.DropTable(
                name: "statistics_progress");

            migrationBuilder.DropTable(
                name: "unsealed");

            migrationBuilder.DropTable(
                name: "work_order_call_backs");

            migrationBuilder.DropTable(
                name: "work_order_draws");

            migrationBuilder.DropTable(
                name: "work_order_export_parts");

            migrationBuilder.DropTable(
                name: "work_order_exports");

            migrationBuilder.DropTable(
                name: "work_order_filters");

            migrationBuilder.DropTable(
                name: "work_order_replies");

            migrationBuilder.DropTable(
                name: "work_order_sweeps");

            migrationBuilder.DropTable(
                name: "work_order_trace");

            migrationBuilder.DropTable(
                name: "work_order_warnings");

            migrationBuilder.DropTable(
                name: "work_orders");

            migrationBuilder.DropTable(
                name: "evaluations_dialects");
        }
    }
}
