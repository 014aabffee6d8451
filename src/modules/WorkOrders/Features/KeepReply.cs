using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>保存答复模板 — for one's own institution, under a name; the same name writes it anew.</summary>
internal sealed class KeepReply(AppDb db, TimeProvider clock)
{
    // A list one has to search is no help.
    private const int Most = 50;

    /// <summary>Those of somebody's institutions, by name.</summary>
    public async Task<IReadOnlyList<ReplyTemplate>> OfAsync(StaffScope scope, CancellationToken cancel)
    {
        var mine = scope.Institutions.ToList();
        return await db.ReplyTemplates.AsNoTracking().Where(t => mine.Contains(t.Institution)).OrderBy(t => t.Name).ThenBy(t => t.Institution).ToListAsync(cancel);
    }

    public async Task<Result<Done>> RunAsync(string? institution, string? name, string? text, StaffScope scope, CancellationToken cancel)
    {
        var (called, written) = (Parsing.Clean(name), Parsing.Clean(text));
        if (No.Missing(
            No.Unless(institution is not null && scope.Institutions.Contains(institution), "institution", "reply-unit-missing", "请选择本单位。"),
            No.Text("name", "reply-name-missing", called, "请给模板起个名称。", ReplyTemplate.NameLimit),
            No.Text("text", "text-missing", written, "请写明模板内容。")) is { } refusal)
        {
            return refusal;
        }

        if (await db.ReplyTemplates.FirstOrDefaultAsync(t => t.Institution == institution && t.Name == called, cancel) is { } kept)
        {
            kept.Text = written!;
        }
        else if (await db.ReplyTemplates.CountAsync(t => t.Institution == institution, cancel) >= Most)
        {
            return new Refusal(RefusalKind.Conflict, "replies-full", $"每个单位最多 {Most} 个答复模板：请先删除不用的。");
        }
        else
        {
            db.Add(new ReplyTemplate { Id = Ids.New(clock), Institution = institution!, Name = called!, Text = written! });
        }

        await db.SaveChangesAsync(cancel);
        return default(Done);
    }
}
