using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using Haochaping.Testing;

namespace Haochaping.Chaos;

/// <summary>
/// Everybody sends the same rating up to ten times, many at once, over a line that loses answers after the house has committed; some then
/// send another opinion. One rating each; a repeat gets the first answer byte for byte and is marked as one; another opinion is 422.
/// </summary>
internal static class Replays
{
    private const int MostTimes = 10;

    /// <summary>What became of it.</summary>
    /// <param name="Books">The reckoning.</param>
    /// <param name="Answers">Acknowledgements that arrived.</param>
    /// <param name="Dropped">Answers lost after the commit.</param>
    /// <param name="Different">Repeats whose answer was not the first one's, byte for byte.</param>
    /// <param name="Unmarked">Repeats without <c>Idempotent-Replayed</c>.</param>
    /// <param name="Second">Other opinions that were sent, and <paramref name="Taken"/> of them not refused with 422.</param>
    internal sealed record Outcome(Reckoning Books, int Answers, int Dropped, int Different, int Unmarked, int Second, int Taken);

    /// <summary>On a house as it is, or as <paramref name="spoil"/> leaves it: the control.</summary>
    public static async Task<Outcome> RunAsync(TownStore store, int keys, int atOnce, int seed, Func<Ground, Task>? spoil = null)
    {
        await using var ground = await Ground.OpenAsync(store, keys, [Way.All[0]]);
        await (spoil?.Invoke(ground) ?? Task.CompletedTask);
        await using var line = FaultProxy.To(ground.Town.Address, dropped: 0.2, seed);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = line.Address };
        http.DefaultRequestHeaders.ConnectionClose = true;
        var (answers, different, unmarked, second, taken) = (0, 0, 0, 0, 0);
        var first = new ConcurrentDictionary<Ticket, string>();
        var dice = new Random(seed);
        var sendings = ground.Tickets.SelectMany(t => Enumerable.Repeat(t, dice.Next(1, MostTimes + 1))).ToArray();
        dice.Shuffle(sendings);
        await Parallel.ForEachAsync(sendings, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (ticket, cancel) =>
        {
            ticket.Tries++;
            if (await SendAsync(http, ticket, ticket.Level, cancel) is not { Status: 200 or 201 } heard)
            {
                return; // lost on the way: whoever sent it does not know
            }

            await ground.Journal.WriteAsync(ticket, "receipt");
            Interlocked.Increment(ref answers);
            Interlocked.Add(ref different, first.GetOrAdd(ticket, heard.Body) == heard.Body ? 0 : 1);
            Interlocked.Add(ref unmarked, heard.Status == 200 && !heard.IsMarked ? 1 : 0);
        });
        await Parallel.ForEachAsync(first.Keys.Where(t => t.Level < 5), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (ticket, cancel) =>
        {
            if (await SendAsync(http, ticket, ticket.Level + 1, cancel) is { } heard)
            {
                Interlocked.Increment(ref second);
                Interlocked.Add(ref taken, heard.Status == 422 ? 0 : 1);
            }
        });
        var dropped = line.Count(Fate.AnswerDropped) + line.Count(Fate.AnswerTorn);
        await ground.LeaveAsync();
        return new(await Reckoning.OfAsync(ground), answers, dropped, different, unmarked, second, taken);
    }

    /// <summary>
    /// The control: a house whose claim forgets (the task is open again as soon as it was answered) and whose tables no longer say that a
    /// rating is one. Both have to go: each alone holds.
    /// </summary>
    public static async Task ForgetClaimsAsync(Ground ground)
    {
        await using var books = await ground.BooksAsync(); // of PostgreSQL: SQLite cannot drop a primary key
        await books.DoAsync("""
            CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.state := OLD.state; NEW.answer_entry := NULL; NEW.answer_hash := NULL; RETURN NEW; END $$;
            CREATE TRIGGER forget BEFORE UPDATE ON evaluations_tasks FOR EACH ROW EXECUTE FUNCTION forget();
            ALTER TABLE evaluations DROP CONSTRAINT pk_evaluations;
            ALTER TABLE evaluations_receipts DROP CONSTRAINT pk_evaluations_receipts;
            """);
    }

    private static async Task<Answer?> SendAsync(HttpClient http, Ticket ticket, int level, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync($"/api/v1/tasks/{ticket.Link("website")}/evaluation", new { level, text = ticket.Words }, cancel);
            return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancel), answer.Headers.Contains("Idempotent-Replayed"));
        }
        catch (Exception e) when (e is HttpRequestException or SocketException) // a line reset at once is told by the socket itself
        {
            return null;
        }
    }

    private sealed record Answer(int Status, string Body, bool IsMarked);
}
