using Haochaping.Catalog.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>机构查找 — in the newest versions.</summary>
internal sealed class InstitutionList(AppDb db, ICatalog catalog, TimeProvider clock) : IInstitutionList
{
    public async Task<IReadOnlyList<InstitutionInfo>> FindAsync(string text, int most, CancellationToken cancel)
    {
        var today = clock.Now().BusinessDate();
        var initials = Initials.MayBe(text) ? text.ToLowerInvariant() : null;
        var codes = await db.Institutions.AsNoTracking()
            .Where(i => i.Latest && (i.EffectiveTo == null || i.EffectiveTo > today) && (i.Key == text || i.Name.Contains(text) || (initials != null && i.Initials.Contains(initials))))
            .OrderBy(i => i.Key).Select(i => i.Key).Take(most).ToListAsync(cancel);
        var bodies = await catalog.FindInstitutionsAsync(codes, null, cancel);
        return [.. codes.Where(bodies.ContainsKey).Select(code => bodies[code])];
    }
}
