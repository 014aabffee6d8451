using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Testing;
using Haochaping.Ui;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Statistics.SomeFacts;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Statistics;

public sealed class FigurePagesTests
{
    private const string October = "?from=2026-10-01&to=2026-10-31";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Requirement("X-18", "JLP-1a")]
    public async Task The_page_shows_all_three_rates_with_their_parts_and_how_far_was_counted()
    {
        await using var house = await HouseWithRatingsAsync();
        var html = await house.Visitor(Access.Staff).GetStringAsync("/console/figures" + October, Cancel);
        html.ShouldContain("主动评价好评率");
        html.ShouldContain("50.0%");
        html.ShouldContain("1 / 2");
        html.ShouldContain("全口径好评率");
        html.ShouldContain("66.7%");
        html.ShouldContain("主动参评率");
        html.ShouldContain("已计入存证编号 6 之前的全部记录");
        html.ShouldContain("名称TAX");
        html.ShouldContain("/console/figures.csv" + October.Replace("&", "&amp;"));
    }

    [Fact]
    public async Task Nobody_sees_figures_without_signing_in_and_nobody_beyond_their_region()
    {
        await using var house = await HouseWithRatingsAsync();
        foreach (var path in new[] { "/console/figures", "/console/figures.csv", "/api/v1/figures" })
        {
            (await house.Visitor().GetAsync(path, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        var elsewhere = await house.Visitor(Access.Staff, region: "440300000000").GetStringAsync("/console/figures" + October, Cancel);
        elsewhere.ShouldContain("没有可统计的服务");
        elsewhere.ShouldNotContain("名称TAX");
    }

    [Theory]
    [InlineData("institution"), InlineData("region"), InlineData("item"), InlineData("hall"), InlineData("window"), InlineData("handling"), InlineData("via"), InlineData("day"), InlineData("month")]
    public async Task Every_grouping_has_its_page_in_english_too(string by)
    {
        await using var house = await HouseWithRatingsAsync();
        var html = await house.Visitor(Access.Staff).GetStringAsync($"/console/figures{October}&by={by}&lang=en", Cancel);
        html.ShouldContain("Positive rate, active ratings");
        html.ShouldNotContain("应评");
    }

    [Fact]
    public async Task The_api_answers_counts_and_rates()
    {
        await using var house = await HouseWithRatingsAsync();
        var answer = await house.Visitor(Access.Staff).GetFromJsonAsync<JsonElement>($"/api/v1/figures{October}&region=360100000000&by=institution", Cancel);
        answer.GetProperty("asOf").GetProperty("position").GetInt64().ShouldBe(6);
        var rate = answer.GetProperty("rows")[0].GetProperty("figures").GetProperty("positiveRate");
        (rate.GetProperty("numerator").GetInt64(), rate.GetProperty("denominator").GetInt64(), rate.GetProperty("value").GetDouble()).ShouldBe((1, 2, 0.5));
    }

    [Fact]
    public async Task Wrong_conditions_are_told_all_at_once()
    {
        await using var house = await HouseWithRatingsAsync();
        var response = await house.Visitor(Access.Staff).GetAsync("/api/v1/figures?from=yesterday&by=mood&handling=3", Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        problem.GetProperty("complaints").EnumerateArray().Select(c => c.GetProperty("field").GetString()).ShouldBe(["from", "by", "handling"]);
        (await house.Visitor(Access.Staff).GetAsync("/console/figures?from=yesterday", Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_table_opens_in_a_spreadsheet()
    {
        await using var house = await HouseWithRatingsAsync();
        var bytes = await house.Visitor(Access.Staff).GetByteArrayAsync("/console/figures.csv" + October, Cancel);
        bytes.Take(3).ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes).Split("\r\n").Length.ShouldBe(4);
        (await house.Visitor(Access.Staff).GetByteArrayAsync($"/console/figures.csv{October}&bom=0", Cancel))[0].ShouldNotBe((byte)0xEF);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1"), InlineData("+86", "'+86"), InlineData("-x", "'-x"), InlineData("@a", "'@a"), InlineData("\t=1", "'\t=1"), InlineData("＝1", "'＝1")]
    [InlineData(" =1", "' =1"), InlineData("\uFEFF=1", "'\uFEFF=1"), InlineData("a,b", "\"a,b\""), InlineData("a\"b", "\"a\"\"b\""), InlineData("\n=1", "\"'\n=1\""), InlineData("市税务局", "市税务局")]
    public void A_cell_is_never_a_formula(string text, string cell)
    {
        var csv = new CsvText([text], [[text, -5L, 0.25, null]]);
        Encoding.UTF8.GetString(csv.ToBytes(mark: false)).ShouldBe($"{cell}\r\n{cell},-5,0.25,\r\n");
    }

    private static async Task<FiguresHouse> HouseWithRatingsAsync()
    {
        var house = await FiguresHouse.BuildAsync("sqlite");
        await house.CountAsync(
            Invited(Task("a")), Rated(Task("a"), Level.VerySatisfied),
            Invited(Task("b")), Rated(Task("b"), Level.Dissatisfied),
            Invited(Task("c")), Defaulted(Task("c")));
        return house;
    }
}
