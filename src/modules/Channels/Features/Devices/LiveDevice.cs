using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Haochaping.Channels.Features.Devices;

/// <summary>评价器实时线路 — a WebSocket that rings when there is something to fetch. Its first message is <c>{id}.{token}</c>: a browser cannot send headers here.</summary>
internal sealed class LiveDevice(Bells bells, IServiceScopeFactory scopes, IHostApplicationLifetime house) : ISlice
{
    private const int LongestPass = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Refusal NotASocket = new(RefusalKind.BadRequest, "not-a-websocket", "这里只接受 WebSocket：请改用 POST /api/v1/devices/contact。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/devices/live", async (HttpContext http, LiveDevice slice) =>
        {
            if (!http.WebSockets.IsWebSocketRequest)
            {
                await NotASocket.ToProblem().ExecuteAsync(http);
                return;
            }

            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            await slice.RunAsync(socket, http.RequestAborted);
        })
        .WithName("live-device").WithSummary("评价器实时线路（WebSocket）：有新邀请时发送一个字 look").AllowAnonymous();

    public async Task RunAsync(WebSocket socket, CancellationToken gone)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(gone, house.ApplicationStopping);
        try
        {
            if (await DeviceAsync(socket, ends.Token) is not { State: DeviceState.Active } device)
            {
                await socket.CloseAsync(WebSocketCloseStatus.PolicyViolation, "device-unknown", ends.Token);
                return;
            }

            var rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
            using var line = bells.Listen(device.WindowKey, device.Id, () => rings.Writer.TryWrite(true));
            var closed = WaitForCloseAsync(socket, ends);
            await foreach (var _ in rings.Reader.ReadAllAsync(ends.Token))
            {
                await socket.SendAsync("look"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, ends.Token);
            }

            await closed;
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // the other side went away, or the house closes
        }
    }

    private async Task<DeviceRow?> DeviceAsync(WebSocket socket, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var buffer = new byte[LongestPass];
        var said = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        if (!said.EndOfMessage || said.MessageType != WebSocketMessageType.Text)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeviceDoor>().FindAsync(Encoding.UTF8.GetString(buffer, 0, said.Count), cancel);
    }

    private static async Task WaitForCloseAsync(WebSocket socket, CancellationTokenSource ends)
    {
        try
        {
            var buffer = new byte[LongestPass];
            while ((await socket.ReceiveAsync(buffer.AsMemory(), ends.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // as good as a close
        }

        await ends.CancelAsync();
    }
}
