namespace Haochaping.Tests.Ledger;

/// <summary>The rows that facts speak for, and what an insider does to them.</summary>
internal static class SpokenFor
{
    /// <summary>Every column a fact speaks for, and what an insider writes there. The rest of each line: SQL on both stores.</summary>
    public static readonly (string Table, string[] Columns, string Write)[] Changes =
    [
        ("evaluations", ["level"], "6 - {0}"),
        ("evaluations", ["private", "real_name", "assisted"], "NOT {0}"),
        ("evaluations", ["indicators"], "'{{\"速度\":\"satisfied\"}}'"),
        ("evaluations", ["tags", "answers"], "'[\"x\"]'"),
        ("evaluations", ["text", "channel"], "{0} || 'x'"),
        ("evaluations", ["rater", "entry_id"], KeyValue),
        ("evaluations", ["received_at", "captured_at"], Later),
        ("evaluations_tasks", ["kind", "institution", "region", "hall", "pack", "state", "answer_channel", "answer_hash"], "{0} || 'x'"),
        ("evaluations_tasks", ["place", "linked"], "replace({0}, '演示', '改过')"),
        ("evaluations_tasks", ["completed_at", "closes_at", "answered_at"], Later),
        ("evaluations_tasks", ["provisional", "is_probe"], "NOT {0}"),
        ("evaluations_tasks", ["cases", "answer_level"], "{0} + 1"),
        ("evaluations_tasks", ["answer_entry", "rater", "staff"], KeyValue),
        ("evaluations_complaints", ["kind", "institution", "region", "pack", "text", "channel"], "{0} || 'x'"),
        ("evaluations_complaints", ["place"], "replace({0}, '演示', '改过')"),
        ("evaluations_complaints", ["own_case"], "NOT {0}"),
        ("evaluations_complaints", ["entry_id", "complainant"], KeyValue),
        ("evaluations_complaints", ["received_at"], Later),
        ("evaluations_leads", ["institution", "region", "flagged_by", "note"], "{0} || 'x'"),
        ("evaluations_leads", ["place"], "replace({0}, '演示', '改过')"),
        ("evaluations_leads", ["flagged_at"], Later),
        ("cases", ["source", "case_number", "region", "institution"], "{0} || 'x'"),
        ("cases", ["place"], "replace({0}, '演示', '改过')"),
        ("cases", ["version"], "{0} + 1"),
        ("cases", ["reported_at", "changed_at"], Later),
        ("cases_versions", ["place"], "replace({0}, '演示', '改过')"),
        ("cases_versions", ["replaced_at"], Later),
        ("cases_services", ["completed_at"], Later),
        ("cases_services", ["events"], "'[]'"),
        ("cases_groups", ["kind", "members"], "{0} || 'x'"),
        ("cases_groups", ["place"], "replace({0}, '演示', '改过')"),
        ("cases_groups", ["size"], "{0} + 1"),
        ("cases_groups", ["receipt_told_at", "settled_at"], Later),
        ("cases_visits", ["place"], "replace({0}, '演示', '改过')"),
        ("cases_visits", ["cases"], "'[\"00000000-0000-8000-8000-000000000001\"]'"),
        ("cases_visits", ["turned_away"], "NOT {0}"),
        ("cases_visits", ["visitor"], KeyValue),
        ("cases_visits", ["ended_at"], Later),
        ("work_orders", ["number", "case_number", "holder", "holder_region", "sender", "unit", "unit_region", "hall", "state", "turn", "officer"], "{0} || 'x'"),
        ("work_orders", ["about"], "replace({0}, '演示', '改过')"),
        ("work_orders", ["rater"], KeyValue),
        ("work_orders", ["opened_at", "due", "next_expiry", "handled_at", "closed_at", "listed_at", "talked_at"], Later),
        ("work_orders", ["round", "extensions", "version", "hop"], "{0} + 1"),
        ("work_orders", ["clocks"], "replace({0}, '2020-', '2021-')"),
        ("work_orders", ["is_overdue", "on_time", "is_visited_by_unit"], "NOT {0}"),
        ("work_orders", ["contact", "verdict", "triage", "cause", "satisfaction", "visit"], "{0} || 'x'"),
        ("work_orders", ["shared_with", "owed_by"], "{0} || 'x'"),
        ("work_orders", ["subtasks"], "'[{{\"unit\":\"X\",\"name\":\"X\",\"region\":\"36\"}}]'"),
        ("work_orders", ["contact_days"], "'[\"2020-01-01\"]'"),
        ("work_order_warnings", ["order_id"], KeyValue),
        ("work_order_warnings", ["at", "expires_at"], Later),
        ("work_order_warnings", ["step"], "{0} || 'x'"),
        ("work_order_warnings", ["clocks"], "'[]'"),
        ("work_order_trace", ["at"], Later),
        ("work_order_trace", ["act"], "'Reopened'"),
        ("statistics_cube", ["count"], "{0} + 1"),
        ("statistics_cube", ["region", "institution", "item", "hall", "window", "handling", "via", "measure"], "{0} || 'x'"),
        ("statistics_orders", ["Count_RealName", "Count_Handled", "Count_OnTime", "Count_Overdue", "Count_Unrated"], "NOT {0}"),
        ("statistics_orders", ["Count_Contact", "Count_Visit"], "{0} || 'x'"),
        ("statistics_names", ["name"], "{0} || 'x'"),
    ];

    /// <summary>Tables whose rows all have facts, so that a row more or less is noticed.</summary>
    public static readonly string[] Tables =
    [
        "evaluations", "evaluations_tasks", "evaluations_links", "evaluations_receipts", "evaluations_complaints", "evaluations_leads", "cases", "cases_versions", "cases_services", "cases_groups", "cases_visits",
        "work_orders", "work_order_warnings", "statistics_cube", "statistics_orders", "statistics_names",
    ];

    public const string KeyValue = "'00000000-0000-8000-8000-000000000001'";
    public const string Later = "later";
}
