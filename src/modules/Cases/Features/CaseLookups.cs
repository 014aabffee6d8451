using Haochaping.Cases.Contracts;
using Haochaping.Cases.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Cases.Features;

/// <summary>What downstream modules may look up about cases.</summary>
internal sealed class CaseLookups(AppDb db) : ICases
{
    public async Task<IReadOnlyList<CollectedRating>> CollectedRatingsAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel) =>
        await db.Services.AsNoTracking().Where(s => cases.Contains(s.CaseId) && s.Rating != null).Select(s => s.Rating!).ToListAsync(cancel);

    public async Task<IReadOnlyList<Guid>> FindAsync(string caseNumber, CancellationToken cancel) =>
        await db.Cases.AsNoTracking().Where(c => c.CaseNumber == caseNumber).Select(c => c.CaseId).ToListAsync(cancel);

    public async Task<IReadOnlyDictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> cases, CancellationToken cancel) =>
        await db.Cases.AsNoTracking().Where(c => cases.Contains(c.CaseId)).ToDictionaryAsync(c => c.CaseId, c => c.CaseNumber, cancel);
}
