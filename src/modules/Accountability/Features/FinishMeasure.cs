using Haochaping.Accountability.Contracts;
using Haochaping.Accountability.Domain;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;

namespace Haochaping.Accountability.Features;

/// <summary>登记措施结果 — carried out, or not; what failed raises an alert again (吉林 第二十四条 “整改不力”).</summary>
internal sealed class FinishMeasure(AppDb db, AlertDesk desk, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Guid id, bool? done, string? outcome, int? version, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!(await desk.OpenAsync(id, scope, version, cancel)).Is(out var alert, out var no) || !alert.Finish(done, outcome, now).Is(out var next, out no))
        {
            return no;
        }

        var (text, salt) = (outcome!.Trim(), Commitment.NewSalt());
        next = next with { Outcome = text, OutcomeSalt = salt };
        if (next.State == AlertState.Failed)
        {
            await MakeAlert.AgainAsync(db, alert, now, cancel);
        }

        return await desk.SaveAsync(alert, next, new MeasureFinished(alert.CaseId, alert.About, now, done!.Value, Commitment.Of(text, salt)), by, now, cancel);
    }
}
