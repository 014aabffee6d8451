using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Order = Haochaping.WorkOrders.Domain.Order;
using OrderState = Haochaping.WorkOrders.Domain.OrderState;

namespace Haochaping.Tests.Evaluations;

/// <summary>投诉 beside ratings: by the page and by other systems, and the orders they lead to.</summary>
public sealed partial class ComplaintTests
{
    private const string Words = "窗口让我把同一份材料交了两次";
    private const string Phone = "10000000088";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("GEN-H3.2b", "JX-15a")]
    public async Task A_complaint_beside_a_rating_opens_an_order_with_the_same_clocks_and_its_receipt_shows_them(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var number = await town.ACaseIsCompleted();
        var link = await town.LinkOf(number);
        using var citizen = new Visit(town.Address.ToString());
        (await citizen.GoAsync("/e/" + link)).Html.ShouldContain($"/complain?e={link}");
        (await citizen.GoAsync("/complain?e=" + link)).Html.ShouldContain(number);
        await FileAsync(citizen, phone: Phone);
        citizen.Html.ShouldContain("您的投诉已收到");
        var code = CodeOf(citizen);
        await town.SettleAsync();

        var order = await TheOrderAsync(town);
        (order.About.Kind, order.About.Level, order.CaseNumber, order.Unit, order.State).ShouldBe((null, null, number, "JX-CITY", OrderState.Dispatched));
        order.Clocks.Select(c => (c.Clock, c.Side)).ShouldContain((Clock.Contact, ClockSide.Citizen));
        (await citizen.GoAsync("/r/" + code.ToLowerInvariant())).Html.ShouldContain(order.Number);
        citizen.Html.ShouldContain("已存证");
        (await town.Citizen.GetStringAsync($"/r/{code}/proof", Cancel)).ShouldContain("tlog-proof");

        var fact = (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem();
        (fact.OwnCase, fact.Kind, fact.Complainant is null).ShouldBe((true, ComplaintKind.Procedure, false));
        JsonSerializer.Serialize(fact).ShouldNotContain(Phone);
        (await JournalAsync(town)).ShouldNotContain(Words);

        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        (await handler.GoAsync("/console/orders")).Html.ShouldContain("投诉");
        (await handler.GoAsync($"/console/orders/{order.Id}")).Html.ShouldContain(Words);
        handler.Html.ShouldContain("材料、流程不合理");
        handler.Html.ShouldNotContain(Phone);
        await handler.FillAsync("Accepted", ("officer", "1024"));
        (await handler.FillAsync("RaterSeen")).Html.ShouldContain(Phone, Case.Sensitive, "to be contacted, and noted");
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_form_sent_twice_is_one_complaint_and_other_words_are_another(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        using var citizen = new Visit(town.Address.ToString());
        var form = (await citizen.GoAsync("/complain?unit=JX-CITY")).Html;
        var key = Key().Match(form).Groups[1].Value;
        var codes = new List<string>();
        foreach (var text in new[] { Words, Words, Words + "，还要第三次" })
        {
            await citizen.PostBareAsync("/complain?unit=JX-CITY", ("_handler", "complain"), ("Form.Key", key), ("Form.Kind", "Attitude"), ("Form.Text", text));
            codes.Add(CodeOf(citizen));
        }

        codes.Distinct().ShouldBe([codes[0], codes[2]]);
        using var other = new Visit(town.Address.ToString());
        await other.GoAsync("/complain?unit=JX-CITY");
        await FileAsync(other);
        codes.ShouldNotContain(CodeOf(other), "the same words of somebody else");
        await town.SettleAsync();
        (await town.FactsAsync<ComplaintFiled>()).Count.ShouldBe(3);
        (await town.LookAsync(db => db.Orders.CountAsync(Cancel))).ShouldBe(3, "none names a case, so none is merged");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Anybody_finds_a_unit_and_complains_without_a_name(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        using var citizen = new Visit(town.Address.ToString());
        (await citizen.GoAsync("/results")).Html.ShouldContain("/complain\"");
        (await citizen.GoAsync("/complain?q=" + Uri.EscapeDataString("审批局"))).Html.ShouldContain("/complain?unit=JX-CITY");
        (await citizen.GoAsync("/complain?q=nowhere")).Html.ShouldContain("没有找到");
        (await citizen.GoAsync("/complain?unit=JX-CITY")).Html.ShouldContain("演示市审批局");

        await citizen.FillAsync("complain", ("Form.Kind", "Attitude"), ("Form.Phone", "123"));
        citizen.Status.ShouldBe(HttpStatusCode.BadRequest);
        citizen.Html.ShouldContain("请写明投诉的情况");
        citizen.Html.ShouldContain("电话号码不完整");
        citizen.Html.ShouldContain("value=\"123\"", Case.Sensitive, "nothing that was typed is lost");
        await FileAsync(citizen);
        citizen.Html.ShouldContain("匿名");
        await town.SettleAsync();
        (await TheOrderAsync(town)).Rater.ShouldBeNull();
        (await town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_hotline_passes_complaints_on_each_once_under_its_own_number(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var number = await town.ACaseIsCompleted();
        using var hotline = await town.ClientAsync("complaints:write");
        var call = new { number = "12345-1", institution = "JX-CITY", caseNumber = number, kind = "delay", text = Words, phone = Phone, name = "演示丙" };
        using var first = await hotline.PostAsJsonAsync("/api/v1/complaints", call, Cancel);
        using var again = await hotline.PostAsJsonAsync("/api/v1/complaints", call, Cancel);
        (first.StatusCode, again.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (await again.Content.ReadAsStringAsync(Cancel)).ShouldBe(await first.Content.ReadAsStringAsync(Cancel));

        foreach (var other in new[] { call with { text = "别的事" }, call with { institution = "JX-POLICE" }, call with { phone = "10000000089" }, call with { caseNumber = "T-9" } })
        {
            (await CodeOf(hotline, other)).ShouldBe((422, "complaint-differs"), other.ToString());
        }

        (await CodeOf(hotline, call with { number = "12345-2", phone = "" })).ShouldBe((400, "invalid-complaint"), "a name alone reaches nobody");
        (await CodeOf(hotline, call with { number = "12345-2", institution = "nobody" })).ShouldBe((422, "complaint-unit-unknown"));
        (await CodeOf(hotline, call with { number = "12345-2", kind = "weather" })).ShouldBe((400, "invalid-complaint"));
        (await CodeOf(town.Client, call)).Status.ShouldBe(403, "another scope");
        using var police = await town.ClientOfAsync(["JX-POLICE"], "complaints:write");
        (await CodeOf(police, call)).ShouldBe((422, "complaint-unit-unknown"), "foreign and missing look alike");

        await town.SettleAsync();
        (await town.FactsAsync<ComplaintFiled>()).ShouldHaveSingleItem().OwnCase.ShouldBeTrue("the hotline vouches for the case");
        (await TheOrderAsync(town)).CaseNumber.ShouldBe(number);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_list_shows_the_own_scope_and_the_text_only_to_those_who_handle(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        using var citizen = new Visit(town.Address.ToString());
        await citizen.GoAsync("/complain?unit=JX-CITY");
        await FileAsync(citizen, ("Form.CaseNumber", "X-9"));
        await town.SettleAsync();
        var row = await town.LookAsync(db => db.Complaints.AsNoTracking().SingleAsync(Cancel));
        var path = $"/console/complaints/{row.CaseId}/{row.ComplaintId}";
        using var handler = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);

        (await handler.GoAsync("/console/complaints")).Html.ShouldContain(path);
        (await handler.GoAsync("/console/complaints?kind=Fees")).Html.ShouldNotContain(path);
        (await handler.GoAsync(path)).Html.ShouldContain(Words);
        handler.Html.ShouldContain("X-9");
        handler.Html.ShouldContain("/console/orders/");
        (await viewer.GoAsync(path)).Html.ShouldNotContain(Words);
        viewer.Html.ShouldNotContain("X-9");
        (await stranger.GoAsync("/console/complaints")).Html.ShouldNotContain(path);
        (await stranger.GoAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task More_than_five_about_one_unit_from_one_address_wait_whichever_node_they_come_to(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        using var first = new Visit(town.Address.ToString());
        for (var i = 1; i <= 3; i++)
        {
            await first.GoAsync("/complain?unit=JX-CITY");
            await FileAsync(first);
        }

        await town.LeaveAsync();
        await town.ReturnAsync(); // another process on the same store
        using var citizen = new Visit(town.Address.ToString());
        for (var i = 4; i <= 6; i++)
        {
            await citizen.GoAsync("/complain?unit=JX-CITY");
            await FileAsync(citizen);
            citizen.Html.Contains("您的投诉已收到", StringComparison.Ordinal).ShouldBe(i <= 5);
        }

        (citizen.Status, citizen.Html.Contains(Words, StringComparison.Ordinal)).ShouldBe((HttpStatusCode.ServiceUnavailable, true));
        await citizen.GoAsync("/complain?unit=JX-POLICE");
        await FileAsync(citizen);
        citizen.Html.ShouldContain("您的投诉已收到", Case.Sensitive, "another unit");
        town.Clock.Advance(TimeSpan.FromMinutes(10));
        await citizen.GoAsync("/complain?unit=JX-CITY");
        await FileAsync(citizen);
        citizen.Html.ShouldContain("您的投诉已收到", Case.Sensitive, "ten minutes later");

        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        var day = "2020-11-02";
        foreach (var (query, counts) in new (string, string[])[]
        {
            ("", ["7", "2"]), ("?unit=JX-CITY", ["6", "1"]), ($"?from={day}&to={day}", ["7", "2"]), ("?kind=Procedure&from=2020-11-01", ["7", "2"]), ("?to=2020-11-01", []), ("?kind=Fees", []),
        })
        {
            Figures().Matches((await chief.GoAsync("/console/complaints" + query)).Html).Select(m => m.Groups[1].Value).ShouldBe(counts, query);
        }

        using var police = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        Figures().Matches((await police.GoAsync("/console/complaints")).Html).Select(m => m.Groups[1].Value).ShouldBe(["1", "1"], "of the own scope only");
    }

    private static Task<Visit> FileAsync(Visit citizen, (string Name, string Value) more = default, string? phone = null) => citizen.FillAsync(
        "complain", [("Form.Kind", "Procedure"), ("Form.Text", Words), ("Form.Phone", phone ?? ""), .. more.Name is null ? Array.Empty<(string, string)>() : [more]]);

    private static string CodeOf(Visit citizen)
    {
        citizen.Path.ShouldStartWith("/r/", Case.Sensitive, citizen.Html);
        return citizen.Path[3..];
    }

    private static async Task<(int Status, string? Code)> CodeOf(HttpClient client, object body)
    {
        using var answer = await client.PostAsJsonAsync("/api/v1/complaints", body, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        return ((int)answer.StatusCode, text.Length == 0 ? null : JsonDocument.Parse(text).RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    private static Task<Order> TheOrderAsync(Town town) => town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));

    private static async Task<string> JournalAsync(Town town) => string.Join('\n', (await town.LookAsync(db => db.Journal.Select(j => j.Body).ToListAsync(Cancel))).Select(System.Text.Encoding.UTF8.GetString));

    [GeneratedRegex("<td class=\"num\" data-label=\"[^\"]*\">(\\d+)</td>")]
    private static partial Regex Figures();

    [GeneratedRegex("name=\"Form.Key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}
