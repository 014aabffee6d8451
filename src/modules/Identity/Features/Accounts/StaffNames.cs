using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Identity.Features.Accounts;

internal sealed class StaffNames(AppDb db) : IStaffNames
{
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IReadOnlyCollection<string> actorIds, CancellationToken cancel)
    {
        var ids = actorIds.Select(id => Guid.TryParse(id, out var guid) ? guid : Guid.Empty).Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToListAsync(cancel);
        return names.ToDictionary(a => a.Id.ToString("N"), a => a.DisplayName);
    }
}
