using Haochaping.Evaluations.Domain.Complaints;
using Haochaping.Evaluations.Features.Pictures;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>接收投诉 — from the 12345 hotline and portals, each under the number it has there.</summary>
internal sealed class TakeComplaint(FindComplaintSubject find, FileComplaint file) : ISlice
{
    private static readonly Refusal UnitUnknown = new(RefusalKind.Unprocessable, "complaint-unit-unknown", "目录中没有这个机构，或不在本系统的权限内：请核对 institution。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/complaints", async (HttpContext http, TakeComplaint slice, TimeProvider clock) =>
        {
            var receivedAt = clock.Now();
            var body = await RequestBody.ReadAsync<Request>(http.Request, http.RequestAborted);
            return body.Is(out var request, out var refusal)
                ? Answer(http, await slice.RunAsync(request, http.User.ToActor(), http.User.ToScope(), receivedAt, http.RequestAborted))
                : refusal.ToProblem();
        })
        .WithName("take-complaint").WithSummary("接收 12345 热线、门户转来的投诉：同一编号重复发送返回同一回执")
        .Accepts<Request>("application/json").Produces<ComplaintReceipt>(201).Produces<ComplaintReceipt>().ProducesProblem(400).ProducesProblem(422)
        .RequireAuthorization(Access.Scope("complaints:write"));

    public async Task<Result<ComplaintReceipt>> RunAsync(Request request, Actor by, StaffScope scope, DateTimeOffset receivedAt, CancellationToken cancel)
    {
        // parse
        var parsing = new Parsing();
        var number = parsing.Text("number", request.Number, ComplaintWire.LongestNumber, required: true);
        var unit = parsing.Text("institution", request.Institution, 60, required: true);
        var name = parsing.Text("name", request.Name, 100);
        var channel = ChannelCodes.Parse(request.Channel ?? ChannelCodes.Code(ChannelKind.HotlineVoice));
        if (channel is null)
        {
            parsing.Complain("channel", "unknown-choice", $"channel 不认识“{request.Channel}”，可填：{ChannelCodes.Known}。");
        }

        if (!request.Parse().Is(out var given, out var refusal))
        {
            refusal.Complaints!.ToList().ForEach(c => parsing.Complain(c.Field, c.Code, c.Message));
        }

        if (name is not null && string.IsNullOrWhiteSpace(request.Phone))
        {
            parsing.Complain("phone", "complaint-phone-missing", "写明姓名的投诉请一并提供联系电话；匿名投诉不要填写姓名。");
        }

        if (!PostedPictures.Read(request.Pictures).Is(out var pictures, out refusal))
        {
            refusal.Complaints!.ToList().ForEach(c => parsing.Complain(c.Field, c.Code, c.Message));
        }

        if (!parsing.IsClean)
        {
            return parsing.ToRefusal("invalid-complaint");
        }

        // load: an institution beyond the client's looks like none at all
        var subject = await find.ByUnitAsync(unit, given!.Number, vouched: true, ChannelCodes.Code(channel!.Value), cancel);
        return subject is null || !scope.Covers(subject.Place.Institution, subject.Place.Region)
            ? UnitUnknown
            : await file.RunAsync(subject, given with { Pictures = pictures! }, name, $"{by}/{number}", receivedAt, by, cancel);
    }

    private static IResult Answer(HttpContext http, Result<ComplaintReceipt> result)
    {
        if (result.Is(out var receipt, out _) && receipt.Replayed)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
            return result.ToAnswer();
        }

        return result.ToAnswer(201);
    }

    /// <summary>A complaint as another system keeps it.</summary>
    internal sealed record Request : ComplaintWire
    {
        /// <summary>Number of the complaint in the sending system.</summary>
        public string? Number { get; init; }

        /// <summary>Code of the institution it is about.</summary>
        public string? Institution { get; init; }

        /// <summary>Name of who complains, together with a phone; without both it is anonymous.</summary>
        public string? Name { get; init; }

        /// <summary>图片: at most three JPEG or PNG files of up to 5 MB, each in base64.</summary>
        public IReadOnlyList<byte[]?>? Pictures { get; init; }

        /// <summary>Channel code; <c>hotline_voice</c> where it is missing.</summary>
        public string? Channel { get; init; }
    }
}
