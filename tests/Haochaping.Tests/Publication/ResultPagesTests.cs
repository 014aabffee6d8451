using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Haochaping.Kernel.Web;
using Haochaping.Testing;
using Haochaping.Tests.Statistics;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Publication;

public sealed partial class ResultPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_the_first_issue_the_page_says_when_there_will_be_one()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(PublishIssueTests.AGoodMonth());
        var html = await house.Visitor().GetStringAsync("/results", Cancel);
        html.ShouldContain("还没有发布过结果");
        html.ShouldNotContain("名称TAX", Case.Sensitive, "nothing unpublished is public");
        (await house.Visitor().GetAsync("/results/7", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Visitor().GetAsync("/results/7.json", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Requirement("HK-3.8b", "GEN-D2.2.2", "GEN-G2.5b")]
    public async Task Everyone_reads_and_checks_an_issue_without_signing_in()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(PublishIssueTests.AGoodMonth());
        await PublishIssueTests.PublishAsync(house);

        var html = await house.Visitor().GetStringAsync("/results", Cancel);
        html.ShouldContain("2026 年 10 月");
        html.ShouldContain("第 1 期（终值）");
        html.ShouldContain("名称TAX");
        html.ShouldContain("主动参评率");
        html.ShouldContain("不排名");
        var hash = Hash().Match(html).Value;

        var response = await house.Visitor().GetAsync("/results/1.json", Cancel);
        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        Convert.ToHexStringLower(SHA256.HashData(body)).ShouldBe(hash);
        response.Headers.CacheControl!.Public.ShouldBeTrue();
        response.Headers.ETag!.Tag.ShouldBe($"\"{hash}\"");

        var csv = Encoding.UTF8.GetString(await house.Visitor().GetByteArrayAsync("/results/1.csv?bom=0", Cancel));
        csv.Split("\r\n").Length.ShouldBe(5);
        (await house.Visitor().GetStringAsync("/results/1?lang=en", Cancel)).ShouldContain("Check it yourself");
    }

    [Fact]
    [Requirement("GEN-H2.2b", "GEN-H2.2a")]
    public async Task Every_figure_has_its_definition_with_article()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        var html = await house.Visitor().GetStringAsync("/results/definitions", Cancel);
        foreach (var word in new[] { "主动评价好评率", "全口径好评率", "主动参评率", "差评", "按期整改率", "回访整改率", "95% 威尔逊区间", "不计入的", "依据" })
        {
            html.ShouldContain(word);
        }
    }

    [Fact]
    [Requirement("GEN-D2.2.2")]
    public async Task A_publisher_previews_confirms_and_is_shown_the_issue()
    {
        await using var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(PublishIssueTests.AGoodMonth());
        const string Draft = "/console/issues/draft?from=2026-10-01&to=2026-10-31";
        (await house.Visitor(Access.Staff).GetAsync(Draft, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var publisher = house.Visitor($"{Access.Staff},{Access.Publish}");
        var html = await publisher.GetStringAsync(Draft, Cancel);
        html.ShouldContain("尚未发布");
        html.ShouldContain("名称TAX");
        // the last form of the page: the frame has one of its own, to sign out
        var form = Field().Matches(html[html.LastIndexOf("<form", StringComparison.Ordinal)..]).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        var answer = await publisher.PostAsync(Draft, new FormUrlEncodedContent(form), Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith("/results/1");
        (await publisher.GetStringAsync("/console/issues", Cancel)).ShouldContain("第 1 期");

        var again = await publisher.PostAsync(Draft, new FormUrlEncodedContent(form), Cancel);
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex("<input[^>]*?type=\"hidden\"[^>]*?name=\"([^\"]+)\"[^>]*?value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
