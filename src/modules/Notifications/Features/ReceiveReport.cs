using System.Text.Json;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.Notifications.Domain;
using Haochaping.Notifications.Gateway;
using Haochaping.Notifications.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Notifications.Features;

/// <summary>送达回执 — the gateway says what became of a message; proven by its signature, not by a session.</summary>
internal sealed class ReceiveReport(AppDb db, SmsSettings settings, TimeProvider clock) : ISlice
{
    private const int LongestBody = 64 * 1024;

    private static readonly Refusal Unsigned = new(RefusalKind.NotSignedIn, "signature-wrong", "签名不正确或已过期：请核对共享密钥和时钟。");
    private static readonly Refusal Malformed = new(RefusalKind.BadRequest, "report-malformed", "回执须为 {\"id\":…,\"state\":\"delivered\"、\"failed\"或\"undeliverable\",\"code\":…}。");
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "message-unknown", "没有这条短信，或它不在等待回执。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/sms/reports", async (HttpRequest request, ReceiveReport slice, CancellationToken cancel) =>
            (await slice.RunAsync(await BodyAsync(request, cancel), request.Headers[Signature.Header], cancel)).ToAnswer())
        .WithName("receive-sms-report").WithSummary("短信送达回执（网关调用，HMAC 签名）").WithTags("notifications").AllowAnonymous();

    public async Task<Result<Done>> RunAsync(byte[] body, string? signature, CancellationToken cancel)
    {
        if (!Signature.Proves(signature, body, settings.Key, clock.GetUtcNow()))
        {
            return Unsigned;
        }

        if (Parse(body) is not { } report)
        {
            return Malformed;
        }

        return await SaveAsync(report, cancel) == 0 ? Unknown : new Done();
    }

    // a report also settles a message whose answer was lost; one that came twice changes nothing
    private Task<int> SaveAsync(Report report, CancellationToken cancel)
    {
        var now = clock.Now();
        var delivered = report.State == "delivered";
        var state = delivered ? MessageState.Delivered : report.State == "failed" ? MessageState.Failed : MessageState.Undeliverable;
        return db.Outbox
            .Where(m => m.GatewayKey == report.Id && m.Attempts > 0 && (m.State == MessageState.Sending || m.State == MessageState.Sent || m.State == MessageState.Queued || m.State == state))
            .ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, state).SetProperty(m => m.DueAt, now).SetProperty(m => m.Error, delivered ? null : report.Code)
                    .SetProperty(m => m.Link, m => delivered ? null : m.Link), cancel);
    }

    private static Report? Parse(byte[] body)
    {
        try
        {
            var report = JsonSerializer.Deserialize<Report>(body, FactJson.Options);
            return report is { Id: not null, State: "delivered" or "failed" or "undeliverable", Code: null or { Length: <= 60 } } ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestBody;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return body.ToArray();
    }

    private sealed record Report(Guid? Id, string? State, string? Code);
}
