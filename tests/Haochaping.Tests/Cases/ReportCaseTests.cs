using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Haochaping.Cases.Contracts;
using Haochaping.Cases.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Cases;

/// <summary>What business systems send by mistake, by the front door on both stores.</summary>
public sealed class ReportCaseTests
{
    private const string Now = "2020-09-28T15:00";
    private const string Morning = "2020-09-28T09:00:00+08:00";
    private const string Noon = "2020-09-28T12:00:00+08:00";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Malformed_and_future_dated_cases_are_refused_with_every_complaint(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        var answer = await town.Client.PostAsJsonAsync("/api/v1/cases", new { source = "", channel = "pigeon", serviceNumber = 0, events = new object[] { new { kind = "decided", at = "2020-09-28T15:05:01+08:00" }, new { kind = "decided", at = "soon" } } }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var fields = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("complaints").EnumerateArray().Select(c => (c.Text("field"), c.Text("code"))).ToList();
        fields.ShouldBe(
            [("source", "required"), ("caseNumber", "required"), ("serviceNumber", "out-of-range"), ("item", "required"), ("receivingInstitution", "required"),
                ("channel", "unknown-choice"), ("events[0].at", "in-future"), ("events[1].at", "bad-instant")]);
        (await town.LookAsync(db => db.Cases.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Events_in_any_order_complete_a_case_once_and_contradictions_are_refused(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        (await town.ReportAsync(With("O-1", ("decided", Noon)))).Text("code").ShouldBe("completed");
        (await town.ReportAsync(With("O-1", ("accepted", Morning)))).Text("outcome").ShouldBe("corrected");
        (await town.ReportAsync(With("O-1", ("accepted", "2020-09-28T13:00:00+08:00")))).Text("code").ShouldBe("completed", "the first acceptance counts");
        (await town.ReportAsync(With("O-1", ("acceptanceRefused", Noon)))).Text("code").ShouldBe("contradictory-events");
        (await town.ReportAsync(With("O-2", ("accepted", Noon), ("decided", Morning)))).Text("code").ShouldBe("invalid-case");
        (await town.ReportAsync(With("O-3", ("receiptFailed", Morning), ("decided", Noon)))).Text("code").ShouldBe("invalid-case");
        await town.SettleAsync();
        (await town.FactsAsync<ServiceCompleted>()).ShouldHaveSingleItem().CompletedAt.ShouldBe(DateTimeOffset.Parse(Noon));
        (await town.LookAsync(db => db.Tasks.Select(t => t.Kind).ToListAsync(Cancel))).ShouldBe([SubjectKind.AcceptedStage, SubjectKind.Service], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_same_case_twice_in_one_batch_is_one_case_and_contradictory_contents_refuse_the_second(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        var cases = new[]
        {
            ACase("S-1", Morning, Rating(5, Noon)), ACase("S-1", Morning, Rating(5, Noon)), ACase("S-1", Morning, Rating(1, Noon)),
            With("S-1", ("receiptFailed", Noon)), With("S-1", ("decided", Noon)),
        };
        var results = (await town.PostAsync("/api/v1/cases", new { cases })).GetProperty("results");
        results.EnumerateArray().Select(r => (r.Text("outcome"), r.Text("code"))).ShouldBe(
            [("created", "completed"), ("unchanged", "completed"), ("refused", "rating-differs"), ("refused", "contradictory-events"), ("corrected", "completed")]);
        await town.SettleAsync();
        (await town.LookAsync(db => db.Cases.CountAsync(Cancel))).ShouldBe(1);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        (await town.FactsAsync<ServiceCompleted>()).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Clients_that_report_one_case_at_once_make_one_case_with_one_task(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        using var other = await town.ClientAsync("cases:write");
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 2 == 0 ? town.Client : other).PostAsJsonAsync("/api/v1/cases", ACase("C-1", Morning, Rating(5, Noon)), Cancel)));
        var outcomes = (await Task.WhenAll(answers.Select(a => a.Content.ReadFromJsonAsync<JsonElement>(Cancel)))).Select(a => a.GetProperty("results")[0].Text("outcome")).ToList();
        outcomes.Count(o => o == "created").ShouldBe(1);
        outcomes.Count(o => o == "unchanged").ShouldBe(11);
        await town.SettleAsync();
        (await town.FactsAsync<ServiceCompleted>()).Count.ShouldBe(1);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("BJ-1.1a")]
    public async Task A_batch_holds_one_to_a_thousand_and_one_bad_case_spoils_no_other(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        foreach (var count in new[] { 0, 1001 })
        {
            var wrong = await town.Client.PostAsJsonAsync("/api/v1/cases", new { cases = Enumerable.Range(0, count).Select(i => ACase($"N-{i}", Morning)) }, Cancel);
            (wrong.StatusCode, await wrong.CodeOf()).ShouldBe((HttpStatusCode.BadRequest, "batch-size"));
            var ratings = await town.Client.PostAsJsonAsync("/api/v1/evaluations", new { evaluations = Enumerable.Range(0, count).Select(_ => new { }) }, Cancel);
            (ratings.StatusCode, await ratings.CodeOf()).ShouldBe((HttpStatusCode.BadRequest, "batch-size"));
        }

        var results = (await town.PostAsync("/api/v1/cases", new { cases = Enumerable.Range(0, 1000).Select(i => i == 500 ? new { } : ACase($"N-{i}", Morning)) })).GetProperty("results");
        results.EnumerateArray().Count(r => r.Text("outcome") == "created").ShouldBe(999);
        results[500].Text("code").ShouldBe("invalid-case");
        await town.SettleAsync();
        (await town.LookAsync(db => db.Tasks.CountAsync(Cancel))).ShouldBe(999);

        var rated = (await town.PostAsync("/api/v1/evaluations", new { evaluations = Enumerable.Range(0, 1000).Select(i => (object)new { source = "town", caseNumber = $"N-{i}", level = 5, channel = "kiosk", capturedAt = Noon }) })).GetProperty("results");
        rated.EnumerateArray().Count(r => r.Text("outcome") == "recorded").ShouldBe(999);
        rated[500].Text("code").ShouldBe("task-not-found");
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(999);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Bodies_that_are_no_request_get_a_sentence_at_every_writing_endpoint(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, Now);
        var token = await town.LinkOf(await town.ACaseIsCompleted());
        string[] doors = ["/api/v1/cases", "/api/v1/visits", "/api/v1/evaluations", $"/api/v1/tasks/{token}/evaluation", $"/api/v1/tasks/{token}/proof"];
        string[] bodies = ["{}", "[]", "null", "", "level=5", "{\"level\":", "\"x\"", "5", "{\"text\":\"\\ud800\",\"certificate\":\"\\udc00\",\"source\":\"\\ud800\"}", "{\"cases\":{}}", "{\"cases\":[null]}", "{\"evaluations\":[null]}"];
        foreach (var door in doors)
        {
            foreach (var body in bodies)
            {
                var client = door.Contains("/tasks/", StringComparison.Ordinal) ? town.Citizen : town.Client;
                var answer = await client.PostAsync(door, new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")), Cancel);
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                if (text.Contains("\"results\"", StringComparison.Ordinal))
                {
                    text.ShouldContain("\"refused\"", Shouldly.Case.Sensitive, $"{door} {body}"); // a batch is answered item by item
                    continue;
                }

                ((int)answer.StatusCode).ShouldBeInRange(400, 499, $"{door} {body}");
                JsonDocument.Parse(text).RootElement.Text("code").ShouldNotBeNullOrEmpty($"{door} {body}");
            }
        }

        (await town.LookAsync(db => db.Cases.CountAsync(Cancel))).ShouldBe(1);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
    }

    private static object With(string number, params (string Kind, string At)[] events) => new
    {
        source = "town", caseNumber = number, item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online", events = events.Select(e => new { kind = e.Kind, at = e.At }),
        applicant = new { kind = "person", name = "演示甲", certificateKind = "residentIdCard", certificateNumber = "000000190001010001", phone = "10000000034" },
    };
}
