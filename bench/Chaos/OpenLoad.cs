using System.Collections.Concurrent;
using System.Diagnostics;

namespace Haochaping.Chaos;

/// <summary>
/// 来访 — tickets are sent at their own pace, whether the house answers or not, as people come who know nothing of each other. Who got no
/// answer, or was asked to come later, comes again with the same words.
/// </summary>
internal sealed class OpenLoad(IEnumerable<Ticket> tickets, Door door, AckJournal journal, double perSecond)
{
    private const int MostTries = 1000; // a house that has not taken it in by then never will
    private readonly ConcurrentQueue<Ticket> waiting = new(tickets);
    private readonly ConcurrentDictionary<Task, byte> onTheWay = new();
    private readonly ConcurrentQueue<Heard> odd = new();
    private int acknowledged;

    /// <summary>Whether those who got no acknowledgement send again.</summary>
    public bool ComesAgain { get; init; } = true;

    /// <summary>Sent, in this life of the house.</summary>
    public int Sent { get; private set; }

    /// <summary>Acknowledged and written down.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Answers that were neither an acknowledgement nor “come again”, nor a line that broke.</summary>
    public IReadOnlyCollection<Heard> Odd => odd;

    /// <summary>Requests whose line broke, before or after they were taken in.</summary>
    public int Broken { get; private set; }

    /// <summary>Told to come later, with 503 or 429 and when.</summary>
    public int Later { get; private set; }

    /// <summary>What the odd ones said, the commonest first.</summary>
    public string Told => string.Join('\n', odd.GroupBy(o => $"{o.Status} {o.Body[..Math.Min(o.Body.Length, 400)]}").OrderByDescending(g => g.Count()).Take(10).Select(g => $"  {g.Count()} × {g.Key}"));

    /// <summary>Sends until told to stop or nobody is left; then waits for those on the way.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        for (Sent = 0; !stop.IsCancellationRequested && (!waiting.IsEmpty || !onTheWay.IsEmpty);)
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond); Sent < due && waiting.TryDequeue(out var ticket); Sent++)
            {
                var sending = SendAsync(ticket);
                onTheWay[sending] = 0;
                _ = sending.ContinueWith(done => onTheWay.TryRemove(done, out _), TaskScheduler.Default);
            }

            await Task.Delay(1, CancellationToken.None);
        }

        await Task.WhenAll(onTheWay.Keys);
    }

    private async Task SendAsync(Ticket ticket)
    {
        ticket.Tries++;
        var heard = await ticket.Way.SendAsync(ticket, door);
        if (heard.Acknowledged is { } word)
        {
            await journal.WriteAsync(ticket, word);
            ticket.Acknowledged = word; // only now does it count
            Interlocked.Increment(ref acknowledged);
            return;
        }

        lock (odd)
        {
            Broken += heard.Status == 0 ? 1 : 0;
            Later += heard.IsLater ? 1 : 0;
        }

        if (heard.Status != 0 && !heard.IsLater)
        {
            odd.Enqueue(heard with { Body = $"{ticket.Way.Name}: {heard.Body}" });
        }

        if (ticket.Tries == MostTries)
        {
            odd.Enqueue(heard with { Body = $"{ticket.Way.Name}, given up after {MostTries} tries: {heard.Body}" });
        }
        else if (ComesAgain)
        {
            waiting.Enqueue(ticket);
        }
    }
}
