using Haochaping.Kernel.Data;
using Haochaping.WorkOrders.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.WorkOrders.Features;

/// <summary>
/// 批量办理 — one act on many orders, each by itself and through the very use case of the single one: same rights, same refusals, same
/// trace, a transaction of its own. What one is refused, the others do not feel.
/// </summary>
internal sealed class ActOnMany(OrderDesk desk, IServiceScopeFactory scopes, IStore store)
{
    /// <summary>At most so many at once.</summary>
    public const int Most = 200;

    // Before anything is written the preview asks whether the order could bear it, not whether the field is filled in.
    private const string AnyText = "…";

    /// <summary>What is wrong with the choice as a whole, or null.</summary>
    public static Refusal? Complaint(ManyOrders ask) =>
        !ManyOrders.Acts.Contains(ask.Act) ? new(RefusalKind.BadRequest, "act-unknown", "没有这项操作，请刷新后重试。")
        : ask.Items.Count == 0 ? new(RefusalKind.Unprocessable, "none-chosen", "请先在工单列表中勾选要办理的工单。")
        : ask.Items.Count > Most ? new(RefusalKind.Unprocessable, "too-many-chosen", $"一次最多办理 {Most} 件，请分批办理。")
        : null;

    /// <summary>What would become of each; nothing is saved.</summary>
    public async Task<IReadOnlyList<OneOfMany>> PreviewAsync(ManyOrders ask, Hand hand, CancellationToken cancel)
    {
        List<OneOfMany> lines = [];
        foreach (var (id, _) in ask.Items)
        {
            var (right, text) = (ask.Act == OrderAct.Urged ? Right.Supervise : Right.Handle, ask.Text ?? AnyText);
            lines.Add(!(await desk.OpenAsync(id, hand, Right.See, null, cancel)).Is(out var seen, out var no) ? new(id, null, null, no)
                : !(await desk.OpenAsync(id, hand, right, null, cancel)).Is(out var held, out no) ? new(id, seen.Order.Number, seen.Order.Version, no)
                : new(id, held.Order.Number, held.Order.Version, (ask.Act == OrderAct.Urged ? UrgeOrder.Decide(held, new(text, null)) : AcceptOrder.Decide(held, new(text, null))).Refusal));
        }

        return lines;
    }

    /// <summary>Does it, one after the other, and says of each how it ended.</summary>
    public async Task<IReadOnlyList<OneOfMany>> RunAsync(ManyOrders ask, Hand hand, CancellationToken cancel)
    {
        List<OneOfMany> lines = [];
        foreach (var (id, version) in ask.Items)
        {
            lines.Add(await OneAsync(ask, id, version, hand, cancel));
        }

        return lines;
    }

    // A scope of its own: rows that one act has touched are nothing to the next.
    private async Task<OneOfMany> OneAsync(ManyOrders ask, Guid id, int? version, Hand hand, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var number = await scope.ServiceProvider.GetRequiredService<OrderDesk>().OpenAsync(id, hand, Right.See, null, cancel) is var seen && seen.Is(out var held, out _) ? held.Order.Number : null;
        try
        {
            var answer = ask.Act == OrderAct.Urged
                ? await scope.ServiceProvider.GetRequiredService<UrgeOrder>().RunAsync(id, new(ask.Text, version), hand, cancel)
                : await scope.ServiceProvider.GetRequiredService<AcceptOrder>().RunAsync(id, new(ask.Text, version), hand, cancel);
            return new(id, number, version, answer.Refusal);
        }
        catch (Exception e) when (store.Diagnose(e) is not null)
        {
            return new(id, number, version, store.Diagnose(e));
        }
    }
}

/// <summary>批量选择 — one act, the orders it is meant for in the version somebody saw, and what is written with each.</summary>
internal sealed record ManyOrders(OrderAct Act, IReadOnlyList<(Guid Id, int? Version)> Items, string? Text)
{
    /// <summary>What can be done with many at once: both say the same of each.</summary>
    public static IReadOnlyList<OrderAct> Acts { get; } = [OrderAct.Urged, OrderAct.Accepted];
}

/// <summary>批量结果 — one order of many: why not, or null where it will be done, or was. No number where it is not theirs to see.</summary>
internal sealed record OneOfMany(Guid Id, string? Number, int? Version, Refusal? No);
