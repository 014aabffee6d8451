using Haochaping.Catalog.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Features;

/// <summary>查看导入记录 — the list of imports, newest first, and one of them.</summary>
internal sealed class ReadImports(AppDb db)
{
    public const int PageSize = 20;

    public async Task<(int Total, List<Import> Rows)> PageAsync(int page, CancellationToken cancel) => (
        await db.Imports.CountAsync(cancel),
        await db.Imports.AsNoTracking().OrderByDescending(i => i.StagedAt).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel));

    public Task<Import?> OneAsync(Guid id, CancellationToken cancel) => db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, cancel);
}
