using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.Tests.WorkOrders;

/// <summary>Orders under the rules as they ship; a test names only what matters to it.</summary>
internal static class Some
{
    public static readonly RuleSet Set = Load();

    public static readonly Deadlines Deadlines = new(Set.Calendar);

    public static Rules JX => Rules("JX");

    public static Rules SZ => Rules("SZ");

    public static Rules ND => Rules("ND");

    public static Rules Rules(string pack) => new(Set.Find(pack, new DateOnly(2020, 4, 24))!, Deadlines);

    public static Rules With(this Rules rules, Func<RulePack, RulePack> change) => rules with { Pack = change(rules.Pack) };

    /// <summary>An instant in house time: <c>2020-04-24T15:20</c>.</summary>
    public static DateTimeOffset At(string houseTime) => DateTimeOffset.Parse(houseTime + "+08:00");

    public static readonly Desk Unit = new(Party.UndertakingUnit, "JX-CITY", "演示市审批局", "360100000000");

    public static readonly Desk County = new(Party.CountyAuthority, "JX-COUNTY", "演示区政务服务办", "360102000000");

    public static readonly Desk Village = new(Party.UndertakingUnit, "JX-VILLAGE", "演示村便民服务室", "360102001200");

    public static readonly Desk Hotline = new(Party.Hotline12345, "SZ-12345", "演示市12345热线", "440300000000");

    /// <summary>Audits what <see cref="Unit"/> returns.</summary>
    public static readonly Desk Auditor = new(Party.CityBureau, "JX-AUTH", "演示市政务服务局", "360100000000", Audits: true);

    /// <summary>An order on its first desk, dispatched in the minute of the rating.</summary>
    public static Order Opened(Rules rules, string ratedAt, params Desk[] route) => Opened(rules, At(ratedAt), null, route);

    public static Order OpenedInVillage(Rules rules, string ratedAt) => Opened(rules, At(ratedAt), Village, [County]);

    public static Order Accepted(Rules rules, string ratedAt) => Opened(rules, ratedAt).Accept(rules, "1024", At(ratedAt)).Value;

    /// <summary>Contacted and found true: a complex problem.</summary>
    public static Order Rectifying(Rules rules, string ratedAt, Triage triage = Triage.Complex) => Accepted(rules, ratedAt)
        .RecordContact(rules, ContactMethod.Phone, true, "R-1", "群众反映等待时间长", At(ratedAt)).Value
        .Verify(rules, Verdict.True, triage, CauseKind.Process, "叫号系统故障", At(ratedAt)).Value;

    public static Order Handled(Rules rules, string ratedAt, string handledAt) =>
        Rectifying(rules, ratedAt).Talk("科长", null, At(ratedAt).BusinessDate(), "文明用语", At(ratedAt)).Value.Report(rules, "已更换叫号设备", "已整改，谢谢您的意见。", At(handledAt)).Value;

    public static OrderClock Clock(this Order order, Clock clock, ClockSide side) => order.Clocks.Last(c => c.Clock == clock && c.Side == side);

    private static Order Opened(Rules rules, DateTimeOffset ratedAt, Desk? unit, Desk[] route)
    {
        var desks = route.Length == 0 ? [Unit] : route;
        var rated = unit ?? desks.Last(d => !d.Audits);
        var place = new ServicePlace("town", "T-1", rated.Region, rated.Code, rated.Name, null, "ITEM-1", "个体工商户设立登记", null, "A12", null, HandlingChannel.Window);
        var id = Ids.Derive("order", "T-1");
        var number = OrderNumber.Candidates(new(2020, 4, 24), id).First();
        return Order.Open(
            new Order
            {
                CaseId = CaseKeys.Case("town", "T-1"),
                Id = id,
                About = new(
                    id, number, Ids.Derive("task", "T-1"), SubjectKind.Service, place, 1, Level.Dissatisfied, "sms", true, false, new(2020, 4, 24),
                    rules.Pack.Ref.ToString(), rated.Code, desks[^1].Code),
                Number = number,
                CaseNumber = "T-1",
                Rater = Ids.Derive("person", "somebody"),
                OpenedAt = ratedAt,
                Route = desks,
                Holder = desks[0].Code,
                HolderRegion = desks[0].Region,
                Sender = desks[0].Code,
                Unit = rated.Code,
                UnitName = rated.Name,
                UnitRegion = rated.Region,
                Subtasks = desks[^1].Party == Party.CountyAuthority && rules.Pack.WorkOrder.TownshipSubtask == TownshipSubtask.RectifyOnly ? [Subtask.Of(rated)] : [],
            },
            rules,
            ratedAt);
    }

    private static RuleSet Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "policy");
        SourceText Text(string name) => new(name, File.ReadAllText(Path.Combine(folder, name)));
        IReadOnlyList<SourceText> All(string part, string pattern) =>
            [.. Directory.EnumerateFiles(Path.Combine(folder, part), pattern).Order(StringComparer.Ordinal).Select(f => Text($"{part}/{Path.GetFileName(f)}"))];
        var files = new RuleFiles(
            Text("labels.zh.yaml"), All("packs", "*.yaml"), All("overlays", "*.yaml"), All("calendar", "*.json"),
            new Dictionary<string, string> { ["36"] = "JX", ["4403"] = "SZ" }, "ND");
        return RuleSetLoader.Load(files).Is(out var set, out var refusal) ? set : throw new InvalidDataException(refusal.Message);
    }
}
