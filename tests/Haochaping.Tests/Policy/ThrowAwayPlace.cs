using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Haochaping.Tests.Policy;

/// <summary>A Town on a policy folder of its own, in which a throw-away place rules the whole of 3601 and changes its rules while the house runs.</summary>
internal sealed class ThrowAwayPlace : IAsyncDisposable
{
    private readonly PolicyFolder folder;
    private int cases;

    private ThrowAwayPlace(PolicyFolder folder, Town town) => (this.folder, Town) = (folder, town);

    public Town Town { get; }

    public string Folder => folder.Path;

    public static async Task<ThrowAwayPlace> OpenAsync(string now)
    {
        var folder = new PolicyFolder();
        return new(folder, await Town.OpenAsync(TownStore.Sqlite, now, new Dictionary<string, string?> { ["Policy:Folder"] = folder.Path }));
    }

    /// <summary>Drops the pack with these values and the place's line into the folder, and lets the house read it.</summary>
    public async Task RuleAsync(IEnumerable<(string Key, string Value)> values)
    {
        Write(values);
        var read = await Town.Services.GetRequiredService<IRulePacks>().ReloadAsync(CancellationToken.None);
        read.Refusal?.Complaints.ShouldBeEmpty();
    }

    /// <summary>Drops them only.</summary>
    public void Write(IEnumerable<(string Key, string Value)> values) => Write(folder.Path, values);

    /// <summary>Drops them into a folder whose house is not open yet.</summary>
    public static void Write(string folder, IEnumerable<(string Key, string Value)> values)
    {
        var last = values.GroupBy(v => v.Key).Select(g => g.Last()).ToList();
        var pack = new JsonObject
        {
            ["pack"] = JsonNode.Parse("""{"id": "TT", "name": "测试市", "level": "city", "document": "测试规定", "effective_from": "2019-01-01", "status": "in_force", "inherits": "ND"}"""),
        };
        var cites = new JsonObject();
        foreach (var (key, _) in last)
        {
            cites[key] = "GEN-A01";
        }

        var text = pack.ToJsonString(Plain)[..^1] + string.Concat(last.GroupBy(v => v.Key.Split('.')[0]).Select(g => $", {g.Key}: {Nested(g.Select(v => (v.Key.Split('.')[1..], v.Value)))}"));
        File.WriteAllText(Path.Combine(folder, "packs/TT.yaml"), $"{text}, cites: {cites.ToJsonString(Plain)}}}\n");
        File.WriteAllText(Path.Combine(folder, "places.yaml"), "places: {\"3601\": TT}\n");
    }

    /// <summary>A case of the place, however it comes; returns its number.</summary>
    public async Task<string> CaseAsync(string channel = "online", string certificate = "none", string happened = "decided", string institution = "JX-CITY", string item = "JX-ITEM-1")
    {
        var number = $"K-{++cases:D4}";
        var applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = $"00000019000101{cases:D4}", phone = $"1000000{cases:D4}" };
        var answer = await Town.Client.PostAsJsonAsync("/api/v1/cases", new
        {
            source = "town", caseNumber = number, institution, receivingInstitution = institution, item, channel, certificate, applicant,
            events = new[] { new { kind = happened, at = Town.Clock.GetUtcNow() } },
        });
        answer.EnsureSuccessStatusCode();
        var result = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results")[0];
        result.GetProperty("outcome").GetString().ShouldBe("created", result.GetRawText());
        await Town.SettleAsync();
        return number;
    }

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        folder.Dispose();
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Nested(IEnumerable<(string[] Path, string Value)> values) => "{" + string.Join(", ", values.GroupBy(v => v.Path[0]).Select(g =>
        $"{g.Key}: {(g.First().Path.Length == 1 ? g.First().Value : Nested(g.Select(v => (v.Path[1..], v.Value))))}")) + "}";
}
