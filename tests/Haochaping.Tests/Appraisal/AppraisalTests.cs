using System.Text.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Haochaping.Tests.Permissions;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Appraisal;

/// <summary>月度考评, by the front door: when it comes, who sees what, and that it stands as it was reckoned.</summary>
public sealed class AppraisalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-J4.3")]
    public async Task A_month_is_closed_once_and_read_by_those_it_is_about_and_those_above(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2026-10-20T09:00", new Dictionary<string, string?> { ["Appraisal:CandidateRatings"] = "5" });
        for (var i = 0; i < 5; i++)
        {
            _ = await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 5);
            _ = await town.Rate(await town.LinkOf(await town.ACaseIsCompleted("JX-POLICE", "JX-ITEM-3")), i == 0 ? 1 : 4);
        }

        town.Clock.SetNow("2026-11-01T00:29");
        await town.SettleAsync();
        using var unit = await Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using var authority = await Official.SignInAsync(town, [Role.Supervisor], regions: ["360000"]);
        using var far = await Official.SignInAsync(town, [Role.Supervisor], regions: ["440000"]);
        (await UnitsAsync(authority, "")).ShouldBeEmpty("half an hour is waited for what is under way");
        town.Clock.SetNow("2026-11-01T00:31");
        await town.SettleAsync();
        (await UnitsAsync(authority, "?month=2026-10")).ShouldBe(["JX-CITY 10000 True", "JX-POLICE 6800 False"]);
        (await UnitsAsync(authority, "?only=candidates")).ShouldBe(["JX-CITY 10000 True"]);
        (await UnitsAsync(unit, "")).ShouldBe(["JX-CITY 10000 True"]);
        (await UnitsAsync(far, "")).ShouldBeEmpty();
        (await authority.SendAsync("GET", "/api/v1/appraisals?month=10月")).Body.ShouldContain("month-wrong");
        (await authority.SendAsync("GET", "/console/appraisals?month=2026-10")).Body.ShouldContain("表彰候选");
        (await far.SendAsync("GET", "/console/appraisals")).Body.ShouldContain("这个月没有考评结果");
        (await authority.SendAsync("GET", "/console/appraisals.csv")).Body.ShouldContain("JX-POLICE");

        _ = await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1);
        await town.SettleAsync();
        (await UnitsAsync(authority, "?month=2026-10")).ShouldBe(["JX-CITY 10000 True", "JX-POLICE 6800 False"], "a result stands as it was reckoned");
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.LookAsync(db => db.Database.ExecuteSqlRawAsync("UPDATE appraisal_results SET region = '440300000000' WHERE unit = 'JX-CITY'", Cancel));
        (await town.FaultsAsync()).ShouldHaveSingleItem().Table.ShouldBe("appraisal_results");
    }

    private static async Task<List<string>> UnitsAsync(Official who, string query)
    {
        var answer = JsonDocument.Parse((await who.SendAsync("GET", "/api/v1/appraisals" + query)).Body).RootElement;
        return [.. answer.GetProperty("units").EnumerateArray().Select(u => $"{u.GetProperty("unit").GetString()} {u.GetProperty("points").GetInt32()} {u.GetProperty("isCandidate").GetBoolean()}")];
    }
}
