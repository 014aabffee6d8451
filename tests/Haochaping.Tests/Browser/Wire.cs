using Microsoft.Playwright;

namespace Haochaping.Tests.Browser;

/// <summary>What goes over the wire for a page, counted by the browser itself: heads and bodies as they are sent, nothing that comes from its cache.</summary>
internal sealed class Wire
{
    private readonly ICDPSession session;

    private Wire(ICDPSession session) => this.session = session;

    public int Requests { get; private set; }

    /// <summary>Received.</summary>
    public double Bytes { get; private set; }

    /// <summary>Sent as the body of a form or message.</summary>
    public int Sent { get; private set; }

    public static async Task<Wire> OfAsync(IPage page)
    {
        var wire = new Wire(await page.Context.NewCDPSessionAsync(page));
        wire.session.Event("Network.requestWillBeSent").OnEvent += (_, json) =>
            wire.Sent += json!.Value.GetProperty("request").TryGetProperty("postData", out var body) ? body.GetString()!.Length : 0;
        wire.session.Event("Network.loadingFinished").OnEvent += (_, json) =>
        {
            var bytes = json!.Value.GetProperty("encodedDataLength").GetDouble();
            wire.Bytes += bytes;
            wire.Requests += bytes > 0 ? 1 : 0;
        };
        await wire.session.SendAsync("Network.enable");
        return wire;
    }

    /// <summary>From now on the line is slow.</summary>
    /// <param name="delay">Milliseconds until anything comes.</param>
    /// <param name="rate">Kilobits per second.</param>
    public Task SlowAsync(int delay, int rate) =>
        session.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = delay, ["downloadThroughput"] = rate * 1000 / 8, ["uploadThroughput"] = rate * 1000 / 8 });

    /// <summary>Waits until half a second has brought nothing new.</summary>
    public async Task QuietAsync()
    {
        for (var seen = -1; seen != Requests; await Task.Delay(500))
        {
            seen = Requests;
        }
    }

    public void Reset() => (Requests, Bytes, Sent) = (0, 0, 0);
}
