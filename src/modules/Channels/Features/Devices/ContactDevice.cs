using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器联络 — the device says how it is and hears what to show: its code, its window, the prompt. The one way it learns anything; the live line only rings.</summary>
internal sealed class ContactDevice(AppDb db, PromptScreen screen, TimeProvider clock) : ISlice
{
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices/contact", async (HttpContext http, ContactDevice slice, DeviceDoor door, CancellationToken cancel) =>
            await door.FindAsync(http.Request, cancel) is not { } device ? DeviceDoor.Unknown.ToProblem()
            : (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var wire, out var refusal) ? TypedResults.Json(await slice.RunAsync(device, wire, http, cancel), Kernel.Facts.FactJson.Options)
            : refusal.ToProblem())
        .WithName("contact-device").WithSummary("评价器联络：上报页面版本、待送达数、电量、时钟，取回状态、服务器时间、当前邀请")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(401)
        .AllowAnonymous();

    public async Task<Answer> RunAsync(DeviceRow device, Request wire, HttpContext http, CancellationToken cancel)
    {
        var now = clock.Now();
        await NoteAsync(device, wire, now, cancel);
        if (device.State == DeviceState.Pending && device.CodeUntil <= now)
        {
            (device.Code, device.CodeUntil) = (DeviceSecrets.NewCode(), now + DeviceSecrets.CodeLife);
            await db.Devices.Where(d => d.Id == device.Id && d.State == DeviceState.Pending)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.Code, device.Code).SetProperty(d => d.CodeUntil, device.CodeUntil), cancel);
        }

        var active = device.State == DeviceState.Active;
        return new Answer
        {
            State = device.State,
            Code = device.State == DeviceState.Pending ? DeviceSecrets.Show(device.Code!) : null,
            ServerTime = now,
            Counter = device.Counter,
            Reload = active && device.ReloadAskedAt is not null && wire.Fresh != true,
            Place = active ? await screen.PlaceAsync(device, cancel) : null,
            Rules = active ? screen.RulesOf(device.Region) : null,
            Prompt = active ? await screen.NowAsync(device, wire, http.Request, cancel) : null,
        };
    }

    // A healthy device calls every few seconds: written is what changed, and that it lives, three times a minute.
    private async Task NoteAsync(DeviceRow device, Request wire, DateTimeOffset now, CancellationToken cancel)
    {
        var queue = Math.Clamp(wire.Queue ?? 0, 0, 1_000_000);
        var battery = wire.Battery is >= 0 and <= 100 ? wire.Battery : null;
        var version = wire.Version is { Length: <= 40 } told ? told : device.Version;
        var skew = CaptureTime.Read(wire.DeviceTime) is { } theirs ? (long)(theirs - now).TotalSeconds : device.Skew;
        var asked = wire.Fresh == true ? null : device.ReloadAskedAt;
        if (device.LastSeen > now - Stale && queue == device.Queue && battery == device.Battery && version == device.Version && asked == device.ReloadAskedAt)
        {
            return;
        }

        await db.Devices.Where(d => d.Id == device.Id).ExecuteUpdateAsync(
            set => set.SetProperty(d => d.LastSeen, now).SetProperty(d => d.Queue, queue).SetProperty(d => d.Battery, battery).SetProperty(d => d.Version, version)
                .SetProperty(d => d.Skew, skew).SetProperty(d => d.ReloadAskedAt, asked), cancel);
    }

    /// <summary>How the device is.</summary>
    internal sealed record Request
    {
        /// <summary>Version of the page it runs.</summary>
        public string? Version { get; init; }

        /// <summary>Ratings that wait on it.</summary>
        public int? Queue { get; init; }

        /// <summary>Percent.</summary>
        public int? Battery { get; init; }

        /// <summary>Its own clock.</summary>
        public string? DeviceTime { get; init; }

        /// <summary>The page was loaded just now: a reload that was asked for is done.</summary>
        public bool? Fresh { get; init; }

        /// <summary>The prompt on its screen.</summary>
        public Guid? Shown { get; init; }

        /// <summary>The prompt that left its screen.</summary>
        public Guid? Ended { get; init; }
    }

    /// <summary>What the device shall show.</summary>
    internal sealed record Answer
    {
        public required DeviceState State { get; init; }

        public string? Code { get; init; }

        public required DateTimeOffset ServerTime { get; init; }

        /// <summary>The highest number that arrived: a device that was set back goes on behind it.</summary>
        public required long Counter { get; init; }

        public required bool Reload { get; init; }

        public string? Place { get; init; }

        /// <summary>The form where a case number is typed without the network.</summary>
        public FormRules? Rules { get; init; }

        public PromptView? Prompt { get; init; }
    }
}
