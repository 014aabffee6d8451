using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Keys;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features;

/// <summary>What downstream modules may look up about evaluations.</summary>
internal sealed class EvaluationLookups(AppDb db, IKeys keys) : IEvaluations
{
    public Task<string?> TextAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        db.Evaluations.AsNoTracking().Where(e => e.CaseId == caseId && e.TaskId == taskId).Select(e => e.Text).FirstOrDefaultAsync(cancel);

    public async Task<string?> ReceiptPathAsync(Guid caseId, Guid taskId, CancellationToken cancel) =>
        await db.Evaluations.AnyAsync(e => e.CaseId == caseId && e.TaskId == taskId, cancel) ? "/r/" + ReceiptCode.Of(caseId, taskId, keys) : null;
}
