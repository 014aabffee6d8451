using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;

namespace Haochaping.Policy.Features;

/// <summary>登记日历文件 — a year that came with a newer policy folder is a change like an imported one, with its fact.</summary>
internal sealed class NoteCalendarFiles(AppDb db, RunningRules rules, TimeProvider clock) : IJob
{
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var changed = await ImportCalendar.NoteShippedAsync(db, rules.Set.Calendar, clock.Now(), cancel);
        if (changed > 0)
        {
            _ = await rules.ReloadAsync(cancel); // the same days under their new number; a refusal is kept and shown there
        }

        return changed;
    }
}
