using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Pulse;

/// <summary>看脉搏 — every channel against its own habit, as of now.</summary>
internal sealed class ReadPulse(AppDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<ChannelPulse>> RunAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var since = now.BusinessDate().AddDays(-Silence.DaysKept);
        var counts = await db.Pulse.AsNoTracking().Where(p => p.Day >= since).Select(p => new HourCount(p.Channel, p.Day, p.Hour, p.Count)).ToListAsync(cancel);
        return Silence.Of(counts, now);
    }
}
