using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Time;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>A tablet at a window, as the house meets it: with a key of its own and a counter.</summary>
internal sealed class Tablet : IDisposable
{
    private readonly Town town;
    private readonly ECDsa? key;
    private readonly string? secret;

    private Tablet(Town town, Guid id, string code, ECDsa? key, string? secret, HttpClient http) => (this.town, Id, Code, this.key, this.secret, Http) = (town, id, code, key, secret, http);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Guid Id { get; }

    public string Code { get; }

    public HttpClient Http { get; }

    public long Counter { get; set; }

    public static async Task<Tablet> StartAsync(Town town, bool hmac = false)
    {
        var key = hmac ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var spki = key is null ? null : Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        using var answer = await town.Citizen.PostAsJsonAsync("/api/v1/devices", new { keyKind = hmac ? "hmac" : "ecdsa", publicKey = spki, model = "演示平板", version = "t1" }, Cancel);
        answer.EnsureSuccessStatusCode();
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var http = town.Browser();
        var id = told.GetProperty("device").GetGuid();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Device", $"{id}.{told.Text("token")}");
        return new Tablet(town, id, told.Text("code")!, key, hmac ? told.Text("secret") : null, http);
    }

    /// <summary>Confirmed by a supervisor for a window.</summary>
    public static async Task<Tablet> AtAsync(Town town, string hall = "JX-HALL", string window = "A12", bool hmac = false)
    {
        var tablet = await StartAsync(town, hmac);
        using var desk = await Desk.OfAsync(town, Role.Supervisor, [], ["*"]);
        await desk.GoAsync("/console/devices");
        await desk.FillAsync("confirm", ("New.Code", tablet.Code), ("New.Place", hall), ("New.Window", window), ("New.Serial", "SN-" + tablet.Id.ToString()[..8]));
        if (!desk.Path.Contains("done=enrolled", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(desk.Html);
        }

        return tablet;
    }

    public async Task<JsonElement> ContactAsync(object? body = null)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/devices/contact", body ?? new { version = "t1" }, Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    /// <summary>A rating with the next number, signed.</summary>
    public DeviceRating Rate(Guid? prompt, int level, string? caseNumber = null, string? text = null, DateTimeOffset? at = null, string clock = "server") => Sign(new DeviceRating
    {
        Counter = ++Counter, Prompt = prompt?.ToString(), CaseNumber = caseNumber, Level = level, Text = text, Tags = [], Clock = clock,
        CapturedAt = (at ?? town.Clock.GetUtcNow()).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
    });

    public DeviceRating Sign(DeviceRating rating)
    {
        var text = Encoding.UTF8.GetBytes(rating.Canonical(Id));
        return rating with { Signature = Convert.ToBase64String(key?.SignData(text, HashAlgorithmName.SHA256) ?? HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret!), text)) };
    }

    public async Task<JsonElement> DeliverAsync(params DeviceRating[] ratings) => await DeliverAsync(town.Clock.GetUtcNow(), ratings);

    public async Task<JsonElement> DeliverAsync(DateTimeOffset deviceTime, params DeviceRating[] ratings)
    {
        using var answer = await Http.PostAsJsonAsync("/api/v1/devices/ratings", new { deviceTime, ratings }, Cancel);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return answer.IsSuccessStatusCode ? told.GetProperty("results") : throw new InvalidOperationException(told.GetRawText());
    }

    public Task<DeviceRow> RowAsync() => town.LookAsync(db => db.Devices.AsNoTracking().SingleAsync(d => d.Id == Id, Cancel));

    public void Dispose()
    {
        key?.Dispose();
        Http.Dispose();
    }
}

/// <summary>What these tests say as a business system at a window.</summary>
internal static class AtAWindow
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    extension(Town town)
    {
        /// <summary>A case handled and decided at a window.</summary>
        public async Task<string> AWindowCaseAsync(string number, string institution = "JX-CITY", string item = "JX-ITEM-1", string hall = "JX-HALL", string window = "A12", string staff = "1024")
        {
            var result = await town.ReportAsync(new
            {
                source = "town", caseNumber = number, institution, receivingInstitution = institution, item, channel = "window", hall, window, staff,
                events = new[] { new { kind = "decided", at = town.Clock.GetUtcNow() } },
                applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
            });
            if (result.Text("outcome") != "created")
            {
                throw new InvalidOperationException(result.GetRawText());
            }

            await town.SettleAsync();
            return number;
        }

        public async Task<Guid> PromptAsync(string number)
        {
            var answer = await town.PostAsync("/api/v1/devices/prompts", new { source = "town", caseNumber = number });
            return answer.TryGetProperty("prompt", out var prompt) ? prompt.GetGuid() : throw new InvalidOperationException(answer.GetRawText());
        }
    }
}
