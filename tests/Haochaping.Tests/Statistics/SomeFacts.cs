using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;

namespace Haochaping.Tests.Statistics;

/// <summary>Facts about invented services, complete but for what a test cares about.</summary>
internal static class SomeFacts
{
    private const string Pack = "ND@2020-01-01+00000000";

    public static readonly DateTimeOffset Completed = new(2026, 10, 8, 15, 0, 0, HouseTime.Offset);

    public static ServicePlace Place(string institution = "TAX", string region = "360102000000", string item = "ITEM", HandlingChannel channel = HandlingChannel.Window) => new(
        "SRC", "2026-1", region, institution, "名称" + institution, null, item, "事项" + item, "HALL", "A1", null, channel);

    public static TaskFacts Task(string name, string institution = "TAX", int day = 0, string region = "360102000000", SubjectKind kind = SubjectKind.Service) =>
        new(Ids.Derive("task", name), kind, Place(institution, region), Pack, Completed.AddDays(day), 1);

    public static Guid CaseOf(TaskFacts task) => Ids.Derive("case", task.TaskId.ToString());

    public static InvitationIssued Invited(TaskFacts task) => new(CaseOf(task), task, Completed.AddDays(7), false);

    public static EvaluationSubmitted Rated(TaskFacts task, Level level, bool realName = false, bool isPrivate = false, string channel = "sms") => new(
        CaseOf(task), task, level, level <= Level.Dissatisfied, level >= Level.BasicallySatisfied, new Dictionary<string, Level>(), [], null, channel,
        isPrivate, realName, null, Completed.AddDays(1), null);

    public static EvaluationDefaulted Defaulted(TaskFacts task) => new(CaseOf(task), task, Level.BasicallySatisfied, true, Completed.AddDays(8));

    public static TaskExpired Expired(TaskFacts task) => new(CaseOf(task), task, Completed.AddDays(8));

    public static OrderFacts Order(string name, bool realName = true, string institution = "TAX") => new(
        Ids.Derive("order", name), "O-1", Ids.Derive("task", name), SubjectKind.Service, Place(institution), 1, Level.Dissatisfied, "sms", realName, false,
        Completed.BusinessDate().AddDays(1), Pack, institution, institution);

    public static OrderOpened Opened(OrderFacts order) => new(Ids.Derive("case", order.OrderId.ToString()), order, Completed.AddDays(1), []);

    public static OrderContacted Contacted(OrderFacts order, ContactResult result) =>
        new(Opened(order).CaseId, order, Completed.AddDays(2), ContactMethod.Phone, result, 1, null);

    public static OrderOverdue Overdue(OrderFacts order, Clock clock = Clock.RectifyComplex, ClockSide side = ClockSide.Unit) =>
        new(Opened(order).CaseId, order, clock, side, 1, Completed.BusinessDate().AddDays(15), Completed.AddDays(16), Party.None);

    public static OrderHandled Handled(OrderFacts order, bool onTime, ContactResult? contact = ContactResult.Reached) => new(
        Opened(order).CaseId, order, Completed.AddDays(9), OrderOutcome.Rectified, Verdict.True, null, onTime, contact, 1, "", "");

    public static OrderReopened Reopened(OrderFacts order) => new(Opened(order).CaseId, order, Completed.AddDays(12), 2);

    public static OrderClosed Closed(OrderFacts order, bool onTime, VisitResult visit, bool? satisfied, ContactResult contact = ContactResult.Reached) => new(
        Opened(order).CaseId, order, Completed.AddDays(20), OrderOutcome.Rectified, Verdict.True, null, onTime, contact, visit, satisfied, 1);
}
