using Haochaping.Accountability.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;

namespace Haochaping.Accountability.Features;

/// <summary>处置预警 — a person of the supervising authority, never of the unit, finds no ground or orders a measure of the place's document with a day (吉林 第二十四条).</summary>
internal sealed class DecideAlert(AlertDesk desk, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Guid id, Request request, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!(await desk.OpenAsync(id, scope, request.Version, cancel)).Is(out var alert, out var no)
            || !alert.Decide(desk.RulesOf(alert), request.Measure, request.NoGround, request.Leader, request.Due, request.Reason, now).Is(out var next, out no))
        {
            return no;
        }

        var (reason, salt) = (request.Reason!.Trim(), Commitment.NewSalt());
        next = next with { Reason = reason, ReasonSalt = salt };
        return await desk.SaveAsync(alert, next, new AlertDecided(alert.CaseId, alert.About, now, next.Measure, next.Leader, next.Due, Commitment.Of(reason, salt)), by, now, cancel);
    }

    /// <param name="Measure">Code of the measure.</param>
    /// <param name="NoGround">不成立.</param>
    /// <param name="Leader">追究领导责任 too.</param>
    /// <param name="Due">Last day for the measure.</param>
    /// <param name="Reason">What was found.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(string? Measure, bool NoGround, bool Leader, DateOnly? Due, string? Reason, int? Version);
}
