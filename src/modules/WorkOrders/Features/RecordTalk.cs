using Haochaping.Catalog.Contracts;
using Haochaping.Kernel.Web;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.WorkOrders.Features;

/// <summary>登记约谈整改 — the talk with whoever is responsible for what was found true (深圳 第二十一条); the fact names them by token.</summary>
internal sealed class RecordTalk(OrderDesk desk, ICatalog catalog) : ISlice, IOrderAct<RecordTalk.Request>
{
    private const string By = "约谈人：";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapAct<RecordTalk, Request>("talk", Access.Handle);

    public async Task<Result<OrderAnswer>> RunAsync(Guid id, Request request, Hand hand, CancellationToken cancel)
    {
        if (!(await desk.OpenAsync(id, hand, Right.Handle, request.Version, cancel)).Is(out var held, out var no))
        {
            return no;
        }

        var number = string.IsNullOrWhiteSpace(request.Staff) ? null : request.Staff.Trim();
        var staff = number is null ? null : await catalog.FindStaffAsync(held.Order.Unit, number, cancel);
        if (!held.Order.Talk(request.HeldBy, number is null ? null : staff is not null, request.HeldOn, request.Agreed, held.Now).Is(out var next, out no))
        {
            return no;
        }

        string[] said = [$"{By}{request.HeldBy!.Trim()}", .. number is null ? Array.Empty<string>() : [$"约谈对象工号：{number}"], request.Agreed!.Trim()];
        var text = held.Write(OrderAct.Talked, string.Join('\n', said), request.HeldOn);
        held.Leave(new ResponsibilityTalked(next.CaseId, next.About, held.Now, request.HeldOn!.Value, staff?.Token, text));
        return await held.SaveAsync(next, cancel);
    }

    /// <summary>What was written, in its two parts again, for a platform outside.</summary>
    public static (string? HeldBy, string? Agreed) Read(string? text) =>
        text?.Split('\n', 2) is [var first, var rest] && first.StartsWith(By, StringComparison.Ordinal) ? (first[By.Length..], rest) : (null, text);

    /// <param name="HeldBy">Who held it: name or office.</param>
    /// <param name="Staff">工号 of whom they talked to, at the unit that was rated; may be left out.</param>
    /// <param name="HeldOn">On which day.</param>
    /// <param name="Agreed">What was agreed.</param>
    /// <param name="Version">The version the sender saw.</param>
    internal sealed record Request(string? HeldBy, string? Staff, DateOnly? HeldOn, string? Agreed, int? Version);
}
