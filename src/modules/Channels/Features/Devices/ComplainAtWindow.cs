using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Channels.Features.Devices;

/// <summary>窗口投诉 — a complaint made on the device at a window, about what is on its screen or about the place; sent again it is the same one (GEN-H3.2b).</summary>
internal sealed class ComplainAtWindow(AppDb db, IComplaintDesk desk, ILimits limits, IConfiguration settings) : ISlice
{
    private const int MostOfOne = 10;
    private static readonly Refusal TooMany = new(RefusalKind.Busy, "complaint-limit", "这台评价器刚刚提交的投诉太多了：请 10 分钟后再试，或致电 12345。");
    private static readonly Refusal NoKey = new(RefusalKind.BadRequest, "complaint-key-missing", "缺少投诉编号 key（UUID）：每份投诉一个，重发时不变。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices/complaints", async (HttpContext http, ComplainAtWindow slice, DeviceDoor door, TimeProvider clock, CancellationToken cancel) =>
        {
            var receivedAt = clock.Now();
            return await door.FindAsync(http.Request, cancel) is not { State: DeviceState.Active } device ? DeviceDoor.Unknown.ToProblem()
                : (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var wire, out var refusal) ? (await slice.RunAsync(device, wire, receivedAt, http.Request, cancel)).ToAnswer(201)
                : refusal.ToProblem();
        })
        .WithName("complain-at-window").WithSummary("在评价器上投诉：关于屏幕上的办件，或本窗口；同一 key 重复发送返回同一回执")
        .Accepts<Request>("application/json").Produces<Answer>(201).ProducesProblem(400).ProducesProblem(401).ProducesProblem(422)
        .AllowAnonymous();

    public async Task<Result<Answer>> RunAsync(DeviceRow device, Request wire, DateTimeOffset receivedAt, HttpRequest request, CancellationToken cancel)
    {
        // parse
        if (wire.Key is not { } key)
        {
            return NoKey;
        }

        if (!await limits.AllowsAsync("complaint", device.Id.ToString(), MostOfOne, TimeSpan.FromMinutes(10), cancel))
        {
            return TooMany;
        }

        // load: only what was put on this window's screen just now is somebody's own
        var since = receivedAt - PromptScreen.Longest;
        var prompt = await db.Prompts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == wire.Prompt && p.WindowKey == device.WindowKey && p.GivenAt > since, cancel);

        // save
        var filed = await desk.FileAsync(
            new()
            {
                Key = $"{device.Id}/{key}", Service = prompt is null ? null : (prompt.CaseId, prompt.TaskId), Institution = device.Institution, Hall = device.Hall, Window = device.Window,
                Kind = wire.Kind, Text = wire.Text, Phone = wire.Phone, Channel = ChannelKind.WindowDevice, ReceivedAt = receivedAt,
            },
            Actor.Citizen, cancel);
        return filed.Then(taken => (Result<Answer>)new Answer(taken.ReceiptCode, QrPicture.Svg(QrPicture.Link(settings, request, taken.ReceiptPath))));
    }

    /// <summary>A complaint as the screen sends it. Its text form is empty, so that no log can take it.</summary>
    internal sealed record Request
    {
        /// <summary>One for each complaint.</summary>
        public Guid? Key { get; init; }

        /// <summary>The prompt that was on the screen.</summary>
        public Guid? Prompt { get; init; }

        /// <summary>attitude, delay, refusal, procedure, fees, facilities, platform, misconduct, other.</summary>
        public string? Kind { get; init; }

        public string? Text { get; init; }

        /// <summary>Voluntary.</summary>
        public string? Phone { get; init; }

        public override string ToString() => nameof(Request);
    }

    /// <summary>回执, to be written down or taken along by a phone.</summary>
    /// <param name="ReceiptCode">回执码.</param>
    /// <param name="Qr">Link to the receipt as SVG.</param>
    internal sealed record Answer(string ReceiptCode, string Qr);
}
