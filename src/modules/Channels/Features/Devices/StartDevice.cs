using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Jobs;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>登记评价器 — a device introduces itself with its key and gets a code to show; it can do nothing until somebody confirms the code.</summary>
internal sealed class StartDevice(AppDb db, DeviceDoor door, TimeProvider clock) : ISlice
{
    private const int MostPending = 500;

    private static readonly Refusal TooMany = new(RefusalKind.Busy, "too-many-pending-devices", "等待确认的评价器太多：请先在控制台确认，或一小时后再试。");

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost("/api/v1/devices", async (HttpContext http, StartDevice slice, CancellationToken cancel) =>
            (await RequestBody.ReadAsync<Request>(http.Request, cancel)).Is(out var wire, out var refusal) ? (await slice.RunAsync(wire, cancel)).ToAnswer(201) : refusal.ToProblem())
        .WithName("start-device").WithSummary("登记评价器：提交设备自己生成的公钥（或申请共享密钥），取得 10 分钟有效的确认码")
        .Accepts<Request>("application/json").Produces<Answer>(201).ProducesProblem(400).ProducesProblem(503)
        .AllowAnonymous();

    public async Task<Result<Answer>> RunAsync(Request wire, CancellationToken cancel)
    {
        var parsing = new Parsing();
        var kind = wire.KeyKind is "ecdsa" or "hmac" ? wire.KeyKind : null;
        var (model, serial, version) = (parsing.Text("model", wire.Model, 100), parsing.Text("serial", wire.Serial, 60), parsing.Text("version", wire.Version, 40));
        if (kind is null)
        {
            parsing.Complain("keyKind", "unknown-choice", "keyKind 可填：ecdsa、hmac。");
        }
        else if (kind == "ecdsa" && !DeviceSecrets.IsPublicKey(wire.PublicKey))
        {
            parsing.Complain("publicKey", "bad-key", "publicKey 应为 P-256 公钥（SubjectPublicKeyInfo，base64）。");
        }

        if (!parsing.IsClean)
        {
            return parsing.ToRefusal();
        }

        var now = clock.Now();
        if (await db.Devices.CountAsync(d => d.State == DeviceState.Pending && d.CreatedAt > now.AddHours(-1), cancel) >= MostPending)
        {
            return TooMany;
        }

        var token = DeviceSecrets.NewToken();
        var secret = kind == "hmac" ? DeviceSecrets.NewToken() : null;
        var device = new DeviceRow
        {
            Id = Ids.New(clock), State = DeviceState.Pending, Token = DeviceSecrets.Hash(token), KeyKind = kind!, Key = secret is null ? wire.PublicKey! : door.Seal(secret),
            Code = DeviceSecrets.NewCode(), CodeUntil = now + DeviceSecrets.CodeLife, Model = model ?? "", Serial = serial ?? "", Version = version ?? "", CreatedAt = now, LastSeen = now,
        };
        db.Add(device);
        await db.SaveChangesAsync(cancel);
        return new Answer(device.Id, token, secret, device.Code, device.CodeUntil.Value);
    }

    /// <summary>What a device says of itself.</summary>
    internal sealed record Request
    {
        public string? KeyKind { get; init; }

        public string? PublicKey { get; init; }

        public string? Model { get; init; }

        public string? Serial { get; init; }

        public string? Version { get; init; }
    }

    /// <summary>Token and secret are handed over this once.</summary>
    internal sealed record Answer(Guid Device, string Token, string? Secret, string Code, DateTimeOffset CodeUntil);
}

/// <summary>清除未确认的评价器 — whoever was never confirmed is forgotten after a day.</summary>
internal sealed class ForgetPendingDevices(AppDb db, TimeProvider clock) : IJob
{
    public Task<int> RunAsync(CancellationToken cancel)
    {
        var yesterday = clock.Now().AddDays(-1);
        return db.Devices.Where(d => d.State == DeviceState.Pending && d.CreatedAt < yesterday && d.LastSeen < yesterday).ExecuteDeleteAsync(cancel);
    }
}
