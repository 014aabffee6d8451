using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>立即重送 — a person has a letter tried at once: the same letter, which the other side knows if it has it already.</summary>
internal sealed class ResendLetter(AppDb db, TimeProvider clock)
{
    internal static readonly Refusal NotWaiting = new(RefusalKind.Conflict, "letter-not-waiting", "只有待发送、被拒或发送失败的函件可以重送：请刷新后查看。");

    public async Task<Result<Done>> RunAsync(Guid caseId, Guid id, CancellationToken cancel)
    {
        var now = clock.Now();
        return await db.Letters
            .Where(l => l.CaseId == caseId && l.Id == id && l.Direction == Direction.Out && l.State != LetterState.Delivered)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Waiting).SetProperty(l => l.DueAt, now).SetProperty(l => l.Since, now), cancel) == 1 ? new Done() : NotWaiting;
    }
}
