using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Facts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>What these tests say to the front door as a business system, in few words.</summary>
internal static class Reporting
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An online JX case; completed when <paramref name="decided"/> is given.</summary>
    public static object ACase(string number, string? decided = null, object? rating = null, string channel = "online", string? visit = null, string institution = "JX-CITY", string item = "JX-ITEM-1") => new
    {
        source = "town", caseNumber = number, item, receivingInstitution = institution, channel, visit, rating,
        events = decided is null ? [] : new[] { new { kind = "decided", at = decided } },
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
    };

    public static object Rating(int level, string capturedAt, string channel = "kiosk", string? text = null) => new { level, channel, capturedAt, text };

    extension(Town town)
    {
        /// <summary>Reports one case; returns its own result.</summary>
        public async Task<JsonElement> ReportAsync(object wire) => (await town.PostAsync("/api/v1/cases", new { cases = new[] { wire } })).GetProperty("results")[0];

        public async Task<JsonElement> PostAsync(string path, object body)
        {
            var answer = await town.Client.PostAsJsonAsync(path, body, Cancel);
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        }

        /// <summary>What became of the rating that came with a case, as its sender asks for it.</summary>
        public Task<JsonElement> RatingOfAsync(string number) => town.Client.GetFromJsonAsync<JsonElement>($"/api/v1/evaluations?source=town&caseNumber={number}", Cancel);

        /// <summary>Proves by the last digits of the certificate who rates; returns the proof.</summary>
        public async Task<string> ProveAsync(string link)
        {
            var answer = await town.Citizen.PostAsJsonAsync($"/api/v1/tasks/{link}/proof", new { certificate = "010001" }, Cancel);
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("proof")!;
        }

        public async Task<IReadOnlyList<TFact>> FactsAsync<TFact>()
            where TFact : IFact
        {
            var type = FactTypes.NameOf(typeof(TFact));
            var bodies = await town.LookAsync(db => (
                from entry in db.Journal.AsNoTracking()
                join line in db.Log on new { entry.CaseId, entry.EntryId } equals new { line.CaseId, line.EntryId } into sealedLines
                from line in sealedLines.DefaultIfEmpty()
                join waiting in db.Set<Unsealed>() on new { entry.CaseId, entry.EntryId } equals new { waiting.CaseId, waiting.EntryId } into queued
                from waiting in queued.DefaultIfEmpty()
                where entry.Type == type
                orderby line == null, line.Position, waiting.Arrival
                select entry.Body).ToListAsync(Cancel));
            return [.. bodies.Select(b => JsonSerializer.Deserialize<Envelope<TFact>>(b, FactJson.Options)!.Fact)];
        }
    }

    public static string? Text(this JsonElement element, string property) => element.GetProperty(property).GetString();

    public static async Task<string?> CodeOf(this HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).Text("code");
}
