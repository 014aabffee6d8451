using Haochaping.Cases.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Pulse;

/// <summary>数脉搏 — every rating counts once in the hour it arrived by its channel; probes do not.</summary>
internal sealed class CountPulse : Reaction<EvaluationSubmitted>
{
    protected override async Task ReactAsync(IReadOnlyList<Recorded<EvaluationSubmitted>> facts, AppDb db, CancellationToken cancel)
    {
        var counts = facts.Select(f => f.Fact).Where(f => !f.Task.Place.IsProbe)
            .CountBy(f => (f.Channel, Day: f.ReceivedAt.BusinessDate(), f.ReceivedAt.ToHouse().Hour)).ToDictionary();
        var days = counts.Keys.Select(k => k.Day).ToHashSet();
        var known = await db.Pulse.Where(p => days.Contains(p.Day)).ToDictionaryAsync(p => (p.Channel, p.Day, p.Hour), cancel);
        foreach (var (key, count) in counts)
        {
            if (!known.TryGetValue(key, out var row))
            {
                db.Add(row = new PulseRow { Channel = key.Channel, Day = key.Day, Hour = key.Hour });
            }

            row.Count += count;
        }
    }
}
