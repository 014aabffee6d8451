using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Web;
using Haochaping.Ledger.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Channels;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Ledger.SpokenFor;
using Verdict = Haochaping.WorkOrders.Contracts.Verdict;

namespace Haochaping.Tests.Ledger;

/// <summary>An insider with the database in hand: whatever row of whatever room they change, verification names it.</summary>
public sealed partial class VerifyRowsTests
{
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
                $"UPDATE {table} SET \"{column}\" = {string.Format(null, write == Later ? later : write, $"\"{column}\"")} WHERE \"{column}\" IS NOT NULL{(column == "act" ? " AND act = 'Accepted'" : "")}"));
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
        (await town.Rate(await town.LinkOf(await town.AWindowCaseAsync("W-1", "SZ-CITY", "SZ-ITEM-1", "SZ-HALL", "B07", "2048"), "window_device"), 1, "材料反复补")).EnsureSuccessStatusCode();
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-VILLAGE", "JX-ITEM-2")), 1, "没有人在")).EnsureSuccessStatusCode();
        await town.ACaseIsCompleted();
        await Grouped(town, new { batch = new { number = "S-1", size = 2 } }, "G-1", "G-2");
        await Grouped(town, new { theme = new { number = "H-1", size = 2, name = "演示一件事", lead = "SZ-12345" } }, "G-3", "G-4");
        (await town.Rate(await town.LinkOf("H-1", "window_device"), 4)).EnsureSuccessStatusCode();
        await Complain(town);
        await Visit(town, "V-1", []);
        await Visit(town, "V-2", ["T-000002"]);
        await Correct(town, "T-000002");
        await town.SettleAsync();

        await Work(town, "JX-CITY");
        await Pass(town, "SZ-CITY");
        await HandOver(town, "SZ-CITY");
        town.Clock.SetNow("2020-05-08T10:00");
        await town.SettleAsync(); // limits come near
        town.Clock.SetNow("2020-06-30T10:00");
        for (var i = 0; i < 3; i++)
        {
            await town.SettleAsync(); // windows end, limits pass
        }

        await Ask(town, "JX-CITY");
        await town.SettleAsync();
        return town;
    }

    private static string Told(IEnumerable<Fault> faults) => string.Join("; ", faults.Select(f => $"{f.Table} {f.Row} {f.Column} {f.Code}").Take(12));
}
