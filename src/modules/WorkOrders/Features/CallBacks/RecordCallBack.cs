using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.WorkOrders.Features.CallBacks;

/// <summary>登记抽样回访 — what the rater told the authority; the order itself stays as it is.</summary>
internal sealed class RecordCallBack(AppDb db, IVault vault, TimeProvider clock)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "call-back-unknown", "没有找到这条回访：它不在样本中，或不在您的数据范围内。");
    private static readonly Refusal Done = new(RefusalKind.Conflict, "called-back-already", "这条回访已登记过通话结果，不能改写。");
    private static readonly Refusal NoRater = new(RefusalKind.NotFound, "rater-unknown", "这张工单没有评价人的联系方式，请登记为未接通。");

    public async Task<Result<Done>> RunAsync(Guid draw, Guid order, PostedForm form, StaffScope scope, Actor by, CancellationToken cancel)
    {
        // parse
        var (reached, called, level) = (form.Flag("reached"), form.Flag("called"), form.Choice<Level>("satisfaction"));
        if (No.Missing(
            No.Unless(reached is not null, "reached", "reached-missing", "请选择是否接通。"),
            No.Unless(reached != true || called is not null, "called", "called-missing", "接通的，请问明承办单位是否联系过评价人。"),
            No.Unless(reached != true || level is not null, "satisfaction", "satisfaction-missing", "接通的，请登记评价人对整改是否满意。")) is { } missing)
        {
            return missing;
        }

        // load
        if (await FindAsync(draw, order, scope, cancel) is not { } found)
        {
            return Unknown;
        }

        if (found.Row.Result == ContactResult.Reached)
        {
            return Done;
        }

        // decide
        var (row, now) = (found.Row, clock.Now());
        (row.Result, row.WasCalled, row.Satisfaction) = reached == true ? (ContactResult.Reached, called, level) : (ContactResult.NotReached, null, null);
        (row.CalledAt, row.CalledBy) = (now, by.ToString());

        // save
        db.Leave(new CalledBack(found.Order.CaseId, draw, found.Order.About, row.Result.Value, row.WasCalled, row.Satisfaction, now), Ids.New(clock), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new Done();
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done; // somebody else called at the same time
        }
    }

    /// <summary>The number to call, for this one call; the vault keeps who looked.</summary>
    public async Task<Result<RaterView>> ShowRaterAsync(Guid draw, Guid order, StaffScope scope, Actor by, CancellationToken cancel) =>
        await FindAsync(draw, order, scope, cancel) is not { } found ? Unknown
        : found.Row.Result == ContactResult.Reached ? Done
        : found.Order.Rater is not { } rater ? NoRater
        : (await vault.RevealAsync(new(rater), by, Purpose.SatisfactionVisit, found.Order.CaseId, cancel)).Then(person => (Result<RaterView>)new RaterView(person.Name, person.Phone));

    private async Task<(CallBack Row, Order Order)?> FindAsync(Guid draw, Guid order, StaffScope scope, CancellationToken cancel) =>
        await db.CallBackDraws.AsNoTracking().SeenBy(scope).AnyAsync(d => d.Id == draw, cancel)
        && await db.CallBacks.FirstOrDefaultAsync(c => c.Draw == draw && c.OrderId == order, cancel) is { } row
        && await db.Orders.AsNoTracking().FirstOrDefaultAsync(o => o.Id == order, cancel) is { } about
            ? (row, about)
            : null;
}
