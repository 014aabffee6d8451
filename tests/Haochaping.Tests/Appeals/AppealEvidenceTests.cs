using System.Net;
using System.Text.RegularExpressions;
using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Haochaping.WorkOrders.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Desk = Haochaping.Tests.Identity.Desk;

namespace Haochaping.Tests.Appeals;

/// <summary>佐证材料 with an appeal: who was rated explains and shows, two people look and decide, and everything stays readable.</summary>
public sealed partial class AppealEvidenceTests
{
    private static readonly (byte[] File, byte[] Secret) Photo = PictureFileTests.Photo(120);
    private static readonly byte[] Pdf = PdfFileTests.Pdf("/Title (1)");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JX-20f", "JL-26c", "X-09")]
    public async Task Who_was_rated_appeals_with_explanation_and_evidence_and_the_reviewers_see_both(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, receipt) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        using var one = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        using var two = await Desk.OfAsync(town, Role.Supervisor, [], ["360100"]);
        await unit.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal");
        await FileAsync(unit, Photo.File, Pdf);
        unit.Path.ShouldStartWith("/console/appeals/", Case.Sensitive, unit.Html);
        await town.SettleAsync();

        var filed = (await town.FactsAsync<AppealFiled>()).ShouldHaveSingleItem();
        filed.Evidence.ShouldBe([PictureFile.Read(Photo.File)!.Hash, new FileContent(PdfFile.Type, Pdf).Hash]);
        var appeal = unit.Path;
        var links = LinksIn(unit.Html);
        links.ShouldBe(filed.Evidence!.Select(hash => $"{appeal}/evidence/{hash}"));
        LinksIn((await one.GoAsync(appeal)).Html).ShouldBe(links);
        (await one.BytesAsync(links[1])).ShouldBe(Pdf);
        (await town.FactsAsync<FileRevealed>()).ShouldHaveSingleItem().Hash.ShouldBe(filed.Evidence![1]);
        await one.FillAsync("propose", ("uphold", "true"), ("method", "Files"), ("finding", "照片和登记表属实"));
        await two.GoAsync(appeal);
        await two.FillAsync("decide", ("agrees", "true"), ("reason", "佐证材料属实"));

        // 不予采纳 with who, why and on what evidence; the rating as it was given.
        two.Html.ShouldContain("决定：成立，不予采纳");
        two.Html.ShouldContain("佐证材料属实");
        LinksIn(two.Html).ShouldBe(links);
        two.Html.ShouldContain("非常不满意");
        (await town.Citizen.GetStringAsync(new Uri(receipt, UriKind.Relative), Cancel)).ShouldNotContain("evidence");
        await FromOthersAsync(town, appeal, links);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.LookAsync(db => db.Files.Where(f => f.Hash == filed.Evidence![0]).ExecuteDeleteAsync(Cancel));
        (await town.FaultsAsync()).Select(f => $"{f.Table} {f.Code}").ShouldBe(["identity_files row-missing"]);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_no_evidence_is_refused_and_the_appeal_stands_as_it_was_written(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-11-03T09:00");
        var (caseId, taskId, _) = await ABadRatingArrives(town);
        using var unit = await Desk.OfAsync(town, Role.Handler, ["JX-CITY"], []);
        await unit.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal");
        foreach (var (file, said) in new[] { ("MZ"u8.ToArray(), "第 2 份佐证材料不是完整的"), (PdfFileTests.Pdf("/AA << /O << /S /#4caunch >> >>"), "第 2 份 PDF 含有脚本"), ([], "第 2 份佐证材料是空文件") })
        {
            await FileAsync(unit, Pdf, file);
            unit.Status.ShouldBe(HttpStatusCode.BadRequest);
            var html = WebUtility.HtmlDecode(unit.Html);
            html.ShouldContain(said);
            html.ShouldContain("录像显示办理及时");
            Chosen().Count(html).ShouldBe(3, "whose, why and what");
        }

        (await unit.GoAsync($"/console/tasks/{caseId}/{taskId}/appeal?lang=en")).Html.ShouldContain("Evidence (optional, 5 files at most");
        (await town.LookAsync(db => db.Appeals.CountAsync(Cancel))).ShouldBe(0);
        (await town.LookAsync(db => db.Files.CountAsync(Cancel))).ShouldBe(0);
        await FileAsync(unit);
        unit.Path.ShouldStartWith("/console/appeals/");
        (await town.FactsAsync<AppealFiled>()).ShouldHaveSingleItem().Evidence.ShouldBeNull();
    }

    private static async Task FromOthersAsync(Town town, string appeal, IReadOnlyList<string> links)
    {
        using var viewer = await Desk.OfAsync(town, Role.Viewer, ["JX-CITY"], []);
        LinksIn((await viewer.GoAsync(appeal)).Html).ShouldBeEmpty("whoever only looks on");
        using var stranger = await Desk.OfAsync(town, Role.Handler, ["JX-POLICE"], []);
        foreach (var visit in new[] { viewer, stranger })
        {
            var answers = new List<string>();
            foreach (var path in new[] { links[0], $"{appeal}/evidence/{new string('0', 64)}", $"/console/appeals/{Guid.NewGuid()}/evidence/{new string('0', 64)}" })
            {
                using var answer = await visit.FetchAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
                answers.Add(Trace().Replace(await answer.Content.ReadAsStringAsync(Cancel), ""));
            }

            answers.Distinct().ShouldHaveSingleItem("foreign and missing look alike");
        }
    }

    private static Task<Visit> FileAsync(Visit unit, params byte[][] files) => unit.UploadAsync(
        "file", [.. files.Select((f, i) => ("evidence", $"{i}.jpg", f))], ("by", "Agency"), ("ground", "Untrue"), ("against", "总体评价"), ("statement", "录像显示办理及时"));

    private static async Task<(Guid CaseId, Guid TaskId, string Receipt)> ABadRatingArrives(Town town)
    {
        (await town.Rate(await town.LinkOf(await town.ACaseIsCompleted()), 1, "等了很久")).EnsureSuccessStatusCode();
        await town.SettleAsync();
        var order = await town.LookAsync(db => db.Orders.AsNoTracking().SingleAsync(Cancel));
        await using var scope = town.Services.CreateAsyncScope();
        return (order.CaseId, order.About.TaskId, (await scope.ServiceProvider.GetRequiredService<IEvaluations>().ReceiptPathAsync(order.CaseId, order.About.TaskId, Cancel))!);
    }

    private static IReadOnlyList<string> LinksIn(string html) => [.. Links().Matches(html).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("href=\"(/[^\"]*/evidence/[^\"]+)\"")]
    private static partial Regex Links();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();

    [GeneratedRegex("name=\"(by|ground|against)\"[^>]* checked")]
    private static partial Regex Chosen();
}
