using System.Net;
using System.Net.Sockets;

namespace Haochaping.Chaos;

/// <summary>What becomes of one exchange on the line.</summary>
internal enum Fate
{
    Whole,

    /// <summary>The request arrives, and the answer is thrown away: whoever asked does not know.</summary>
    AnswerDropped,

    /// <summary>Half of the answer, then nothing.</summary>
    AnswerTorn,

    /// <summary>The line is dead before anything arrives.</summary>
    RequestDropped,
}

/// <summary>
/// 故障线路 — a line of plain TCP between people and the house, one exchange a connection, that breaks as the dice say. The answer is waited
/// for before it is dropped, so the house has committed by then.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Fate> next;
    private readonly Task accepting;
    private readonly int[] fates = new int[Enum.GetValues<Fate>().Length];

    private FaultProxy(Uri house, Func<Fate> next)
    {
        this.next = next;
        listener.Start();
        accepting = AcceptAsync(house);
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    /// <summary>How often it came to that.</summary>
    public int Count(Fate fate) => Volatile.Read(ref fates[(int)fate]);

    /// <summary>A line to the house that drops this share of answers after they were given, tears a tenth of it, and loses a tenth of it in requests.</summary>
    public static FaultProxy To(Uri house, double dropped, int seed)
    {
        var (dice, gate) = (new Random(seed), new Lock());
        return new(house, () =>
        {
            lock (gate)
            {
                return dice.NextDouble() switch
                {
                    var d when d < dropped => Fate.AnswerDropped,
                    var d when d < dropped * 1.1 => Fate.AnswerTorn,
                    var d when d < dropped * 1.2 => Fate.RequestDropped,
                    _ => Fate.Whole,
                };
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync(Uri house)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = CarryAsync(client, house);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task CarryAsync(TcpClient client, Uri house)
    {
        using (client)
        using (var server = new TcpClient())
        {
            var fate = next();
            Interlocked.Increment(ref fates[(int)fate]);
            if (fate == Fate.RequestDropped)
            {
                client.Client.LingerState = new LingerOption(enable: true, seconds: 0); // a reset, not a farewell
                return;
            }

            try
            {
                await server.ConnectAsync(house.Host, house.Port, stop.Token);
                var there = client.GetStream().CopyToAsync(server.GetStream(), stop.Token);
                using var answer = new MemoryStream();
                await server.GetStream().CopyToAsync(answer, stop.Token); // “Connection: close”: it ends with the answer
                var bytes = answer.ToArray();
                var length = fate switch { Fate.AnswerDropped => 0, Fate.AnswerTorn => bytes.Length / 2, _ => bytes.Length };
                if (length < bytes.Length)
                {
                    client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                }

                await client.GetStream().WriteAsync(bytes.AsMemory(0, length), stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                await there.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // either side went away
            }
        }
    }
}
