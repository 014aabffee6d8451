using Haochaping.Channels.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Messages;

/// <summary>结束短信对话 — what was asked and not answered in time; a grade whose reason never came is listed, not lost in silence.</summary>
internal sealed class CloseTalks(AppDb db, TimeProvider clock) : IJob
{
    private const int BatchSize = 200;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var patience = clock.Now().AddMinutes(-5); // a reason that came in time may still be on its way through the door
        var over = await db.Talks.Where(t => t.Until <= patience).OrderBy(t => t.Until).Take(BatchSize).ToListAsync(cancel);
        var asked = over.Where(t => t.Reply is not null).Select(t => t.Reply!.Value).ToList();
        foreach (var reply in await db.Replies.Where(r => asked.Contains(r.Id)).ToListAsync(cancel))
        {
            reply.Outcome = ReplyOutcome.ReasonMissing;
        }

        db.RemoveRange(over);
        await db.SaveChangesAsync(cancel);
        return over.Count;
    }
}
