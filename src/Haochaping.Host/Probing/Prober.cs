using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Host.Scratch;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Host.Probing;

/// <summary>
/// 拨测 — rates synthetic cases on all five levels through every channel by the front door, and looks for each in the sealed log: what a
/// citizen was thanked for must have arrived, a “非常不满意” like any other.
/// </summary>
/// <param name="house">Where the house is reached, as citizens reach it.</param>
/// <param name="clientKey">A client that may report probes.</param>
/// <param name="services">The house's services, to look into its log.</param>
/// <param name="pause">What to do while the house works.</param>
internal sealed class Prober(Uri house, string clientKey, IServiceProvider services, Func<CancellationToken, Task> pause)
{
    private static readonly string Rated = FactTypes.NameOf(typeof(EvaluationSubmitted));

    /// <summary>Sends everything, then waits as long as patience lasts. <paramref name="advance"/>: how many arrived, of how many.</summary>
    public async Task<ProbeReport> RunAsync(ProbePlan plan, Action<long, long> advance, CancellationToken cancel)
    {
        using Visitor business = new(house, clientKey), citizen = new(house);
        var waiting = plan.Probes.ToList();
        await ReportAsync(business, plan, waiting, cancel);
        for (var round = 0; round < plan.Rounds && waiting.Exists(p => p.Outcome is ProbeOutcome.Waiting or ProbeOutcome.Thanked); round++)
        {
            await pause(cancel);
            foreach (var probe in waiting.Where(p => p.Outcome == ProbeOutcome.Waiting))
            {
                await RateAsync(business, citizen, probe, cancel);
            }

            await LookAsync(waiting, cancel);
            advance(waiting.Count(p => p.Outcome == ProbeOutcome.Arrived), waiting.Count);
        }

        return new ProbeReport(plan.Run, waiting);
    }

    private static async Task ReportAsync(Visitor business, ProbePlan plan, List<Probe> probes, CancellationToken cancel)
    {
        var answer = await business.AskAsync("/api/v1/cases", new
        {
            cases = probes.Select(p => new
            {
                source = Probes.Source, caseNumber = p.Number, item = plan.Item, receivingInstitution = plan.Institution, channel = "online",
                applicant = new { kind = "person", name = "拨测", certificateKind = "residentIdCard", certificateNumber = Probe.Certificate },
                events = new[] { new { kind = "decided", at = plan.Now } },
            }),
        }, cancel);
        var results = answer.IsYes ? answer.Body.GetProperty("results").EnumerateArray().ToList() : [];
        foreach (var (probe, i) in probes.Select((p, i) => (p, i)))
        {
            if (i >= results.Count || results[i].GetProperty("outcome").GetString() != "created")
            {
                probe.Refuse("办件未被接收：" + (i < results.Count ? Said(answer with { Body = results[i] }) : Said(answer)));
            }
        }
    }

    private static async Task RateAsync(Visitor business, Visitor citizen, Probe probe, CancellationToken cancel)
    {
        var link = await business.LookAsync($"/api/v1/tasks?source={Probes.Source}&caseNumber={Uri.EscapeDataString(probe.Number)}&channel={probe.Channel}", cancel);
        if (!link.IsYes)
        {
            probe.Why = "没有评价入口：" + Said(link); // the house may still be opening it
            return;
        }

        var path = "/api/v1/tasks/" + link.Code("token");
        var form = await citizen.LookAsync(path, cancel);
        var proof = form.Code("needsProof") == "true" ? (await citizen.AskAsync(path + "/proof", new { certificate = Probe.Certificate[^6..] }, cancel)).Code("proof") : null;
        var answer = await citizen.AskAsync(path + "/evaluation", new { level = probe.Level, tags = Reason(form, probe.Level), proof }, cancel);
        if (answer.IsYes)
        {
            (probe.Outcome, probe.Why) = (ProbeOutcome.Thanked, "已得到回执，但存证日志中没有这条评价");
        }
        else
        {
            probe.Refuse("评价被拒绝：" + Said(answer));
        }
    }

    // A place may ask for a reason with a bad grade.
    private static string[]? Reason(Answer form, int level) => form.Body.ValueKind == JsonValueKind.Object && form.Body.TryGetProperty("tags", out var tags)
        ? [.. tags.EnumerateArray().Where(t => t.GetProperty("level").GetInt32() == level).Select(t => t.GetProperty("code").GetString()!).Take(1)]
        : null;

    private async Task LookAsync(List<Probe> probes, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var cases = probes.Where(p => p.Outcome == ProbeOutcome.Thanked).Select(p => p.CaseId).ToList();
        var bodies = await (from line in db.Log
                            join entry in db.Journal on new { line.CaseId, line.EntryId } equals new { entry.CaseId, entry.EntryId }
                            where cases.Contains(entry.CaseId) && entry.Type == Rated
                            select entry.Body).AsNoTracking().ToListAsync(cancel);
        var arrived = bodies.Select(b => JsonSerializer.Deserialize<Envelope<EvaluationSubmitted>>(b, FactJson.Options)!.Fact).ToDictionary(f => f.CaseId);
        foreach (var probe in probes.Where(p => p.Outcome == ProbeOutcome.Thanked && arrived.ContainsKey(p.CaseId)))
        {
            var fact = arrived[probe.CaseId];
            if (((int)fact.Level, fact.Channel) == (probe.Level, probe.Channel))
            {
                (probe.Outcome, probe.Why) = (ProbeOutcome.Arrived, null);
            }
            else
            {
                probe.Refuse($"到达的是 {fact.Channel} 的“{fact.Level.Word()}”");
            }
        }
    }

    private static string Said(Answer answer) => answer.Body.ValueKind == JsonValueKind.Object
        ? answer.Code("message") + answer.Code("detail") + (answer.Code("code") is { Length: > 0 } code ? $" [{code}]" : "")
        : $"HTTP {answer.Status}";
}
