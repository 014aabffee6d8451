using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Haochaping.Speed.Load;

/// <summary>
/// 压力 — a load generator lean enough to share a small machine with what it measures: requests are laid out as bytes beforehand, each
/// connection is one socket. In the open loop a request that waits for a free connection is already being timed, so that queueing is seen.
/// </summary>
internal sealed class Generator(Plan plan)
{
    private readonly Uri address = new(plan.Address);
    private readonly byte[][] paths = [.. File.ReadLines(plan.Paths).Skip(plan.First).Take(plan.Count).Select(Encoding.ASCII.GetBytes)];
    private readonly byte[][] bodies = [.. File.ReadLines(plan.Bodies).Select(Encoding.UTF8.GetBytes)];
    private readonly double[] latencies = new double[plan.Count];
    private readonly int[] statuses = new int[plan.Count];
    private int next;
    private long sent;
    private long began;

    public async Task<Outcome> RunAsync()
    {
        if (paths.Length < plan.Count)
        {
            throw new InvalidOperationException($"Only {paths.Length} paths for {plan.Count} requests.");
        }

        began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, plan.Connections).Select(_ => Task.Run(ConnectionAsync)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var good = latencies.Where((_, i) => statuses[i] is >= 200 and < 300).Order().ToArray();
        double At(double share) => good.Length == 0 ? double.NaN : good[Math.Min(good.Length - 1, (int)(good.Length * share))];
        return new(
            good.Length, seconds, statuses.Where(s => s is < 200 or >= 300).CountBy(s => s).ToDictionary(s => s.Key, s => s.Value),
            sent, At(0.5), At(0.95), At(0.99), At(1));
    }

    private async Task ConnectionAsync()
    {
        using var connection = new Connection(address, plan.Bearer);
        for (int i; (i = Interlocked.Increment(ref next) - 1) < plan.Count;)
        {
            var due = plan.Rate > 0 ? await DueAsync(i) : Stopwatch.GetTimestamp();
            try
            {
                statuses[i] = await connection.AskAsync(paths[i], bodies[(plan.First + i) % bodies.Length]);
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                statuses[i] = 0;
                connection.Drop();
            }

            latencies[i] = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        }

        Interlocked.Add(ref sent, connection.Sent);
    }

    // The instant request i is due; waits for it when it lies ahead.
    private async Task<long> DueAsync(int i)
    {
        var due = began + (long)(i / plan.Rate * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() is var now && now < due)
        {
            await Task.Delay(Math.Max(1, (int)((due - now) * 1000 / Stopwatch.Frequency)));
        }

        return due;
    }
}
