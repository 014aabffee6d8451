using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Host.Scratch;

namespace Haochaping.Chaos;

/// <summary>
/// 评价器 — the tablet of the one window: it signs and numbers, and delivers what it has in one batch at a time, what was not answered for
/// again. Waiting, adopted and already answered are promises; it may forget such a rating.
/// </summary>
internal sealed class TabletAtWindow : IDisposable
{
    private const int Most = 100;
    private readonly ECDsa key;
    private readonly Guid id;
    private readonly string authorization;
    private readonly Dictionary<Ticket, DeviceRating> signed = [];
    private readonly Channel<(Ticket Ticket, Door Door, TaskCompletionSource<Heard> Heard)> waiting = Channel.CreateUnbounded<(Ticket, Door, TaskCompletionSource<Heard>)>();
    private long counter;

    private TabletAtWindow(ECDsa key, Guid id, string token)
    {
        (this.key, this.id, authorization) = (key, id, $"Device {id}.{token}");
        _ = Task.Run(PumpAsync);
    }

    /// <summary>Introduced, and confirmed by a supervisor's hands.</summary>
    public static async Task<TabletAtWindow> EnrolAsync(HttpClient citizen, Visitor supervisor)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var answer = await citizen.PostAsJsonAsync("/api/v1/devices", new { keyKind = "ecdsa", publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), model = "演示平板", version = "t1" });
        answer.EnsureSuccessStatusCode();
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var confirmed = await supervisor.FillAsync(
            "/console/devices", "confirm",
            [new("New.Code", told.GetProperty("code").GetString()!), new("New.Place", "JX-HALL"), new("New.Window", "A12"), new("New.Serial", "SN-1")], CancellationToken.None);
        return confirmed.Status == 200 ? new(key, told.GetProperty("device").GetGuid(), told.GetProperty("token").GetString()!) : throw new InvalidOperationException(confirmed.Text);
    }

    public async Task<Heard> SendAsync(Ticket ticket, Door door)
    {
        var heard = new TaskCompletionSource<Heard>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((ticket, door, heard));
        return await heard.Task;
    }

    public void Dispose()
    {
        waiting.Writer.TryComplete();
        key.Dispose();
    }

    private async Task PumpAsync()
    {
        var batch = new List<(Ticket Ticket, Door Door, TaskCompletionSource<Heard> Heard)>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (batch.Count < Most && waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            var states = new Dictionary<long, string?>();
            var heard = await batch[0].Door.JsonAsync(
                "/api/v1/devices/ratings", new { deviceTime = DateTimeOffset.UtcNow, ratings = batch.Select(b => Sign(b.Ticket)) },
                answer =>
                {
                    foreach (var result in answer.GetProperty("results").EnumerateArray())
                    {
                        states[result.GetProperty("counter").GetInt64()] = result.TryGetProperty("state", out var state) ? state.GetString() : null;
                    }

                    return "delivered";
                },
                authorization);
            foreach (var (ticket, _, told) in batch)
            {
                var state = states.GetValueOrDefault(Sign(ticket).Counter!.Value);
                told.SetResult(heard with { Acknowledged = state is "waiting" or "adopted" or "alreadyAnswered" ? state : null });
            }

            batch.Clear();
        }
    }

    // The number and the words of a rating are fixed when the person rates; every later try sends the same.
    private DeviceRating Sign(Ticket ticket)
    {
        if (!signed.TryGetValue(ticket, out var rating))
        {
            rating = new DeviceRating
            {
                Counter = ++counter, CaseNumber = ticket.CaseNumber, Level = ticket.Level, Text = ticket.Words, Tags = [], Clock = "server",
                CapturedAt = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            };
            signed[ticket] = rating = rating with { Signature = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(rating.Canonical(id)), HashAlgorithmName.SHA256)) };
        }

        return rating;
    }
}
