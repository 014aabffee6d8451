using System.Security.Cryptography;
using System.Text;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>送达评价 — takes in what a device signed and kept, up to 100 at once; safe to repeat. First all is put down, then each rating is handed to the desk: what was acknowledged is not lost.</summary>
internal sealed class DeliverRatings(AppDb db, DeviceDoor door, HandInRating handIn) : ISlice
{
    private const int Most = 100;
    private const int Attempts = 8;
    private const int LongestText = 10_000;
    private const int MostChosen = 40;
    private const int MostLinked = 200;

    private static readonly Refusal TooMany = new(RefusalKind.BadRequest, "too-many", $"一次 1 至 {Most} 条评价。");
    private static readonly Refusal NotEnrolled = new(RefusalKind.NotAllowed, "device-pending", "评价器还没有确认：请先在控制台按代码确认。");
    private static readonly Refusal Forged = new(RefusalKind.Unprocessable, "signature-wrong", "签名与本机密钥不符，未接收：请重新登记评价器并告知管理员。");
    private static readonly Refusal Malformed = new(RefusalKind.BadRequest, "invalid-rating", "评价缺少序号或过长，未接收。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices/ratings", async (HttpContext http, DeliverRatings slice, DeviceDoor door, TimeProvider clock, CancellationToken cancel) =>
        {
            var receivedAt = clock.Now(); // before anything waits
            return await door.FindAsync(http.Request, cancel) is not { } device ? DeviceDoor.Unknown.ToProblem()
                : (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var wire, out var refusal) ? (await slice.RunAsync(device, wire, receivedAt)).ToAnswer()
                : refusal.ToProblem();
        })
        .WithName("deliver-ratings").WithSummary("送达评价：评价器签名的评价，一次最多 100 条，可重复送达；同一条返回首次结果")
        .Accepts<Request>("application/json").Produces<Answer>().ProducesProblem(400).ProducesProblem(401)
        .AllowAnonymous();

    public async Task<Result<Answer>> RunAsync(DeviceRow device, Request wire, DateTimeOffset receivedAt)
    {
        if (wire.Ratings is not { Count: > 0 and <= Most } ratings)
        {
            return TooMany;
        }

        if (device.State == DeviceState.Pending)
        {
            return NotEnrolled;
        }

        var good = new List<(DeviceRating Rating, Guid Id)>();
        var refused = new Dictionary<int, Refusal>();
        for (var i = 0; i < ratings.Count; i++)
        {
            if (ratings[i] is not { Counter: > 0 and < long.MaxValue } rating || IsTooLong(rating))
            {
                refused[i] = Malformed;
            }
            else if (!door.IsSigned(device, rating))
            {
                refused[i] = Forged;
            }
            else
            {
                good.Add((rating, KeyOf(device, rating)));
            }
        }

        var rows = await PutDownAsync(device.Id, good, refused.Count(r => r.Value == Forged), CaptureTime.Read(wire.DeviceTime), receivedAt);
        foreach (var row in rows.Values.Where(r => r.State == DeviceRatingState.Waiting).OrderBy(r => r.Counter))
        {
            await handIn.RunAsync(row.Id, CancellationToken.None);
        }

        db.ChangeTracker.Clear();
        var settled = await db.DeviceRatings.AsNoTracking().Where(r => rows.Keys.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
        return new Answer([.. ratings.Select((rating, i) => refused.TryGetValue(i, out var no)
            ? new Outcome(rating?.Counter, null, no.Code, no.Message, null)
            : Word(settled[KeyOf(device, rating!)]))]);
    }

    private static bool IsTooLong(DeviceRating rating) =>
        rating.Text?.Length > LongestText || rating.CaseNumber?.Length > 100 || rating.Tags?.Count > MostChosen || rating.Indicators?.Count > MostChosen || rating.Questions?.Count > MostChosen
        || rating.Linked is { } linked && (linked.Count > MostLinked || linked.Any(l => l is null || l.CaseNumber?.Length > 100 || l.Text?.Length > LongestText));

    private async Task<Dictionary<Guid, DeviceRatingRow>> PutDownAsync(Guid id, List<(DeviceRating Rating, Guid Id)> good, int forged, DateTimeOffset? deviceNow, DateTimeOffset receivedAt)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                db.ChangeTracker.Clear();
                var device = await db.Devices.SingleAsync(d => d.Id == id);
                var keys = good.Select(g => g.Id).ToList();
                var rows = await db.DeviceRatings.Where(r => keys.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
                var asked = good.Select(g => Guid.TryParse(g.Rating.Prompt, out var prompt) ? prompt : Guid.Empty).ToList();
                var prompts = await db.Prompts.AsNoTracking().Where(p => asked.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
                foreach (var (rating, key) in good.Where(g => !rows.ContainsKey(g.Id)).DistinctBy(g => g.Id).OrderBy(g => g.Rating.Counter))
                {
                    Count(device, rating.Counter!.Value, receivedAt, key);
                    db.Add(rows[key] = Take(device, rating, key, prompts, deviceNow, receivedAt));
                }

                device.Forged += forged;
                device.LastSeen = receivedAt;
                device.Round++;
                await db.SaveChangesAsync();
                return rows;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // another delivery of the same device was here at the same moment
            }
        }
    }

    private void Count(DeviceRow device, long counter, DateTimeOffset at, Guid key)
    {
        var (next, torn, reused) = new CounterTrack(device.Counter, device.Missing).Take(counter);
        (device.Counter, device.Missing) = (next.Highest, next.Missing);
        if (torn is not null)
        {
            db.Leave(new DeviceCounterMissing(device.Id, device.Place, torn.From, torn.To), Ids.Derive("device-counter-missing", device.Id.ToString(), torn.From.ToString(System.Globalization.CultureInfo.InvariantCulture), key.ToString()), Actor.House, at);
        }

        if (reused)
        {
            device.Reused++;
            db.Leave(new DeviceCounterReused(device.Id, device.Place, counter, device.Counter), Ids.Derive("device-counter-reused", key.ToString()), Actor.House, at);
        }
    }

    private DeviceRatingRow Take(DeviceRow device, DeviceRating rating, Guid key, Dictionary<Guid, PromptRow> prompts, DateTimeOffset? deviceNow, DateTimeOffset receivedAt)
    {
        var prompt = Guid.TryParse(rating.Prompt, out var id) ? prompts.GetValueOrDefault(id) : null;
        var judged = CaptureTime.Judge(rating, deviceNow, receivedAt, prompt?.GivenAt).Then(at => (Result<DateTimeOffset>)(device.RevokedAt < at ? RatedAfterwards : at));
        var no = judged.Refusal ?? (prompt is null && rating.CaseNumber is null or "" ? Nothing : null);
        if (no is not null)
        {
            db.Leave(new DeviceRatingNotAdopted(device.Id, device.Place, key, rating.Counter!.Value, no.Code), Ids.Derive("device-rating-not-adopted", key.ToString()), Actor.House, receivedAt);
        }

        return new DeviceRatingRow
        {
            Id = key, Device = device.Id, Counter = rating.Counter!.Value, Institution = device.Institution, Region = device.Region, Prompt = prompt?.Id, CaseNumber = prompt?.CaseNumber ?? rating.CaseNumber,
            State = no is null ? DeviceRatingState.Waiting : DeviceRatingState.NotAdopted, Code = no?.Code, Message = no?.Message, Claimed = rating.CapturedAt is { Length: <= 40 } claimed ? claimed : null,
            CapturedAt = judged.Refusal is null ? judged.Value : null, ReceivedAt = receivedAt, RetryAt = no is null ? receivedAt : null, Content = rating with { Signature = null },
        };
    }

    private static readonly Refusal RatedAfterwards = new(RefusalKind.NotAllowed, "device-revoked", "评价器已停用，停用之后的评价留存，未计入。");
    private static readonly Refusal Nothing = new(RefusalKind.Unprocessable, "rating-without-case", "没有对应的邀请或办件编号，评价已留存，未计入。");

    private static Guid KeyOf(DeviceRow device, DeviceRating rating) => Ids.Derive("device-rating", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rating.Canonical(device.Id)))));

    private static Outcome Word(DeviceRatingRow row) => new(row.Counter, row.State, row.Code, row.Message, row.ReceiptPath);

    /// <summary>What the device kept, oldest first.</summary>
    internal sealed record Request
    {
        /// <summary>The device's own clock now.</summary>
        public string? DeviceTime { get; init; }

        public IReadOnlyList<DeviceRating?>? Ratings { get; init; }
    }

    /// <summary>In the order they were sent.</summary>
    internal sealed record Answer(IReadOnlyList<Outcome> Results);

    /// <summary>Without a state it was not taken; with one the device may forget it.</summary>
    internal sealed record Outcome(long? Counter, DeviceRatingState? State, string? Code, string? Message, string? ReceiptPath);
}
