using Haochaping.Cases.Contracts;
using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Hotline;

/// <summary>
/// 接收话务评价 — the key a caller pressed after the talk (深圳 第十五条, 吉林 第十四条), or the grade said on a call-back (重庆 3.2.1).
/// The contact is a case of its own (Q53); a press that comes before its contact is reported waits for it.
/// </summary>
internal sealed class TakePress(AppDb db, ICatalog catalog, SettlePresses settle, TimeProvider clock) : ISlice
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/hotline/presses", async (HttpContext http, TakePress slice, TimeProvider clock) =>
        {
            var receivedAt = clock.Now();
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? (await slice.RunAsync(request, http.User.ToActor(), http.User.ToScope(), receivedAt)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("take-hotline-press").WithSummary("接收 12345 按键评价或电话回访评价；同一 callId 重复提交返回同一结果")
        .WithTags("channels").Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400).ProducesProblem(422)
        .RequireAuthorization(Access.Scope("hotline:write"));

    public async Task<Result<Answer>> RunAsync(Request request, Actor by, StaffScope scope, DateTimeOffset receivedAt, bool repeated = false)
    {
        // parse
        var parsing = new Parsing();
        var call = parsing.Text("callId", request.CallId, 80, required: true) ?? "";
        var source = parsing.Text("source", request.Source, 60, required: true) ?? "";
        var number = parsing.Text("contactNumber", request.ContactNumber, 100, required: true) ?? "";
        var institution = parsing.Text("institution", request.Institution, 60, required: true) ?? "";
        var work = parsing.Text("operator", request.Operator, 30, required: true) ?? "";
        var at = parsing.Text("operatorInstitution", request.OperatorInstitution, 60) ?? institution;
        var level = parsing.Number("key", request.Key, 1, 5, required: true) ?? 1;
        var kind = parsing.Choice<PressKind>("kind", request.Kind) ?? PressKind.Contact;
        var pressedAt = parsing.Instant("pressedAt", request.PressedAt, receivedAt.AddMinutes(5), required: true) ?? receivedAt;
        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-press");
        }

        // load
        var id = Ids.Derive("hotline-press", by.Id, call);
        if (await db.Presses.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is { } known)
        {
            return Answer.Of(known);
        }

        var body = await catalog.FindInstitutionAsync(institution, CancellationToken.None);
        var person = await catalog.FindStaffAsync(at, work, CancellationToken.None);

        // decide
        if (body is null || !scope.Covers(body.Code, body.RegionCode))
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-institution", $"机构目录中没有“{institution}”：请先在“事项与机构”导入，再重发。");
        }

        if (person is null)
        {
            return new Refusal(RefusalKind.Unprocessable, "unknown-operator", $"“{at}”没有工号为“{work}”的话务员：请先在“事项与机构”导入，再重发。");
        }

        // save: first that it is here, then what becomes of it
        var row = new PressRow
        {
            Id = id, CaseId = CaseKeys.Case(source, number), Institution = institution, Level = level, Operator = person.Token, PressedAt = pressedAt, ReceivedAt = clock.Now(),
            Channel = kind == PressKind.Contact ? ChannelKind.HotlineVoice : ChannelKind.PhoneRevisitRating,
        };
        db.Add(row);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException) when (!repeated)
        {
            db.ChangeTracker.Clear(); // the same call in the same moment: now it is known
            return await RunAsync(request, by, scope, receivedAt, repeated: true);
        }

        await settle.TryAsync(row, CancellationToken.None);
        return Answer.Of(await db.Presses.AsNoTracking().FirstAsync(p => p.Id == id));
    }

    /// <summary>A press as it arrives.</summary>
    /// <param name="CallId">The call centre's number of the call.</param>
    /// <param name="Source">Code of the reporting system.</param>
    /// <param name="ContactNumber">Number of the contact; on a call-back the 办件编号 of the case.</param>
    /// <param name="Institution">Whose service is rated.</param>
    /// <param name="Operator">工号 of the operator who held the call.</param>
    /// <param name="OperatorInstitution">Where the operator works; absent: <paramref name="Institution"/>.</param>
    /// <param name="Key">1 非常不满意 to 5 非常满意.</param>
    /// <param name="PressedAt">When.</param>
    /// <param name="Kind"><c>contact</c> (default) or <c>revisit</c>.</param>
    internal sealed record Request(
        string? CallId, string? Source, string? ContactNumber, string? Institution, string? Operator, string? OperatorInstitution, int? Key, string? PressedAt, string? Kind);

    /// <summary>waiting, recorded, already-answered or refused.</summary>
    internal sealed record Answer(string Outcome, string? ReceiptCode, string? Code, string? Message)
    {
        public static Answer Of(PressRow row) => new(SettlePresses.Wire(row.State), row.ReceiptCode, row.Code, row.Message);
    }
}

/// <summary>话务评价种类.</summary>
internal enum PressKind
{
    /// <summary>通话结束按键评价.</summary>
    Contact,

    /// <summary>电话回访评价.</summary>
    Revisit,
}
