using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>Whole stories by the front door, on both stores.</summary>
public sealed class StoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, Requirement("JX-15a", "JX-15b", "JX-15g", "JX-15h", "JX-15i", "JX-15m")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_order_is_extended_with_reason_and_date_and_ends_with_the_raters_word(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-04-24T15:20");
        var id = await house.ARatingArrives("T-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });
        house.Clock.SetNow("2020-05-11T16:00");
        (await unit.Do(id, "extend", new { }, 422)).GetProperty("complaints").GetArrayLength().ShouldBe(2);
        await unit.Do(id, "extend", new { reason = "设备到货推迟", newDay = "2020-05-25" });
        (await house.MessagesAsync()).Single().ShouldContain("5月25日");
        (await house.ReceiptAsync("T-1")).ShouldContain("设备到货推迟");
        house.Clock.SetNow("2020-05-25T10:00");
        await unit.Do(id, "report", new { result = "已更换设备", reply = "已整改，谢谢您。" });
        await unit.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied" }, 403);
        await authority.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied" });

        var order = await unit.See(id);
        (order.GetProperty("state").GetString(), order.GetProperty("onTime").GetBoolean()).ShouldBe(("closed", true));
        (await house.FactsAsync()).ShouldBe(
            [
                "order-opened@1", "order-accepted@1", "order-contacted@1", "order-verified@1", "order-extended@1", "order-handled@1", "order-visited@1", "order-closed@1",
            ],
            ignoreOrder: true);
        (await house.JournalAsync()).ShouldNotContain("设备到货推迟");
        (await house.MessagesAsync()).Count.ShouldBe(2);
    }

    [Theory, Requirement("JX-15l")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_village_order_is_led_by_the_county(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-06-01T09:00");
        var id = await house.ARatingArrives("T-2", "JX-VILLAGE", "360102001200");
        using var village = house.Staff("Handler", "JX-VILLAGE");
        using var county = house.Staff("Handler", "JX-COUNTY");
        await village.Do(id, "accept", new { officer = "1" }, 403);
        (await village.See(id)).GetProperty("possible").GetArrayLength().ShouldBe(0);
        await county.Do(id, "accept", new { officer = "1" });
        await county.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "已核实" });
        await county.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "staff", finding = "属实" });
        await village.Do(id, "subtask", new { text = "已整改" });
        await county.Do(id, "report", new { result = "已整改", reply = "答复" });
        await county.Do(id, "visit", new { method = "phone", reached = true, satisfaction = "satisfied" });
        (await village.See(id)).GetProperty("state").GetString().ShouldBe("closed");
    }

    [Theory, Requirement("SZ-21a", "SZ-07d")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task In_Shenzhen_the_hotline_forwards_to_the_unit(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-11-10T10:00");
        var id = await house.ARatingArrives("T-3", "SZ-CITY", "440300000000");
        using var hotline = house.Staff("Handler", "SZ-12345");
        using var unit = house.Staff("Handler", "SZ-CITY");
        await unit.Do(id, "accept", new { officer = "1" }, 403);
        await hotline.Do(id, "forward", new { });
        await unit.Do(id, "return", new { reason = "非本单位事项" });
        await hotline.Do(id, "forward", new { unit = "NOBODY" }, 422);
        await hotline.Do(id, "forward", new { });
        await unit.Do(id, "accept", new { officer = "1" });
        (await unit.Do(id, "extend", new { reason = "理由", newDay = "2020-12-25" }, 422)).GetProperty("article").GetString().ShouldNotBeNull().ShouldContain("第二十一条");
        (await hotline.See(id)).GetProperty("state").GetString().ShouldBe("accepted");
    }

    [Fact, Requirement("SZ-21a", "CQ-4.2b", "X-07")]
    public async Task One_negative_opens_one_order_however_often_it_is_told()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-06-01T09:00");
        await house.ARatingArrives("T-4", "JX-CITY", "360100000000");
        await house.ARatingArrives("T-4", "JX-CITY", "360100000000");
        await house.ARatingArrives("T-5", "JX-CITY", "360100000000", Level.Satisfied);
        (await house.OrderCountAsync()).ShouldBe(1);
        (await house.FactsAsync()).ShouldBe(["order-opened@1"]);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Of_two_people_who_act_at_once_one_is_asked_to_look_again(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-06-01T09:00");
        var id = await house.ARatingArrives("T-6", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => unit.PostAsJsonAsync($"/api/v1/orders/{id}/accept", new { officer = $"{n}", version = 0 }, Cancel)));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([200, 409, 409, 409, 409, 409, 409, 409]);
        (await house.FactsAsync()).Count(f => f == "order-accepted@1").ShouldBe(1);
    }

    [Theory, Requirement("JX-09a", "GZ-03.1a")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Staff_see_their_own_orders_and_foreign_ones_look_missing(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-06-01T09:00");
        var mine = await house.ARatingArrives("T-7", "JX-CITY", "360100000000");
        await house.ARatingArrives("T-8", "JX-POLICE", "360102001000");
        using var police = house.Staff("Handler", "JX-POLICE");
        using var city = house.Staff("Supervisor", region: "360100");
        using var county = house.Staff("Viewer", region: "360102");
        (await police.GetAsync(new Uri($"/api/v1/orders/{mine}", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await police.Do(mine, "accept", new { officer = "1" }, 404);
        (await CountAsync(police, "")).ShouldBe(1);
        (await CountAsync(city, "")).ShouldBe(2);
        (await CountAsync(county, "")).ShouldBe(1);
        (await CountAsync(city, "?q=T-8")).ShouldBe(1);
        (await CountAsync(city, "?state=closed")).ShouldBe(0);
        (await CountAsync(city, "?due=today")).ShouldBe(0);
        (await CountAsync(city, "?due=soon&unit=JX-CITY&state=dispatched")).ShouldBe(1);
        (await city.GetAsync(new Uri("/api/v1/orders?due=never", UriKind.Relative), Cancel)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, Requirement("GEN-I4.3")]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_overdue_order_is_flagged_once_and_goes_on(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-06-01T09:00");
        var id = await house.ARatingArrives("T-9", "JX-CITY", "360100000000");
        house.Clock.SetNow("2020-06-03T00:04");
        (await house.RunOverdueAsync()).ShouldBe(0);
        house.Clock.SetNow("2020-06-03T00:05");
        await house.RunOverdueAsync();
        await house.RunOverdueAsync();
        (await house.FactsAsync()).Count(f => f == "order-overdue@1").ShouldBe(3); // 签收, and 回访核实 on both sides
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(id, "accept", new { officer = "1" });
        (await unit.GetFromJsonAsync<JsonElement>("/api/v1/orders?due=overdue", Cancel)).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task An_overdue_order_goes_to_the_authority_which_puts_it_on_its_list_and_takes_it_off(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2020-06-01T09:00");
        var id = await house.ARatingArrives("T-12", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100");
        house.Clock.SetNow("2020-06-03T00:05");
        await house.RunOverdueAsync();
        var due = (await unit.See(id)).GetProperty("clocks").GetRawText();
        (await authority.See(id)).GetProperty("trace").EnumerateArray().Last().GetProperty("words").EnumerateArray().Select(w => w.GetString()).ShouldContain("本级政务服务管理部门");

        using (var no = await unit.PostAsJsonAsync($"/api/v1/orders/{id}/list", new { reason = "逾期未签收" }, Cancel))
        {
            no.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        (await authority.Do(id, "list", new { }, 422)).GetProperty("complaints")[0].GetProperty("code").GetString().ShouldBe("reason-missing");
        await authority.Do(id, "list", new { reason = "逾期未签收" });
        await authority.Do(id, "list", new { reason = "再次" }, 409);
        (await CountAsync(unit, "?due=listed")).ShouldBe(1);
        (await unit.See(id)).GetProperty("clocks").GetRawText().ShouldBe(due, "it moves no limit");
        await authority.Do(id, "unlist", new { reason = "已签收并落实专人" });
        await authority.Do(id, "unlist", new { reason = "再次" }, 409);
        (await CountAsync(unit, "?due=listed")).ShouldBe(0);
        (await house.FactsAsync()).Count(f => f is "order-listed@1" or "order-unlisted@1").ShouldBe(2);
        (await house.JournalAsync()).ShouldNotContain("逾期未签收");
    }

    [Fact]
    public async Task The_receipt_says_what_happens_next_with_dates_and_grounds()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        await house.ARatingArrives("T-10", "JX-CITY", "360100000000");
        var receipt = WebUtility.HtmlDecode(await house.ReceiptAsync("T-10"));
        receipt.ShouldContain("已生成整改工单");
        receipt.ShouldContain("11 月 23 日前（本系统默认 1 个工作日）");
        receipt.ShouldContain("原则上 12 月 4 日前（10 个工作日，");
        receipt.ShouldContain("；延期将说明理由");
        (await house.ReceiptAsync("nobody")).ShouldBeEmpty();
    }

    [Fact, Requirement("JX-20d")]
    public async Task Who_looks_up_the_rater_leaves_a_record()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-06-01T09:00");
        var id = await house.ARatingArrives("T-11", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(id, "rater", new { }, 409);
        await unit.Do(id, "accept", new { officer = "1" });
        (await unit.Do(id, "rater", new { })).GetProperty("phone").GetString().ShouldBe("10000000001");
        house.Vault.Looks.Single().Purpose.ShouldBe(Haochaping.Identity.Contracts.Purpose.Contact);
        (await unit.See(id)).GetProperty("trace").EnumerateArray().Last().GetProperty("act").GetString().ShouldBe("raterSeen");
    }

    private static async Task<int> CountAsync(HttpClient who, string query) =>
        (await who.GetFromJsonAsync<JsonElement>("/api/v1/orders" + query, Cancel)).GetProperty("total").GetInt32();
}
