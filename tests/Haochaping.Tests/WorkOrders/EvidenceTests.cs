using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.Tests.Policy;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Desk = Haochaping.Tests.Identity.Desk;

namespace Haochaping.Tests.WorkOrders;

/// <summary>佐证材料 with a unit's result: told by content, held by the fact, and seen by whoever answers for the order.</summary>
public sealed partial class EvidenceTests
{
    private const string Result = "已增设叫号机";
    private static readonly (byte[] File, byte[] Secret) Photo = PictureFileTests.Photo(120);
    private static readonly byte[] Pdf = PdfFileTests.Pdf("/Title (1)");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_result_has_evidence_that_those_who_answer_for_the_order_see_and_the_rater_does_not(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (order, receipt, unit) = await VerifiedAsync(town);
        await ReportAsync(unit, Photo.File, Pdf, Pdf);
        unit.Status.ShouldBe(HttpStatusCode.OK, unit.Html);
        await town.SettleAsync();

        var fact = (await town.FactsAsync<OrderHandled>()).ShouldHaveSingleItem();
        var (photo, pdf) = (PictureFile.Read(Photo.File)!, new FileContent(PdfFile.Type, Pdf));
        fact.Evidence.ShouldBe([photo.Hash, pdf.Hash], "each once, by hash alone");
        photo.Content.AsSpan().IndexOf(Photo.Secret).ShouldBe(-1, "no place in it");
        var links = LinksIn(unit.Html);
        links.ShouldBe([$"/console/orders/{order.Id}/evidence/{photo.Hash}", $"/console/orders/{order.Id}/evidence/{pdf.Hash}"]);
        (await unit.BytesAsync(links[0])).ShouldBe(photo.Content);
        (await unit.BytesAsync(links[1])).ShouldBe(Pdf, "a document stays as it was signed");
        await HeadsAsync(unit, links[0], "image/jpeg", "inline");
        await HeadsAsync(unit, links[1], "application/pdf", "attachment");
        (await town.FactsAsync<FileRevealed>()).Select(f => (f.Hash, f.Purpose)).ShouldBe(new[] { photo, pdf, photo, pdf }.Select(f => (f.Hash, Purpose.Verification)));

        using var chief = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        LinksIn((await chief.GoAsync($"/console/orders/{order.Id}")).Html).Count.ShouldBe(2);
        (await chief.BytesAsync(links[1])).ShouldBe(Pdf);
        await FromOthersAsync(town, order, links);
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldNotContain("evidence");
        unit.Dispose();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_not_taken_is_said_in_words_and_what_was_written_stays(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (order, _, unit) = await VerifiedAsync(town);
        foreach (var (files, said) in new (byte[][], string[])[]
        {
            (["<svg onload=alert(1)>"u8.ToArray()], ["第 1 份佐证材料不是完整的 JPEG、PNG 或 PDF"]),
            ([Photo.File, Pdf[..^10]], ["第 2 份佐证材料不是完整的"]),
            ([[]], ["第 1 份佐证材料是空文件"]),
            ([PdfFileTests.Pdf("/OpenAction << /S /J#61vaScript /JS (x) >>")], ["第 1 份 PDF 含有脚本"]),
            ([[.. Pdf, .. new byte[10 * 1024 * 1024]], []], ["第 1 份佐证材料超过 10 MB", "第 2 份佐证材料是空文件"]),
            ([Pdf, Pdf, Pdf, Pdf, Pdf, Pdf], ["最多附 5 份佐证材料"]),
        })
        {
            await ReportAsync(unit, files);
            unit.Status.ShouldBe(HttpStatusCode.BadRequest);
            var html = WebUtility.HtmlDecode(unit.Html);
            said.ShouldAllBe(words => html.Contains(words, StringComparison.Ordinal));
            html.ShouldContain(Result, Case.Sensitive, "nothing that was typed is lost");
            html.ShouldContain("如选过文件，请重新选择。");
        }

        await unit.UploadAsync("Handled", [("evidence", "a.pdf", Pdf)], ("result", "隐\0藏"), ("reply", "已改。"));
        (unit.Status, WebUtility.HtmlDecode(unit.Html).Contains("看不见、也无法保存的字符", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.BadRequest, true), "no store keeps it");
        await unit.GoAsync($"/console/orders/{order.Id}");
        await unit.UploadAsync("Handled", [("evidence", "a.pdf", Pdf)], ("reply", "已改。"));
        unit.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "without a result");
        (await town.LookAsync(db => db.Files.CountAsync(Cancel))).ShouldBe(0, "a result that is refused leaves no file behind");
        await ReportAsync(unit);
        (await town.FactsAsync<OrderHandled>()).ShouldHaveSingleItem().Evidence.ShouldBeNull();
        unit.Dispose();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Verification_misses_no_file_and_takes_none_that_no_result_names(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (order, _, unit) = await VerifiedAsync(town);
        await ReportAsync(unit, Pdf);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        var key = await town.LookAsync(db => db.Files.Select(f => new FileKey(f.CaseId, f.EntryId, f.Hash)).SingleAsync(Cancel));
        await town.Services.GetRequiredService<ISealedFiles>().PutAsync(key.CaseId, key.EntryId, [new FileContent(PdfFile.Type, PdfFileTests.Pdf("/Title (2)"))], Cancel);
        (await ToldAsync(town)).ShouldBe(["identity_files  row-unfounded"], "slipped in beside a result");
        LinksIn((await unit.GoAsync($"/console/orders/{order.Id}")).Html).ShouldHaveSingleItem("what no fact names is no evidence");
        await town.LookAsync(db => db.Files.Where(f => f.Hash != key.Hash).ExecuteDeleteAsync(Cancel));
        await town.LookAsync(db => db.Files.ExecuteUpdateAsync(set => set.SetProperty(f => f.Type, "image/png"), Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files type row-altered"]);
        await town.LookAsync(db => db.Files.ExecuteUpdateAsync(set => set.SetProperty(f => f.Type, PdfFile.Type).SetProperty(f => f.Box, new byte[80]), Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files box row-altered"]);
        await town.LookAsync(db => db.Files.ExecuteDeleteAsync(Cancel));
        (await ToldAsync(town)).ShouldBe(["identity_files  row-missing"]);
        WebUtility.HtmlDecode((await unit.GoAsync($"/console/orders/{order.Id}")).Html).ShouldContain("佐证材料 1 已缺失");
        unit.Dispose();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_program_sends_evidence_in_its_json_and_of_two_at_once_one_counts(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-02T10:00");
        var (order, _, unit) = await VerifiedAsync(town);
        using var official = await Permissions.Official.SignInAsync(town, [Role.Handler], institutions: ["JX-CITY"]);
        using (var refused = await PostAsync(official, [Pdf, "no"u8.ToArray()]))
        {
            (await refused.Content.ReadAsStringAsync(Cancel)).ShouldContain("evidence-unknown");
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PostAsync(official, [Pdf, Photo.File])));
        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(1);
        await town.SettleAsync();
        (await town.FactsAsync<OrderHandled>()).ShouldHaveSingleItem().Evidence!.Count.ShouldBe(2);
        (await town.FaultsAsync()).ShouldBeEmpty();
        var seen = await official.Http.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order.Id}", Cancel);
        seen.GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe([PdfFile.Type, "image/jpeg"]);
        seen.GetProperty("evidence")[0].EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal).ShouldBe(["at", "hash", "type"]);
        unit.Dispose();

        Task<HttpResponseMessage> PostAsync(Permissions.Official who, byte[][] evidence) => who.Http.PostAsJsonAsync($"/api/v1/orders/{order.Id}/report", new { result = Result, reply = "已改。", evidence }, Cancel);
    }

    [Xunit.Fact]
    public async Task Where_results_are_audited_the_evidence_stays_with_what_the_unit_submitted()
    {
        using var place = new PolicyFolder();
        ThrowAwayPlace.Write(place.Path, [("work_order.result_audit", "same_level_authority")]);
        await using var house = await OrdersHouse.OpenAsync("sqlite", "2020-04-24T09:00", place.Path);
        var id = await house.ARatingArrives("EV-1", "JX-CITY", "360100000000");
        using var unit = house.Staff("Handler", "JX-CITY");
        using var authority = house.Staff("Supervisor", region: "360100000000");
        await unit.Do(id, "accept", new { officer = "1024" });
        await unit.Do(id, "contact", new { method = "phone", reached = true, recording = "R-1", note = "等待时间长" });
        await unit.Do(id, "verify", new { verdict = "true", triage = "complex", cause = "process", finding = "材料重复提交" });
        await unit.Do(id, "report", new { result = "已改", reply = "已改。", evidence = new[] { Pdf } });
        await authority.Do(id, "audit", new { approved = true });
        var naming = (await house.JournalAsync()).Split('\n').Where(body => body.Contains(new FileContent(PdfFile.Type, Pdf).Hash, StringComparison.Ordinal));
        naming.ShouldHaveSingleItem().ShouldContain("\"type\":\"result-submitted@1\"");
        (await house.FactsAsync()).ShouldContain("order-handled@1");
    }

    private static async Task FromOthersAsync(Town town, Order order, IReadOnlyList<string> links)
    {
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        LinksIn((await viewer.GoAsync($"/console/orders/{order.Id}")).Html).ShouldBeEmpty("whoever only looks on");
        (await viewer.BytesAsync(links[0])).ShouldBeEmpty();
        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        var answers = new List<string>();
        foreach (var path in new[] { links[0], $"/console/orders/{order.Id}/evidence/{new string('0', 64)}", $"/console/orders/{Guid.NewGuid()}/evidence/{new string('0', 64)}" })
        {
            using var answer = await stranger.FetchAsync(path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            answers.Add(Trace().Replace(await answer.Content.ReadAsStringAsync(Cancel), ""));
        }

        answers.Distinct().ShouldHaveSingleItem("foreign and missing look alike");
        using var nobody = new Visit(town.Address.ToString());
        (await nobody.GoAsync(links[1])).Path.ShouldStartWith("/console/sign-in");
    }

    private static async Task HeadsAsync(Visit who, string path, string type, string disposition)
    {
        using var answer = await who.FetchAsync(path);
        (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType).ShouldBe((type, disposition));
        (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.CacheControl!.NoStore).ShouldBe(("nosniff", true));
        string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")).ShouldStartWith("sandbox;");
    }

    private static Task<Visit> ReportAsync(Visit unit, params byte[][] files) =>
        unit.UploadAsync("Handled", [.. files.Select((f, i) => ("evidence", $"{i}.pdf", f))], ("result", Result), ("reply", "已改。"));

    private static async Task<(Order Order, string Receipt, Visit Unit)> VerifiedAsync(Town town)
    {
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        await using var scope = town.Services.CreateAsyncScope();
        var receipt = (await scope.ServiceProvider.GetRequiredService<Haochaping.Evaluations.Contracts.IEvaluations>().ReceiptPathAsync(order.CaseId, order.About.TaskId, Cancel))!;
        var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await unit.GoAsync($"/console/orders/{order.Id}");
        await unit.FillAsync("Accepted", ("officer", "1024"));
        await unit.FillAsync("Contacted", ("method", "Phone"), ("reached", "true"), ("recording", "R-1"), ("note", "等待时间长"));
        await unit.FillAsync("Verified", ("verdict", "True"), ("triage", "Simple"), ("cause", "Process"), ("finding", "叫号系统故障"));
        return (order, receipt, unit);
    }

    private static IReadOnlyList<string> LinksIn(string html) => [.. Links().Matches(html).Select(m => m.Groups[1].Value)];

    private static async Task<IEnumerable<string>> ToldAsync(Town town) => (await town.FaultsAsync()).Select(f => $"{f.Table} {f.Column} {f.Code}").Order(StringComparer.Ordinal);

    [GeneratedRegex("href=\"(/[^\"]*/evidence/[^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
