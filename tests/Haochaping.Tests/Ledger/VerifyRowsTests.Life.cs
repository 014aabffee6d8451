using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Features;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Verdict = Haochaping.WorkOrders.Contracts.Verdict;

namespace Haochaping.Tests.Ledger;

/// <content>What happens in the town before anybody meddles.</content>
public sealed partial class VerifyRowsTests
{
    private static async Task Complain(Town town)
    {
        using var hotline = await town.ClientAsync("complaints:write");
        (await hotline.PostAsJsonAsync("/api/v1/complaints", new { number = "C-1", institution = "JX-POLICE", kind = "attitude", text = "态度生硬", phone = "10000009998" }, Cancel)).EnsureSuccessStatusCode();
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
        await Act<RecordTalk, RecordTalk.Request>(town, id, new("科长", null, new(2020, 4, 24), "限期更换设备", null));
        await Act<ReportRectification, ReportRectification.Request>(town, id, new("已更换", "已更换设备，请放心办理。", null));
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
        await Act<BeginListedSupervision, BeginListedSupervision.Request>(town, id, new("多次退回", null));
        await Act<ForwardOrder, ForwardOrder.Request>(town, id, new(null, null));
        await Act<RemindUnit, RemindUnit.Request>(town, id, new("群众再次来电", null));
        await Act<AcceptOrder, AcceptOrder.Request>(town, id, new("2048", null));
    }

    private static async Task HandOver(Town town, string unit)
    {
        var about = await town.LookAsync(db => db.Orders.AsNoTracking().Where(o => o.Unit == unit).Select(o => new { o.Id, o.About }).FirstAsync(Cancel));
        await Act<HandOverLead, HandOverLead.Request>(town, about.Id, new(about.About.TaskId, "请核查", null));
    }

    private static async Task Act<TAct, TRequest>(Town town, Guid id, TRequest request)
        where TAct : class, IOrderAct<TRequest>
    {
        await using var scope = town.Services.CreateAsyncScope();
        var hand = new Hand(new Actor(ActorKind.Staff, "somebody"), StaffScope.Everything, Handles: true, Supervises: true);
        (await scope.ServiceProvider.GetRequiredService<TAct>().RunAsync(id, request, hand, Cancel)).Refusal.ShouldBeNull(typeof(TAct).Name);
    }

    private static Task<Guid> OrderOf(Town town, string unit) => town.LookAsync(db => db.Orders.Where(o => o.Unit == unit).Select(o => o.Id).FirstAsync(Cancel));
}
