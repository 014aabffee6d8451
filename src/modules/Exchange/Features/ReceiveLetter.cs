using System.Text;
using System.Text.Json;
using Haochaping.Exchange.Contracts;
using Haochaping.Exchange.Domain;
using Haochaping.Exchange.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Notifications.Contracts;
using Haochaping.WorkOrders.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Exchange.Features;

/// <summary>
/// 接收函件 — a partner sends an order, or tells what it did with one; proven by its signature. The same letter again gets the same
/// receipt and does nothing; one that comes too early, or that contradicts, is refused and kept for a person to see.
/// </summary>
internal sealed class ReceiveLetter(AppDb db, IOrderMail mail, Partners partners, TimeProvider clock) : ISlice
{
    private const int LongestBody = 64 * 1024;
    private const string Early = "letter-early";

    private static readonly Refusal Unsigned = new(RefusalKind.NotSignedIn, "signature-wrong", "签名不正确或已过期：请核对共享密钥和时钟。");
    private static readonly Refusal Malformed = new(RefusalKind.BadRequest, "letter-malformed", "函件须为 {\"number\":…,\"sequence\":…,\"word\":{\"act\":…,\"at\":…}}，序号 0 为 opened：请对照接口文档。");
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "order-unknown", "没有找到这个工单：请先发送序号 0 的 opened，或核对工单编号和 yours。");
    private static readonly Refusal Differs = new(RefusalKind.Unprocessable, "letter-differs", "同一工单的同一序号已有另一内容的函件：请核对后换用新的序号。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/exchange/letters", async (HttpRequest request, ReceiveLetter slice, CancellationToken cancel) =>
            (await slice.RunAsync(await BodyAsync(request, cancel), request.Headers[Courier.NameHeader], request.Headers[Signature.Header], cancel)).ToAnswer())
        .WithName("receive-letter").WithSummary("接收 12345 平台、上级平台的工单及办理情况（HMAC 签名）；同一函件重复提交返回同一回执")
        .WithTags("exchange").Accepts<LetterText>("application/json").Produces<Answer>()
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).AllowAnonymous();

    public async Task<Result<Answer>> RunAsync(byte[] body, string? name, string? signature, CancellationToken cancel)
    {
        // parse
        if (partners.Find(name) is not { } partner || !Signature.Proves(signature, body, partner.Secret, clock.GetUtcNow(), partner.Name))
        {
            return Unsigned;
        }

        if (Parse(body) is not { } letter)
        {
            return Malformed;
        }

        // load: what is known of this order, both ways
        var ours = letter.Yours == true;
        var known = await db.Letters.Where(l => l.Partner == partner.Name && l.Number == letter.Number && l.Ours == ours).ToListAsync(cancel);
        var order = known.Find(l => l.Sequence == 0 && (l.Direction == Direction.Out || l.State == LetterState.Applied));
        var same = known.Find(l => l.Direction == Direction.In && l.Sequence == letter.Sequence && (l.State == LetterState.Applied || l.Sequence > 0 || order is null));
        var said = Encoding.UTF8.GetString(body);

        // decide
        if (same is { Error: not Early } and not { Sequence: 0, State: LetterState.Refused } && Commitment.Of(said, same.Salt) != same.Commitment)
        {
            return Differs;
        }

        if (same is { State: LetterState.Applied })
        {
            return new Answer(same.Receipt!);
        }

        if (letter.Sequence > 0 && order is null)
        {
            return Unknown;
        }

        var told = known.Where(l => l.Direction == Direction.In && l.Error != Early).Select(l => l.Sequence).Append(0).Max();
        var work = new Work(partner, letter, said, known, order, same);
        return letter.Sequence > told + 1
            ? await RefuseAsync(work, new(RefusalKind.Conflict, Early, $"前面的函件还没有到：请先发送序号 {told + 1}。"), cancel)
            : await ActAsync(work, cancel);
    }

    // save: the letter and what it does are one transaction
    private async Task<Result<Answer>> ActAsync(Work work, CancellationToken cancel)
    {
        var (partner, letter, order) = (work.Partner, work.Text, work.Order);
        Answer? answer = null;
        Result<Done> result;
        if (order is null)
        {
            result = await mail.OpenAsync(partner.Name, letter.Number, letter.Word, partner.Actor, found => answer = Note(work, found, letter.Word.At, null), cancel);
        }
        else
        {
            // not before what is known of the order, not later than now
            var at = await mail.BoundAsync(order.CaseId, order.OrderId, letter.Word.At, cancel);
            answer = Note(work, new(order.CaseId, order.OrderId), at, null);
            result = await mail.ActAsync(order.OrderId, letter.Word with { At = at }, partner.Actor, cancel);
        }

        return result.Is(out _, out var no) ? answer! : await RefuseAsync(work, no, cancel);
    }

    private async Task<Result<Answer>> RefuseAsync(Work work, Refusal no, CancellationToken cancel)
    {
        db.ChangeTracker.Clear(); // of what was begun
        var same = work.Same is null ? null : await db.Letters.FirstAsync(l => l.CaseId == work.Same.CaseId && l.Id == work.Same.Id, cancel);
        if (no.Code == "order-changed" || same?.Error == no.Code)
        {
            return no; // somebody else was faster, or it is known
        }

        var (partner, number) = (work.Partner.Name, work.Text.Number);
        Note(work with { Same = same }, work.Order is { } order ? new(order.CaseId, order.OrderId) : new(Ids.Derive("case-refused", partner, number), Ids.Derive("order-refused", partner, number)), work.Text.Word.At, no.Code);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (work.Same is null)
        {
            // the same letter twice at once: it is kept already
        }

        return no;
    }

    private Answer Note(Work work, OrderFound found, DateTimeOffset at, string? code)
    {
        var (letter, now, salt) = (work.Text, clock.Now(), Commitment.NewSalt());
        var id = Ids.Derive("letter-in", work.Partner.Name, letter.Number, $"{letter.Yours == true}", $"{letter.Sequence}");
        var row = work.Same;
        if (row is null || row.CaseId != found.CaseId)
        {
            row = new Letter
            {
                CaseId = found.CaseId, Id = id, OrderId = found.OrderId, Direction = Direction.In, Partner = work.Partner.Name, Number = letter.Number, Ours = letter.Yours == true, Sequence = letter.Sequence,
                Act = letter.Word.Act, At = at.ToHouse(), State = LetterState.Refused, Salt = salt, Commitment = "", DueAt = now, Since = now,
            };
            db.Add(row);
        }

        (row.Act, row.At, row.State, row.Salt, row.Commitment) = (letter.Word.Act, at.ToHouse(), code is null ? LetterState.Applied : LetterState.Refused, salt, Commitment.Of(work.Said, salt));
        (row.Error, row.Receipt, row.DueAt, row.SettledAt) = (code, id.ToString("N")[..16], now, null);
        row.Attempts++;
        db.Leave(new LetterReceived(row.CaseId, row.Facts, row.At, code), Ids.Derive("letter-received", row.CaseId.ToString(), id.ToString(), $"{row.Attempts}"), work.Partner.Actor, now);
        return new(row.Receipt);
    }

    private static LetterText? Parse(byte[] body)
    {
        try
        {
            return body.AsSpan().IndexOf("\\u0000"u8) < 0 // no store keeps it
                && JsonSerializer.Deserialize<LetterText>(body, FactJson.Options) is { Number.Length: > 0 and <= 100, Sequence: >= 0 and < 10_000, Word: { } word } letter
                && IsKnown(word) && letter.Sequence == 0 == (word.Act == OrderWordKind.Opened) && (letter.Sequence > 0 || letter.Yours != true) && word.At.Year is > 2000 and < 2100 ? letter : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // a number in the place of a name is read by its value, whatever it is
    private static bool IsKnown(OrderWord word) =>
        new Enum?[] { word.Act, word.Level, word.Method, word.Verdict, word.Triage, word.Cause, word.Handling }.All(e => e is null || Enum.IsDefined(e.GetType(), e));

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestBody;
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancel);
        return body.ToArray();
    }

    /// <summary>回执.</summary>
    /// <param name="Receipt">The same for the same letter, however often it comes.</param>
    internal sealed record Answer(string Receipt);

    private sealed record Work(Partner Partner, LetterText Text, string Said, IReadOnlyList<Letter> Known, Letter? Order, Letter? Same);
}
