using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.WorkOrders;

/// <summary>答复模板: an institution's own, put into the reply by a browser without scripts, sent only as what the handler makes of it.</summary>
public sealed partial class ReplyTests
{
    private const string Replies = "/console/orders/replies";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_template_of_the_unit_fills_the_reply_and_loses_nothing_written(string store)
    {
        await using var house = await OrdersHouse.OpenAsync(store, "2026-11-20T09:12");
        var id = await house.ARatingArrives("T-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var police = house.Staff("Handler", "JX-POLICE");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "叫号系统故障" });

        await PostAsync(unit, Replies, "keep", HttpStatusCode.Found, ("institution", "JX-CITY"), ("name", "致歉"), ("text", "旧的话"));
        await PostAsync(unit, Replies, "keep", HttpStatusCode.Found, ("institution", "JX-CITY"), ("name", "致歉"), ("text", "给您添麻烦了。"));
        (await PostAsync(police, Replies, "keep", HttpStatusCode.UnprocessableEntity, ("institution", "JX-CITY"), ("name", "别处"), ("text", "x"))).ShouldContain("请选择本单位");
        (await PageAsync(police, Replies)).ShouldNotContain("致歉");

        var order = $"/console/orders/{id}";
        var template = Template().Match(await PageAsync(unit, order)).Groups[1].Value;
        var filled = await PostAsync(unit, order, "Handled", HttpStatusCode.OK, ("template", template), ("insert", "1"), ("result", "写了一半"), ("reply", "您好："));
        filled.ShouldContain(">您好：\n给您添麻烦了。</textarea>");
        filled.ShouldContain(">写了一半</textarea>");
        (await unit.See(id)).GetProperty("state").GetString().ShouldBe("rectifying", "nothing is reported yet");

        await PostAsync(police, Replies, "drop", HttpStatusCode.Found, ("reply", template));
        (await PageAsync(unit, Replies)).ShouldContain("给您添麻烦了。");
        await PostAsync(unit, Replies, "drop", HttpStatusCode.Found, ("reply", template));
        (await PageAsync(unit, Replies)).ShouldNotContain("给您添麻烦了。");
    }

    private static async Task<string> PostAsync(HttpClient who, string address, string form, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        var page = await PageAsync(who, address);
        (string, string)[] hidden = [("_handler", form), ("__RequestVerificationToken", Token().Match(page).Groups[1].Value), ("version", Version().Match(page).Groups[1].Value)];
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
    private static partial Regex Template();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
