using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Haochaping.Exchange.Features;

/// <summary>对接检查 — tells partners that do not answer, and letters that wait for a person.</summary>
internal sealed class ExchangeWatch(AppDb db, Partners partners) : IExchangeWatch, IHealthCheck
{
    // one lost answer is nothing; by the third attempt some minutes have gone by
    private const int Silent = 3;

    public async Task<IReadOnlyList<string>> TroublesAsync(CancellationToken cancel)
    {
        var silent = await db.Letters.Where(l => l.State == LetterState.Waiting && l.Attempts >= Silent)
            .GroupBy(l => l.Partner).Select(g => new { Partner = g.Key, Count = g.Count(), Error = g.Max(l => l.Error) }).OrderBy(g => g.Partner).ToListAsync(cancel);
        var odd = await db.OddLetters().GroupBy(l => l.Partner).Select(g => new { Partner = g.Key, Count = g.Count() }).OrderBy(g => g.Partner).ToListAsync(cancel);
        return
        [
            .. silent.Select(s => $"对接方 {s.Partner} 没有应答，{s.Count} 件工单的函件在等待（{s.Error}）：请检查网络、地址和密钥"),
            .. odd.Select(o => $"与对接方 {o.Partner} 有 {o.Count} 件函件被拒或发送失败：请到控制台“平台对接”查看"),
            .. (await db.Letters.Where(l => l.State == LetterState.Waiting).Select(l => l.Partner).Distinct().ToListAsync(cancel))
                .Where(name => partners.Find(name)?.Url is null).Select(name => $"有发给对接方 {name} 的函件，但没有设置它的地址：请设置 Exchange__Partners__{name}__Url"),
        ];
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await TroublesAsync(cancellationToken) is { Count: > 0 } troubles ? HealthCheckResult.Degraded($"{string.Join("；", troubles)}。") : HealthCheckResult.Healthy();
}
