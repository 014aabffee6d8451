using FsCheck;
using FsCheck.Fluent;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Xunit;
using static Haochaping.Tests.WorkOrders.Some;

namespace Haochaping.Tests.WorkOrders;

/// <summary>Random acts in random order, sensible and not: what must hold after every one of them.</summary>
public sealed class OrderWalks
{
    // An act, how many hours later, and a choice inside the act.
    private static readonly Arbitrary<(int Act, int Hours, int Choice)[]> Walks =
        (from act in Gen.Choose(0, 11) from hours in Gen.Choose(0, 60) from choice in Gen.Choose(0, 5) select (act, hours, choice)).ArrayOf().ToArbitrary();

    [Theory]
    [InlineData("JX")]
    [InlineData("SZ")]
    [InlineData("ND")]
    [Requirement("CQ-3.4.1a", "GEN-I4.3")]
    public void Every_walk_keeps_the_law(string pack) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400),
        Prop.ForAll(Walks, walk => Keeps(Rules(pack), walk, pack switch { "SZ" => [Hotline, Unit], "ND" => [Unit, Auditor], _ => [Unit] })));

    [Fact]
    public void Every_walk_in_a_village_keeps_the_law() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(Walks, walk => Keeps(JX, walk, null)));

    private static bool Keeps(Rules rules, (int Act, int Hours, int Choice)[] walk, Desk[]? route)
    {
        var order = route is null ? OpenedInVillage(rules, "2020-04-24T15:20") : Opened(rules, "2020-04-24T15:20", route);
        var now = At("2020-04-24T15:20");
        foreach (var (act, hours, choice) in walk)
        {
            now = now.AddHours(hours);
            if (Try(order, rules, act, choice, now).Is(out var next, out _))
            {
                if (!IsLawful(order, next, rules))
                {
                    return false;
                }

                order = next;
            }
        }

        return true;
    }

    private static Result<Order> Try(Order order, Rules rules, int act, int choice, DateTimeOffset now) => act switch
    {
        0 => order.Forward(rules, null, now),
        1 => order.Return(choice == 0 ? null : "理由"),
        2 => order.Accept(rules, choice == 0 ? null : "1024", now),
        3 => order.RecordContact(rules, ContactMethod.Phone, choice > 2, "R-1", "记录", now),
        4 => order.Verify(rules, (Verdict)(choice % 3), (Triage)(choice % 4), CauseKind.Process, "情况", now),
        5 => order.TakeMeasure(rules, HandlingMethod.Rectify, choice == 0 ? now.BusinessDate().AddDays(2) : null, "措施", now),
        6 => order.ReportSubtask(null, StaffScope.Everything, "已整改", now).Then(r => (Result<Order>)r.Next),
        7 => order.Extend(rules, choice == 0 ? null : "理由", now.BusinessDate().AddDays(choice * 9), now),
        8 when choice == 1 => order.Talk("科长", null, now.BusinessDate(), "文明用语", now),
        8 => order.Report(rules, choice == 0 ? null : "结果", "答复", now),
        9 => order.RecordVisit(rules, ContactMethod.Phone, choice > 1, (Level)choice, now),
        10 => order.Audit(rules, choice > 2, choice == 0 ? null : "意见", now),
        _ => order.FlagOverdue(now).Next,
    };

    private static bool IsLawful(Order before, Order after, Rules rules) =>
        (before.State != OrderState.Closed || after.State == OrderState.Closed)
        && (before.State != OrderState.Auditing || before.Clocks.Select(c => c.LastDay).SequenceEqual(after.Clocks.Take(before.Clocks.Count).Select(c => c.LastDay)))
        && (after.State != OrderState.Auditing || after.At.Audits)
        && after.Clocks.Where(c => c.IsRunning).Select(c => c.Clock).Distinct().ToList() is var running
        && after.IsOver == (running.Count == 0)
        && after.State == OrderState.Auditing == running.Contains(Clock.ResultAudit)
        && after.State == OrderState.Handled == running.Contains(Clock.SatisfactionVisit)
        && (after.State is not (OrderState.Auditing or OrderState.Handled) || running.Count == 1)
        && (!after.IsAudited || after.State is not OrderState.Handled || before.State is OrderState.Auditing or OrderState.Handled)
        && after.Round <= 2 && after.Round - before.Round is 0 or 1
        && (after.Round == before.Round || before.State == OrderState.Handled)
        && after.Extensions <= rules.Pack.Deadline.Extension.MaxCount
        && (rules.Pack.Deadline.Extension.Allowed || after.Extensions == 0)
        && (after.State != OrderState.Closed || (after.HandledAt is not null && EndedByVisit(after, rules)))
        && (after.State is not (OrderState.Handled or OrderState.Closed) || after.Contact is ContactResult.Reached or ContactResult.Unreachable)
        && (after.State is not (OrderState.Handled or OrderState.Closed) || (after.OnTime is not null && after.Verdict is not null))
        && after.Clocks.Where(c => c.Clock != Clock.ResultAudit || c.IsRunning).CountBy(c => (c.Clock, c.Side, c.Round)).All(c => c.Value == 1)
        && after.Due == after.Clocks.Where(c => c.IsRunning).Min(c => (DateTimeOffset?)c.ExpiresAt)
        && after.Holder == after.At.Code;

    // 满意度回访 or a logged failure: never anything else.
    private static bool EndedByVisit(Order order, Rules rules) => order.Visit switch
    {
        VisitResult.Visited => order.VisitDays.Count > 0,
        VisitResult.Unreachable => order.VisitDays.Count >= rules.Pack.Contact.Attempts,
        _ => false,
    };
}
