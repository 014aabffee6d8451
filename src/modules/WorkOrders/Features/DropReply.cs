using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>删除答复模板 — of one's own institution; twice is once.</summary>
internal sealed class DropReply(AppDb db)
{
    public Task RunAsync(Guid id, StaffScope scope, CancellationToken cancel)
    {
        var mine = scope.Institutions.ToList();
        return db.ReplyTemplates.Where(t => t.Id == id && mine.Contains(t.Institution)).ExecuteDeleteAsync(cancel);
    }
}
