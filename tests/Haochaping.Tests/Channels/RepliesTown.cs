using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Notifications;
using Haochaping.Tests.Policy;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>A Town whose messages go to a gateway that hands replies back.</summary>
internal sealed class RepliesTown : IAsyncDisposable
{
    private readonly PolicyFolder folder;
    private int messages;

    private RepliesTown(Town town, FakeGateway gateway, HttpClient client, PolicyFolder folder) => (Town, Gateway, Client, this.folder) = (town, gateway, client, folder);

    public Town Town { get; }

    public FakeGateway Gateway { get; }

    /// <summary>The gateway's own key.</summary>
    public HttpClient Client { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens one; the place lists text messages unless <paramref name="listed"/> says no, or <paramref name="settings"/> bring rules of their own.</summary>
    public static async Task<RepliesTown> OpenAsync(TownStore store, string now = "2026-11-18T09:00", IReadOnlyDictionary<string, string?>? settings = null, bool listed = true)
    {
        var folder = new PolicyFolder();
        if (listed)
        {
            var file = Path.Combine(folder.Path, "packs/JX.yaml");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancel)).Replace("  online: [\"website:", "  online: [sms, \"website:", StringComparison.Ordinal), Cancel);
        }

        var gateway = await FakeGateway.StartAsync();
        var town = await Town.OpenAsync(store, now, new Dictionary<string, string?>(settings ?? new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path })
        {
            ["Notifications:SendsFor"] = "province",
            ["Notifications:Sms:Url"] = gateway.Url.ToString(),
            ["Notifications:Sms:Key"] = FakeGateway.Key,
            ["Notifications:Sms:Replies"] = "true",
            ["PublicUrl"] = "https://haochaping.example/",
        });
        return new(town, gateway, await town.ClientAsync("sms:write"), folder);
    }

    /// <summary>A completed case whose applicant was invited; returns its number.</summary>
    public async Task<string> InvitedAsync(string number, string phone = "10000000034", string certificate = "000000190001010001")
    {
        var at = Town.Clock.GetUtcNow();
        await Town.ReportAsync(new
        {
            source = "town", caseNumber = number, item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online",
            events = new[] { new { kind = "decided", at } },
            applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = certificate, phone },
        });
        await Town.SettleAsync();
        return number;
    }

    /// <summary>The phone writes; returns the house's answer.</summary>
    public async Task<Said> SaysAsync(string text, string phone = "10000000034", string? messageId = null, DateTimeOffset? receivedAt = null)
    {
        using var answer = await PostAsync(new { messageId = messageId ?? $"M-{++messages}", phone, text, receivedAt });
        answer.EnsureSuccessStatusCode();
        await Town.SettleAsync();
        return (await answer.Content.ReadFromJsonAsync<Said>(Cancel))!;
    }

    public Task<HttpResponseMessage> PostAsync(object body) => Client.PostAsJsonAsync("/api/v1/sms/replies", body, Cancel);

    /// <summary>Texts that went out over the air.</summary>
    public List<string> SentOut() => [.. Gateway.SentOut.Values.Select(m => m.GetProperty("text").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Town.DisposeAsync();
        await Gateway.DisposeAsync();
        folder.Dispose();
    }

    internal sealed record Said(string Outcome, string? Text, bool Queued);
}
