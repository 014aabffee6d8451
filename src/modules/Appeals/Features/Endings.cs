using System.Security.Cryptography;
using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Appeals.Features;

/// <summary>决定的落实 — the fact that everybody downstream follows, the draw for a third look, and the word to the rater.</summary>
internal sealed class Endings(TellRater tell, IConfiguration settings)
{
    /// <summary>How many in a hundred upheld appeals are looked at again; a default of ours, settable as <c>Appeals:ReauditPercent</c>.</summary>
    private const int ReauditPercent = 20;

    public async Task<Result<AppealAnswer>> SaveAsync(Held held, Appeal next, string reason, CancellationToken cancel)
    {
        var pack = held.Rules.Pack;
        if (next.State == AppealState.Upheld)
        {
            next = next with { Drawn = RandomNumberGenerator.GetInt32(100) < settings.GetValue("Appeals:ReauditPercent", ReauditPercent) };
            var committed = held.Write(AppealAct.Upheld, reason, [.. Appeal.Items(next.Adopted!)])!;
            held.Leave(new AppealUpheld(
                next.CaseId, next.About, held.Now, next.Adopted!, next.Method!.Value, next.Cause, Appeal.NeedsNoSecond(next.About, next.Slip, pack), next.WasInTime, pack.Appeal.Notify, pack.Fraud.ReportTo, next.Drawn, committed));
        }
        else
        {
            var committed = held.Write(AppealAct.Rejected, reason)!;
            held.Leave(new AppealRejected(next.CaseId, next.About, held.Now, next.WasInTime, pack.Appeal.Notify, committed));
        }

        await tell.DecidedAsync(held.Db, next, held.Now, cancel);
        return await held.SaveAsync(next, cancel);
    }
}
