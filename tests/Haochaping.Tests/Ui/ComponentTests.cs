using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Testing;
using Haochaping.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ui;

public sealed class ComponentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 40, 0, HouseTime.Offset);

    [Fact]
    [Requirement("JX-20h")]
    public async Task The_five_words_stand_in_the_order_of_the_law_and_none_is_chosen()
    {
        var html = await Render<LevelPicker>(new() { ["Name"] = "level" });
        string[] words = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"];
        words.Select(word => html.IndexOf($">{word}<", StringComparison.Ordinal)).ShouldBeInOrder();
        html.Split("type=\"radio\"").Length.ShouldBe(6);
        html.ShouldNotContain(" checked");
    }

    [Fact]
    public async Task A_refused_form_shows_what_was_chosen() =>
        (await Render<LevelPicker>(new() { ["Name"] = "level", ["Value"] = 2 })).ShouldContain("value=\"2\" checked");

    [Theory]
    [InlineData(-2, "bad", "已超期 2 天")]
    [InlineData(0, "bad", "今天 24:00")]
    [InlineData(1, "warn", "明天 24:00")]
    [InlineData(3, "warn", "3 天后 · 11 月 23 日")]
    [InlineData(7, "chip\"", "11 月 27 日")]
    [InlineData(60, "chip\"", "2027 年 1 月 19 日")]
    public async Task A_deadline_is_said_in_the_words_people_use(int days, string tone, string text)
    {
        var html = await Render<DueDate>(new() { ["ExpiresAt"] = Now.BusinessDate().AddDays(days).EndOfDay(), ["Now"] = Now });
        html.ShouldContain(tone);
        html.ShouldContain(text);
    }

    [Fact]
    public async Task A_complaint_leads_to_its_field()
    {
        var refusal = new Refusal(RefusalKind.BadRequest, "x", "有 1 处需要修改。", null, [new("level", "level-missing", "请选择总体评价。")]);
        (await Render<ProblemSummary>(new() { ["Refusal"] = refusal })).ShouldContain("<a href=\"#f-level\">请选择总体评价。</a>");
        (await Render<LevelPicker>(new() { ["Name"] = "level", ["Problem"] = refusal })).ShouldContain("id=\"f-level-error\"");
    }

    [Fact]
    public async Task A_chart_is_a_table_until_the_script_draws_it()
    {
        var data = new ChartData(ChartKind.Line, "月份", ["9 月", "10 月"], [new("好评率", [null, 0.965])], Percent: true);
        var html = await Render<Chart>(new() { ["Title"] = "好评率", ["Data"] = data });
        html.ShouldContain("<details class=\"as-table\" open");
        html.ShouldContain(">96.5%</td>");
        html.ShouldContain(">—</td>");
        html.ShouldContain(" hidden");
    }

    [Fact]
    public async Task A_distribution_without_ratings_says_so()
    {
        var html = await Render<BarOfLevels>(new() { ["Title"] = "分布", ["Counts"] = new Dictionary<int, long>() });
        html.ShouldContain("暂无评价");
        html.ShouldNotContain("NaN");
    }

    [Fact]
    public async Task Parts_carry_no_inline_style_so_that_the_content_policy_can_forbid_it()
    {
        var html = await Render<BarOfLevels>(new() { ["Title"] = "分布", ["Counts"] = new Dictionary<int, long> { [5] = 3, [1] = 1 } });
        html.ShouldNotContain("style=");
        html.ShouldContain("75%");
    }

    private static async Task<string> Render<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddLogging().AddUi(builder.Configuration, []);
        await using var provider = builder.Services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
