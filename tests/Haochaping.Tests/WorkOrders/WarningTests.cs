using System.Net.Http.Json;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>到期预警、承诺时限、催办、约谈: what is told and recorded before anything is missed.</summary>
public sealed class WarningTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_unit_is_told_first_and_then_who_supervises_once_for_each_limit(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-04-24T15:20");
        var id = await house.ARatingArrives("W-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        (await house.RunWarningsAsync()).ShouldBe(0, "on the day of the rating nobody is warned");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });

        // The limit is 11 May; 9 May is worked for Labour Day, 10 May is a Sunday.
        house.Clock.SetNow("2020-05-08T07:59");
        (await house.RunWarningsAsync()).ShouldBe(0, "before eight it is quiet");
        house.Clock.SetNow("2020-05-08T08:00");
        (await house.RunWarningsAsync()).ShouldBe(1);
        (await house.RunWarningsAsync()).ShouldBe(0);
        (await PageAsync(unit, "/console/desk")).ShouldContain("整改工单（期限将到）");
        (await PageAsync(authority, "/console/desk")).ShouldNotContain(id.ToString());

        house.Clock.SetNow("2020-05-09T09:00");
        (await house.RunWarningsAsync()).ShouldBe(1);
        (await PageAsync(authority, "/console/desk")).ShouldContain($"/console/orders/{id}?act=Urged");
        (await PageAsync(authority, $"/console/orders/{id}")).ShouldContain("提醒主管部门：");

        await unit.Do(id, "extend", new { reason = "设备到货推迟", newDay = "2020-05-25" });
        (await house.RunWarningsAsync()).ShouldBe(0);
        (await PageAsync(authority, "/console/desk")).ShouldNotContain(id.ToString(), Case.Insensitive, "the limit has moved away");
        house.Clock.SetNow("2020-05-22T09:00");
        (await house.RunWarningsAsync()).ShouldBe(2, "the new limit is told anew, to both: the 25th is the next working day");
        (await house.FactsAsync()).Count(f => f == "order-warned@1").ShouldBe(4);
        (await unit.See(id)).GetProperty("version").GetInt32().ShouldBe(4, "a warning is no act on the order");
    }

    [Theory]
    [InlineData("2020-05-10T10:00")]
    [InlineData("2020-05-11T21:00")]
    public async Task Nobody_is_told_at_night_or_on_a_day_off(string when)
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-04-24T15:20");
        var id = await house.ARatingArrives("W-2", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        house.Clock.SetNow(when);
        (await house.RunWarningsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Who_asks_the_rater_has_a_limit_is_told_before_it_and_misses_it_alone(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-05-08T10:00");
        var id = await house.ARatingArrives("W-6", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });
        await unit.Do(id, "report", new { result = "已更换", reply = "已修好。" });
        var waiting = await authority.See(id);
        waiting.GetProperty("clocks").EnumerateArray().Single(c => !c.TryGetProperty("metAt", out _))
            .GetProperty("clock").GetString().ShouldBe("satisfactionVisit");

        // Five working days: 9 May is worked, 10 May is a Sunday.
        house.Clock.SetNow("2020-05-12T09:00");
        (await house.RunWarningsAsync()).ShouldBe(0, "the unit has nothing left to do");
        house.Clock.SetNow("2020-05-13T09:00");
        (await house.RunWarningsAsync()).ShouldBe(1);
        var desk = await PageAsync(authority, "/console/desk");
        desk.ShouldContain("整改工单（期限将到）");
        desk.ShouldContain($"/console/orders/{id}?act=Visited");

        house.Clock.SetNow("2020-05-15T00:05");
        (await house.RunOverdueAsync()).ShouldBe(1);
        (await PageAsync(authority, $"/console/orders/{id}")).ShouldContain("审核、回访时限");
        (await house.FactsAsync()).Count(f => f == "order-overdue@1").ShouldBe(1);
        await authority.Do(id, "urge", new { text = "请抓紧" }, 409); // nobody urges themselves
        await authority.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied" });
        var ended = await unit.See(id);
        (ended.GetProperty("state").GetString(), ended.GetProperty("onTime").GetBoolean()).ShouldBe(("closed", true));
        ended.GetProperty("clocks").EnumerateArray().ShouldAllBe(c => c.GetProperty("metAt").GetDateTimeOffset() > default(DateTimeOffset));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_promised_day_is_told_to_the_rater_beside_the_limit_and_missing_it_is_shown(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-04-24T15:20");
        var id = await house.ARatingArrives("W-3", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });
        await unit.Do(id, "rectify", new { method = "commitment", promised = "2020-05-12", measure = "更换设备" }, 422);
        await unit.Do(id, "rectify", new { method = "commitment", promised = "2020-05-08", measure = "更换设备" });
        (await house.MessagesAsync()).Single().ShouldContain("承诺5月8日前办妥");
        (await house.ReceiptAsync("W-3")).ShouldContain("承办单位承诺 5 月 8 日前办妥；规定期限是 5 月 11 日。");

        house.Clock.SetNow("2020-05-09T10:00");
        (await house.ReceiptAsync("W-3")).ShouldContain("承办单位承诺的 5 月 8 日 已过，还没有办妥");
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldContain("已过承诺日期");
        await unit.Do(id, "report", new { result = "已更换", reply = "已修好。" });
        (await unit.See(id)).GetProperty("onTime").GetBoolean().ShouldBeTrue("the legal limit was kept");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_desk_that_sent_an_order_on_reminds_and_only_the_authority_urges(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-11-10T10:00");
        var id = await house.ARatingArrives("W-4", "SZ-CITY", "440300000000");
        using var hotline = house.Staff("Handler", "SZ-12345");
        using var unit = house.Staff("Handler", "SZ-CITY");
        await hotline.Do(id, "remind", new { text = "请抓紧" }, 409);
        await hotline.Do(id, "forward", new { });
        await hotline.Do(id, "remind", new { }, 422);
        await hotline.Do(id, "remind", new { text = "群众再次来电，请抓紧" });
        (await hotline.PostAsJsonAsync($"/api/v1/orders/{id}/urge", new { text = "请抓紧" }, Cancel)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        await unit.Do(id, "remind", new { text = "请抓紧" }, 403);
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldContain("群众再次来电，请抓紧");
        (await house.FactsAsync()).ShouldContain("order-reminded@1");
    }

    [Theory, Requirement("SZ-21e", "SZ-21i")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task What_was_found_true_is_talked_over_with_whoever_is_responsible_before_it_is_reported(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-11-10T10:00");
        var id = await house.ARatingArrives("W-5", "SZ-CITY", "440300000000");
        using var hotline = house.Staff("Handler", "SZ-12345");
        using var unit = house.Staff("Handler", "SZ-CITY");
        await hotline.Do(id, "forward", new { });
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "属实" });
        await unit.Do(id, "talk", new { heldBy = "科长", heldOn = "2020-11-10", agreed = "文明用语" }, 409); // nothing is verified yet
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "staff", finding = "属实" });
        (await unit.Do(id, "report", new { result = "已整改", reply = "已整改。" }, 409)).GetProperty("code").GetString().ShouldBe("talk-owed");
        var no = await unit.Do(id, "talk", new { staff = "9", heldOn = "2020-11-11" }, 422);
        no.GetProperty("complaints").EnumerateArray().Select(c => c.GetProperty("field").GetString()).ShouldBe(["heldBy", "staff", "heldOn", "agreed"]);
        await unit.Do(id, "talk", new { heldBy = "科长", staff = "1024", heldOn = "2020-11-10", agreed = "文明用语，限期改进" });
        await unit.Do(id, "report", new { result = "已整改", reply = "已整改。" });
        (await PageAsync(unit, $"/console/orders/{id}")).ShouldContain("文明用语，限期改进");
        var facts = await house.JournalAsync();
        facts.ShouldContain("\"heldOn\":\"2020-11-10\"");
        facts.ShouldNotContain("文明用语");
        facts.ShouldNotContain("科长");
    }

    private static Task<string> PageAsync(HttpClient who, string path) => who.GetStringAsync(new Uri(path, UriKind.Relative), Cancel);
}
