using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Verdict = Haochaping.WorkOrders.Contracts.Verdict;

namespace Haochaping.Tests.Ledger;

/// <summary>An insider with the database in hand: whatever row of whatever room they change, verification names it.</summary>
public sealed class VerifyRowsTests
{
    /// <summary>Every column a fact speaks for, and what an insider writes there. The rest of each line: SQL on both stores.</summary>
    private static readonly (string Table, string[] Columns, string Write)[] Changes =
    [
        ("evaluations", ["level"], "6 - {0}"),
        ("evaluations", ["private", "real_name"], "NOT {0}"),
        ("evaluations", ["indicators"], "'{{\"速度\":\"satisfied\"}}'"),
        ("evaluations", ["tags"], "'[\"x\"]'"),
        ("evaluations", ["text", "channel"], "{0} || 'x'"),
        ("evaluations", ["rater", "entry_id"], KeyValue),
        ("evaluations", ["received_at", "captured_at"], Later),
        ("evaluations_tasks", ["kind", "institution", "pack", "state", "answer_channel", "answer_hash"], "{0} || 'x'"),
        ("evaluations_tasks", ["place", "linked"], "replace({0}, '演示', '改过')"),
        ("evaluations_tasks", ["completed_at", "closes_at", "answered_at"], Later),
        ("evaluations_tasks", ["provisional"], "NOT {0}"),
        ("evaluations_tasks", ["cases", "answer_level"], "{0} + 1"),
        ("evaluations_tasks", ["answer_entry", "rater"], KeyValue),
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
        ("work_orders", ["number", "case_number", "holder", "holder_region", "sender", "unit", "state"], "{0} || 'x'"),
        ("work_orders", ["about"], "replace({0}, '演示', '改过')"),
        ("work_orders", ["rater"], KeyValue),
        ("work_orders", ["opened_at", "due", "next_expiry", "handled_at", "closed_at"], Later),
        ("work_orders", ["round", "extensions", "version", "hop"], "{0} + 1"),
        ("work_orders", ["clocks"], "replace({0}, '2020-', '2021-')"),
        ("work_orders", ["is_overdue", "on_time"], "NOT {0}"),
        ("work_orders", ["contact", "verdict", "triage", "cause", "satisfaction", "visit"], "{0} || 'x'"),
        ("work_orders", ["contact_days"], "'[\"2020-01-01\"]'"),
        ("work_order_trace", ["at"], Later),
        ("work_order_trace", ["act"], "'Reopened'"),
        ("statistics_cube", ["count"], "{0} + 1"),
        ("statistics_cube", ["region", "institution", "item", "hall", "window", "handling", "via", "measure"], "{0} || 'x'"),
        ("statistics_orders", ["Count_RealName", "Count_Handled", "Count_OnTime", "Count_Overdue"], "NOT {0}"),
        ("statistics_orders", ["Count_Contact", "Count_Visit"], "{0} || 'x'"),
        ("statistics_names", ["name"], "{0} || 'x'"),
    ];

    /// <summary>Tables whose rows all have facts, so that a row more or less is noticed.</summary>
    private static readonly string[] Tables =
    [
        "evaluations", "evaluations_tasks", "evaluations_links", "evaluations_receipts", "cases", "cases_versions", "cases_services", "cases_groups", "cases_visits",
        "work_orders", "statistics_cube", "statistics_orders", "statistics_names",
    ];

    private const string KeyValue = "'00000000-0000-8000-8000-000000000001'";
    private const string Later = "later";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("X-11")]
    public async Task Every_altered_column_is_named_and_nothing_else_is(TownStore store)
    {
        await using var town = await ALivelyTown(store);
        (await town.FaultsAsync()).ShouldBeEmpty();
        await using var insider = await Insider.OfAsync(town, store);
        List<string> unseen = [];
        foreach (var (table, column, write) in Changes.SelectMany(c => c.Columns, (c, column) => (c.Table, column, c.Write)))
        {
            var later = store == TownStore.Sqlite ? "{0} + 60000" : "{0} + interval '1 minute'";
            var changed = await insider.KeepAsync(table, () => insider.DoAsync(
                $"UPDATE {table} SET \"{column}\" = {string.Format(null, write == Later ? later : write, $"\"{column}\"")} WHERE \"{column}\" IS NOT NULL{(column == "act" ? " AND act = 'Accepted'" : table == "work_order_trace" ? " AND act <> 'Talked'" : "")}"));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync(table);
            // A line under another act is one line gone and one too many.
            var named = column is "act" ? faults : [.. faults.Where(f => f.Column == column)];
            var rows = named.Select(f => f.Row).Distinct().Count();
            if (changed == 0 || rows != (column is "act" ? 2 * changed : changed) || named.Count != faults.Count)
            {
                unseen.Add($"{table}.{column}: {changed} changed, told {Told(faults)}");
            }
        }

        unseen.ShouldBeEmpty();
        (await town.FaultsAsync()).ShouldBeEmpty("everything was put back");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_row_that_is_gone_and_a_row_that_moved_are_named(TownStore store)
    {
        await using var town = await ALivelyTown(store);
        await using var insider = await Insider.OfAsync(town, store);
        foreach (var table in Tables)
        {
            var gone = await insider.KeepAsync(table, () => insider.DoAsync($"DELETE FROM {table}{(table == "cases_services" ? " WHERE completed_at IS NOT NULL" : "")}"));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync(table);
            faults.ShouldAllBe(f => f.Table == table && f.Code == "row-missing", Told(faults));
            faults.Count.ShouldBe(gone, table);
        }

        foreach (var (table, key) in new[] { ("evaluations", "task_id"), ("evaluations_tasks", "task_id"), ("evaluations_receipts", "task_id"), ("cases", "case_id"), ("work_orders", "id"), ("statistics_cube", "id") })
        {
            await insider.KeepAsync(table, () => insider.DoAsync($"UPDATE {table} SET {key} = {KeyValue} WHERE {key} = (SELECT min(cast({key} as text)) FROM {table}){(store == TownStore.Sqlite ? "" : "::uuid")}"));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync(table);
            faults.Select(f => f.Code).ShouldContain("row-unfounded", table);
            faults.ShouldAllBe(f => f.Table.StartsWith(table.Split('_')[0], StringComparison.Ordinal) || f.Table == "work_order_trace", Told(faults));
        }

        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("51201402100003-511602000000-000-11511301008778239R-1-00")] // an item code as provinces give them
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public void A_key_as_long_as_real_ones_is_told_in_full(string key) => RowCheck.KeyOf([new("Item"), new(key)]).ShouldBe($"Item/{key}");

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Whoever_says_that_less_was_counted_is_contradicted_by_the_cube(TownStore store)
    {
        await using var town = await ALivelyTown(store);
        await using var insider = await Insider.OfAsync(town, store);
        await insider.DoAsync("UPDATE statistics_progress SET position = position - 1");
        var faults = await town.FaultsAsync();
        faults.ShouldContain(f => f.Table == "statistics_progress" && f.Column == "position", Told(faults));
        faults.ShouldContain(f => f.Table == "statistics_cube", Told(faults));
        faults.ShouldAllBe(f => f.Table.StartsWith("statistics_"), Told(faults));
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-19i")]
    public async Task A_written_word_is_held_by_its_commitment_and_a_trace_line_by_its_fact(TownStore store)
    {
        await using var town = await ALivelyTown(store);
        await using var insider = await Insider.OfAsync(town, store);
        foreach (var (act, sql) in new[]
        {
            ("text", "UPDATE work_order_trace SET text = text || '。' WHERE act = 'Replied'"),
            ("by", "UPDATE work_order_trace SET \"by\" = 'staff:another' WHERE act = 'Verified'"),
            ("words", "UPDATE work_order_trace SET words = '[\"不属实\"]' WHERE act = 'Verified'"),
            ("day", $"UPDATE work_order_trace SET day = {(store == TownStore.Sqlite ? "'2020-12-31'" : "date '2020-12-31'")} WHERE act = 'Extended'"),
        })
        {
            var changed = await insider.KeepAsync("work_order_trace", () => insider.DoAsync(sql));
            var faults = await town.FaultsAsync();
            await insider.RestoreAsync("work_order_trace");
            faults.ShouldAllBe(f => f.Table == "work_order_trace" && f.Column == act, Told(faults));
            faults.Count.ShouldBe(changed, act);
            changed.ShouldBeGreaterThan(0);
        }

        await insider.KeepAsync("work_order_trace", () => insider.DoAsync("DELETE FROM work_order_trace WHERE act = 'Contacted'"));
        var missing = await town.FaultsAsync();
        missing.ShouldAllBe(f => f.Table == "work_order_trace" && f.Code == "row-missing", Told(missing));
        missing.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_house_in_the_middle_of_its_work_is_clean(TownStore store)
    {
        await using var town = await ALivelyTown(store);
        var link = await town.LinkOf(await town.ACaseIsCompleted());
        (await town.Rate(link, 1, "还没有封存")).EnsureSuccessStatusCode();
        (await town.FaultsAsync()).ShouldBeEmpty("the rating waits in the queue");

        await using var scope = town.Services.CreateAsyncScope();
        foreach (var job in new[] { "SealJournal" })
        {
            var type = scope.ServiceProvider.GetServices<Kernel.Jobs.JobEntry>().Single(j => j.Type.Name == job).Type;
            await ((Kernel.Jobs.IJob)scope.ServiceProvider.GetRequiredService(type)).RunAsync(Cancel);
        }

        (await town.FaultsAsync()).ShouldBeEmpty("sealed, but nobody has followed it yet");
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    /// <summary>Ratings of all kinds, a default, a correction, visits, and four orders at different ends of their road.</summary>
    private static async Task<Town> ALivelyTown(TownStore store)
    {
        var town = await Town.OpenAsync(store, "2020-04-24T15:20");
        var first = await town.ACaseIsCompleted();
        (await town.Rate(await town.LinkOf(first), 2, "等了很久", ["214"])).EnsureSuccessStatusCode();
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 5)).EnsureSuccessStatusCode();
        await town.ACaseIsCompleted(rating: new { level = 4, channel = "window_device", capturedAt = town.Clock.GetUtcNow() });
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("SZ-CITY", "SZ-ITEM-1"), "window_device"), 1, "材料反复补")).EnsureSuccessStatusCode();
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-VILLAGE", "JX-ITEM-2")), 1, "没有人在")).EnsureSuccessStatusCode();
        await town.ACaseIsCompleted();
        await Grouped(town, new { batch = new { number = "S-1", size = 2 } }, "G-1", "G-2");
        await Grouped(town, new { theme = new { number = "H-1", size = 2, name = "演示一件事", lead = "SZ-12345" } }, "G-3", "G-4");
        (await town.Rate(await town.LinkOf("H-1", "window_device"), 4)).EnsureSuccessStatusCode();
        await Visit(town, "V-1", []);
        await Visit(town, "V-2", ["T-000002"]);
        await Correct(town, "T-000002");
        await town.SettleAsync();

        await Work(town, "JX-CITY");
        await Pass(town, "SZ-CITY");
        town.Clock.SetNow("2020-06-30T10:00");
        for (var i = 0; i < 3; i++)
        {
            await town.SettleAsync(); // windows end, limits pass
        }

        await Ask(town, "JX-CITY");
        await town.SettleAsync();
        return town;
    }

    private static async Task Grouped(Town town, object group, params string[] numbers)
    {
        foreach (var number in numbers)
        {
            var wire = JsonSerializer.SerializeToNode(group)!.AsObject();
            (wire["source"], wire["caseNumber"], wire["item"], wire["receivingInstitution"], wire["channel"]) = ("town", number, "SZ-ITEM-1", "SZ-CITY", "window");
            wire["events"] = JsonSerializer.SerializeToNode(new[] { new { kind = "received", at = town.Clock.GetUtcNow() }, new { kind = "decided", at = town.Clock.GetUtcNow() } });
            (await town.Client.PostAsJsonAsync("/api/v1/cases", wire, Cancel)).EnsureSuccessStatusCode();
        }

        await town.SettleAsync();
    }

    private static async Task Visit(Town town, string number, string[] cases) => (await town.Client.PostAsJsonAsync("/api/v1/visits", new
    {
        source = "town", visitNumber = number, institution = "JX-CITY", hall = "JX-HALL", window = "A12", cases, endedAt = town.Clock.GetUtcNow(),
        visitor = new { kind = "person", name = "演示乙", certificateKind = "residentIdCard", certificateNumber = "000000190001019999", phone = "10000009999" },
    }, Cancel)).EnsureSuccessStatusCode();

    private static async Task Correct(Town town, string number) => (await town.Client.PostAsJsonAsync("/api/v1/cases", new
    {
        source = "town", caseNumber = number, receivingInstitution = "JX-CITY", item = "JX-ITEM-1", channel = "online", hall = "JX-HALL", window = "A12",
        events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
    }, Cancel)).EnsureSuccessStatusCode();

    /// <summary>The whole road up to the result.</summary>
    private static async Task Work(Town town, string unit)
    {
        var id = await OrderOf(town, unit);
        await Act<AcceptOrder, AcceptOrder.Request>(town, id, new("1024", null));
        await Act<RecordContact, RecordContact.Request>(town, id, new(ContactMethod.Phone, true, "R-1", "等待时间长", null));
        await Act<VerifyOrder, VerifyOrder.Request>(town, id, new(Verdict.True, Triage.Complex, CauseKind.Process, "叫号系统故障", null));
        await Act<ExtendOrder, ExtendOrder.Request>(town, id, new("设备到货推迟", new(2020, 5, 25), null));
        await Act<TakeMeasure, TakeMeasure.Request>(town, id, new(HandlingMethod.Commitment, new(2020, 5, 20), "更换设备", null));
        await Act<ReportRectification, ReportRectification.Request>(town, id, new("已更换", "已更换设备，请放心办理。", "已约谈", null));
    }

    private static async Task Ask(Town town, string unit) =>
        await Act<RecordVisit, RecordVisit.Request>(town, await OrderOf(town, unit), new(ContactMethod.Phone, true, Level.Satisfied, null, null));

    /// <summary>A desk that passes on, takes back and passes on again.</summary>
    private static async Task Pass(Town town, string unit)
    {
        var id = await OrderOf(town, unit);
        await Act<ForwardOrder, ForwardOrder.Request>(town, id, new(null, null));
        await Act<ReturnOrder, ReturnOrder.Request>(town, id, new("不属本单位", null));
        await Act<UrgeOrder, UrgeOrder.Request>(town, id, new("请尽快", null));
        await Act<ForwardOrder, ForwardOrder.Request>(town, id, new(null, null));
        await Act<AcceptOrder, AcceptOrder.Request>(town, id, new("2048", null));
    }

    private static async Task Act<TAct, TRequest>(Town town, Guid id, TRequest request)
        where TAct : class, IOrderAct<TRequest>
    {
        await using var scope = town.Services.CreateAsyncScope();
        var hand = new Hand(new Actor(ActorKind.Staff, "somebody"), StaffScope.Everything, Handles: true, Supervises: true);
        (await scope.ServiceProvider.GetRequiredService<TAct>().RunAsync(id, request, hand, Cancel)).Refusal.ShouldBeNull(typeof(TAct).Name);
    }

    private static Task<Guid> OrderOf(Town town, string unit) => town.LookAsync(db => db.Orders.Where(o => o.Unit == unit).Select(o => o.Id).FirstAsync(Cancel));

    private static string Told(IEnumerable<Fault> faults) => string.Join("; ", faults.Select(f => $"{f.Table} {f.Row} {f.Column} {f.Code}").Take(12));
}
