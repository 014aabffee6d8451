using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>收藏的筛选: a filter is its address; under a name it is only for whoever named it.</summary>
public sealed partial class SavedFilterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_filter_is_kept_renamed_and_removed_by_its_owner_alone(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var other = house.Staff("Handler", "JX-POLICE");
        const string address = "/console/orders?due=soon&q=JX%262026&page=1";

        await PostAsync(unit, address, "keep", ("name", "近期到期"));
        var page = await PageAsync(unit, "/console/orders");
        page.ShouldContain("href=\"/console/orders?due=soon&q=JX%262026\"", Case.Sensitive, page);
        page.ShouldContain(">近期到期</a>");
        (await PageAsync(other, "/console/orders")).ShouldNotContain("近期到期");
        (await PostAsync(unit, "/console/orders?state=all", "keep", HttpStatusCode.Conflict, ("name", "近期到期"))).ShouldContain("您已有同名的收藏");
        (await PostAsync(unit, "/console/orders", "keep", HttpStatusCode.UnprocessableEntity, ("name", " "))).ShouldContain("请给筛选起个名称");

        var id = Saved().Match(page).Groups[1].Value;
        await PostAsync(other, "/console/orders", "keep", ("name", "全部"));
        (await PostAsync(other, "/console/orders", "change", HttpStatusCode.NotFound, ("saved", id), ("op", "rename"), ("name", "别人的"))).ShouldContain("没有找到这个收藏的筛选");
        await PostAsync(other, "/console/orders", "change", ("saved", id), ("op", "drop"));
        await PostAsync(unit, "/console/orders", "change", ("saved", id), ("op", "rename"), ("name", "三日内"));
        (await PageAsync(unit, "/console/orders")).ShouldContain(">三日内</a>");
        await PostAsync(unit, "/console/orders", "change", ("saved", id), ("op", "drop"));
        (await PageAsync(unit, "/console/orders")).ShouldNotContain("三日内</a>");
    }

    private static Task<string> PostAsync(HttpClient who, string address, string form, params (string Name, string Value)[] fields) => PostAsync(who, address, form, HttpStatusCode.Found, fields);

    private static async Task<string> PostAsync(HttpClient who, string address, string form, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        (string, string)[] hidden = [("_handler", form), ("__RequestVerificationToken", Token().Match(await PageAsync(who, address)).Groups[1].Value)];
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await who.PostAsync(new Uri(address, UriKind.Relative), content, Cancel);
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        answer.StatusCode.ShouldBe(status, text);
        return text;
    }

    private static async Task<string> PageAsync(HttpClient who, string path)
    {
        using var response = await who.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Saved();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
