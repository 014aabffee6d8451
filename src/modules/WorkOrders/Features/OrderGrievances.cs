using System.Text.Json;
using System.Text.Json.Serialization;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features;

/// <summary>工单起因 — the ratings and complaints an order answers. The journal knows which joined; no table of ours needs to.</summary>
internal sealed class OrderGrievances(AppDb db, IEvaluations evaluations)
{
    private static readonly string OpenedType = FactTypes.NameOf(typeof(OrderOpened));
    private static readonly string JoinedType = FactTypes.NameOf(typeof(OrderJoined));
    private static readonly string FiledType = FactTypes.NameOf(typeof(ComplaintFiled));

    /// <summary>The order that a rating or complaint joined, or null where it has its own, or none.</summary>
    public async Task<OrderJoined?> JoinedAsync(Guid caseId, Guid id, CancellationToken cancel) => (await ReadAsync<OrderJoined>(caseId, JoinedType, cancel)).Find(joined => joined.TaskId == id);

    /// <summary>What was said, the earliest first, for those who handle the order.</summary>
    public async Task<IReadOnlyList<GrievanceView>> OfAsync(Order order, CancellationToken cancel)
    {
        var opened = (await ReadAsync<OrderOpened>(order.CaseId, OpenedType, cancel)).Where(f => f.Order.OrderId == order.Id).Select(f => (f.Order.TaskId, f.Order.Kind, f.Order.Level, At: f.OpenedAt));
        var joined = (await ReadAsync<OrderJoined>(order.CaseId, JoinedType, cancel)).Where(f => f.Order.OrderId == order.Id).Select(f => (f.TaskId, f.Kind, f.Level, f.At));
        List<GrievanceView> views = [];
        foreach (var (id, kind, level, at) in opened.Concat(joined).OrderBy(o => o.At))
        {
            var complaint = kind is null ? await evaluations.ComplaintAsync(order.CaseId, id, cancel) : null;
            views.Add(new(id, kind, level, at, complaint?.Kind, complaint is null ? await evaluations.TextAsync(order.CaseId, id, cancel) : complaint.Text) { Pictures = await evaluations.PicturesAsync(order.CaseId, id, cancel) });
        }

        return views;
    }

    /// <summary>The act of whoever is contacted: their message leads to their own receipt, never to somebody else's.</summary>
    public async Task<Guid> OfCitizenAsync(Order order, CancellationToken cancel) =>
        (await ReadAsync<ComplaintFiled>(order.CaseId, FiledType, cancel)).Find(filed => filed.Complainant is not null && filed.Complainant == order.Rater)?.ComplaintId ?? order.About.TaskId;

    private async Task<List<TFact>> ReadAsync<TFact>(Guid caseId, string type, CancellationToken cancel)
        where TFact : IFact
    {
        var bodies = await db.Journal.AsNoTracking().Where(e => e.CaseId == caseId && e.Type == type).Select(e => e.Body).ToListAsync(cancel);
        return bodies.ConvertAll(body => JsonSerializer.Deserialize<Envelope<TFact>>(body, FactJson.Options)!.Fact);
    }
}

/// <summary>起因 — one rating or complaint behind an order.</summary>
/// <param name="Id">The rating act or complaint.</param>
/// <param name="Kind">What was rated; null of a complaint.</param>
/// <param name="Level">The grade; null of a complaint.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Complaint">What the complaint is about; null of a rating.</param>
/// <param name="Text">What was written.</param>
internal sealed record GrievanceView(Guid Id, SubjectKind? Kind, Level? Level, DateTimeOffset At, ComplaintKind? Complaint, string? Text)
{
    /// <summary>图片, by hash.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Pictures { get; init; } = [];
}
