namespace Haochaping.Speed.Load;

/// <summary>What a load generator is told: one line of JSON on its command line.</summary>
/// <param name="Address">Where to, for example <c>http://127.0.0.1:5080</c>.</param>
/// <param name="Paths">File with one path a line; each is asked for once.</param>
/// <param name="Bodies">File with one JSON body a line, used in turn.</param>
/// <param name="First">Line of the first path.</param>
/// <param name="Count">How many requests.</param>
/// <param name="Connections">Connections, one request at a time on each.</param>
/// <param name="Rate">Requests a second that arrive whether or not earlier ones are answered (open loop); 0: each connection asks as soon as it is answered (closed loop).</param>
/// <param name="Bearer">Key of a business system, or null.</param>
internal sealed record Plan(string Address, string Paths, string Bodies, int First, int Count, int Connections, double Rate = 0, string? Bearer = null);

/// <summary>What came of it.</summary>
/// <param name="Count">Requests answered with 2xx.</param>
/// <param name="Seconds">From the first request to the last answer.</param>
/// <param name="Refused">Other answers, by status; 0 is a broken connection.</param>
/// <param name="Sent">Bytes sent.</param>
/// <param name="P50">Milliseconds from when a request was due (open loop) or sent (closed loop) to its answer; 2xx only.</param>
/// <param name="P95">As <paramref name="P50"/>.</param>
/// <param name="P99">As <paramref name="P50"/>.</param>
/// <param name="Max">As <paramref name="P50"/>.</param>
internal sealed record Outcome(int Count, double Seconds, IReadOnlyDictionary<int, int> Refused, long Sent, double P50, double P95, double P99, double Max)
{
    /// <summary>Answered with 2xx a second.</summary>
    public double PerSecond => Count / Seconds;
}
