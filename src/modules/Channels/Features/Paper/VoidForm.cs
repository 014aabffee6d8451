using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>作废评价表 — spoiled, lost or misprinted, so that every serial is accounted for. A form that was keyed in cannot be made away with.</summary>
internal sealed class VoidForm(AppDb db, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "form-unknown", "没有这个表号，或不在您的范围：请核对表上的号码。");
    private static readonly Refusal Entered = new(RefusalKind.Conflict, "form-entered", "这张表已经录入或作废，不能作废。");

    public async Task<Result<Done>> RunAsync(string? typed, string? reason, Actor by, StaffScope scope, CancellationToken cancel)
    {
        // parse
        var parsing = new Parsing();
        var why = parsing.Choice<VoidReason>("reason", reason, required: true);
        var serial = Serial.Read(typed);
        if (serial is null)
        {
            parsing.Complain("void-serial", "bad-serial", "表号不正确：请按表上的 10 位数字核对。");
        }

        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-void");
        }

        // load
        if (await db.PaperForms.SeenBy(scope).FirstOrDefaultAsync(f => f.Serial == serial, cancel) is not { } form)
        {
            return Unknown;
        }

        // decide
        if (form.State != PaperState.Issued)
        {
            return Entered;
        }

        // save
        var (now, batch) = (clock.Now(), await db.PaperBatches.AsNoTracking().FirstAsync(b => b.Number == form.Batch, cancel));
        (form.State, form.Reason, form.ChangedAt, form.Version) = (PaperState.Void, why, now, form.Version + 1);
        db.Leave(new PaperFormVoided(batch.Key, form.Serial, why!.Value.ToString().ToLowerInvariant()), Ids.Derive("paper-form-voided", form.Serial), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return Entered; // somebody keyed it in, in the same moment
        }
    }
}
