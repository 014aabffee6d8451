using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>批量办理, as a browser without scripts does it: what will become of each, then what became of it.</summary>
public sealed partial class BulkTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Many_are_accepted_each_by_itself_and_what_one_is_refused_the_others_do_not_feel(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        var ids = new List<Guid>();
        foreach (var number in new[] { "B-1", "B-2", "B-3" })
        {
            ids.Add(await house.ARatingArrives(number, "JX-CITY", "360100000000"));
        }

        var foreign = await house.ARatingArrives("B-4", "JX-POLICE", "360102001000");
        using var unit = house.Staff("Handler", "JX-CITY");
        await unit.Do(ids[0], "accept", new { officer = "1024" });

        var list = await ReadAsync(await unit.GetAsync(new Uri("/console/orders", UriKind.Relative), Cancel));
        (Boxes().Count(list), list.Contains("value=\"Urged\"", StringComparison.Ordinal)).ShouldBe((3, false));
        var preview = await PostAsync(unit, list, [("act", "Accepted"), .. ids.Append(foreign).Select(id => ("order", id.ToString()))]);
        Will().Count(preview).ShouldBe(2);
        preview.ShouldContain("不能签收，因为：工单目前为“核实中”");
        preview.ShouldContain("不能签收，因为：没有找到这个工单。");
        preview.ShouldNotContain("演示镇派出所");
        (await house.FactsAsync()).Count(f => f.StartsWith("order-accepted", StringComparison.Ordinal)).ShouldBe(1, "a preview does nothing");

        // Somebody is faster with one of them.
        await unit.Do(ids[1], "accept", new { officer = "2048" });
        (string, string)[] confirmed = [("act", "Accepted"), ("confirm", "1"), ("text", "1024 号"), .. Kept().Matches(preview).Select(m => ("order", m.Groups[1].Value))];
        var outcome = await PostAsync(unit, preview, confirmed);
        outcome.ShouldContain("已办理 1 件，未办理 1 件。");
        outcome.ShouldContain("未签收，因为：工单刚刚被其他人办理过");
        (await unit.See(ids[2])).GetProperty("officer").GetString().ShouldBe("1024 号");
        (await unit.See(ids[1])).GetProperty("officer").GetString().ShouldBe("2048");

        (await PostAsync(unit, preview, confirmed)).ShouldContain("已办理 0 件，未办理 2 件。", Case.Sensitive, "sent twice is done once");
        (await house.FactsAsync()).Count(f => f.StartsWith("order-accepted", StringComparison.Ordinal)).ShouldBe(3);
    }

    [Fact]
    public async Task Who_supervises_urges_many_and_each_has_it_in_its_trace()
    {
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2026-11-20T09:12");
        var ids = new[] { await house.ARatingArrives("U-1", "JX-CITY", "360100000000"), await house.ARatingArrives("U-2", "JX-CITY", "360100000000") };
        using var authority = house.Staff("Supervisor", region: "360100000000");
        var list = await ReadAsync(await authority.GetAsync(new Uri("/console/orders?size=200", UriKind.Relative), Cancel));
        list.ShouldNotContain("value=\"Accepted\"", Case.Sensitive);
        (string, string)[] chosen = [("act", "Urged"), .. ids.Select(id => ("order", id.ToString()))];
        var preview = await PostAsync(authority, list, chosen);
        preview.ShouldContain("确认督办 2 件");
        (await PostAsync(authority, preview, [.. chosen, ("confirm", "1"), ("text", " ")], HttpStatusCode.UnprocessableEntity)).ShouldContain("请写明督办意见");
        (await PostAsync(authority, preview, [.. chosen, ("confirm", "1"), ("text", "请三日内办结")])).ShouldContain("已办理 2 件");
        foreach (var id in ids)
        {
            (await authority.See(id)).GetProperty("trace").EnumerateArray().Count(t => t.TryGetProperty("text", out var text) && text.GetString() == "请三日内办结").ShouldBe(1);
        }

        var tooMany = Enumerable.Range(0, 201).Select(_ => ("order", Guid.CreateVersion7().ToString()));
        (await PostAsync(authority, list, [("act", "Urged"), .. tooMany], HttpStatusCode.UnprocessableEntity)).ShouldContain("一次最多办理 200 件");
        (await PostAsync(authority, list, [("act", "Urged")], HttpStatusCode.UnprocessableEntity)).ShouldContain("请先在工单列表中勾选");
        (await PostAsync(authority, list, [("act", "Closed"), ("order", ids[0].ToString())], HttpStatusCode.BadRequest)).ShouldContain("没有这项操作");
    }

    private static async Task<string> PostAsync(HttpClient who, string page, IEnumerable<(string Name, string Value)> fields, HttpStatusCode status = HttpStatusCode.OK)
    {
        (string, string)[] hidden = [("_handler", "many"), ("__RequestVerificationToken", Token().Match(page).Groups[1].Value)];
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await ReadAsync(await who.PostAsync(new Uri("/console/orders/bulk", UriKind.Relative), content, Cancel), status);
    }

    private static async Task<string> ReadAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using (answer)
        {
            var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
            answer.StatusCode.ShouldBe(status, text);
            return text;
        }
    }

    [GeneratedRegex("type=\"checkbox\" name=\"order\"")]
    private static partial Regex Boxes();

    [GeneratedRegex(">将签收<")]
    private static partial Regex Will();

    [GeneratedRegex("name=\"order\" value=\"([0-9a-f.-]+)\"")]
    private static partial Regex Kept();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
