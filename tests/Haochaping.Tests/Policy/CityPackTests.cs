using System.Globalization;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>What 海口, 吉林, 重庆, 广州, 北京 and the template say, and what they leave to ND.</summary>
public sealed class CityPackTests
{
    [Theory]
    [InlineData("HK", "evaluation-window", "2019-10-25", "2019-11-01")] // S04
    [InlineData("JL", "first-reply", "2020-12-25", "2021-01-11")] // S05
    [InlineData("JL", "rectify-simple", "2020-12-25", "2021-01-18")] // S05
    [InlineData("JL", "absolute-max", "2020-12-25", "2021-06-25")] // S05
    [InlineData("CQ", "rectify-complex", "2020-06-22", "2020-06-30")] // S09
    [InlineData("CQ", "absolute-max", "2020-06-22", "2020-06-30")] // C20
    [InlineData("GZ", "rectify-complex", "2020-06-22", "2020-07-07")] // S25, by ND
    [Requirement("HK-2.2e", "JL-19e")]
    public void A_limit_ends_on_the_day_the_scenarios_say(string pack, string clock, string from, string lastDay) =>
        Shipped.Deadlines.Compute(Shipped.Pack(pack), Clocks.Parse(clock)!.Value, DateTimeOffset.Parse(from + "T09:00:00+08:00", CultureInfo.InvariantCulture))
            .LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).ShouldBe(lastDay);

    [Theory]
    [InlineData("HK", "form.grades", "非常满意、满意、基本满意、不满意、非常不满意", "海口 二(二)")]
    [InlineData("HK", "default_rating.grade", "基本满意", "海口 二(二)")]
    [InlineData("HK", "work_order.created_by", "上级派单", "海口 三(六)")]
    [InlineData("HK", "satisfaction_visit.performer", "12345海口智慧平台", "海口 三(六)")]
    [InlineData("JL", "deadline.complex", "6个月", "吉林 第十九条")]
    [InlineData("JL", "revisit.rate_definition", "已满意度回访", "吉林 第十九条")]
    [InlineData("JL", "appeal.endorsement", "所在部门", "吉林 第二十条")]
    [InlineData("CQ", "form.stage_rating", "各环节", "重庆 三(一)1")]
    [InlineData("CQ", "deadline.extension.allowed", "否", "重庆 三(四)1")]
    [InlineData("CQ", "default_rating.apply", "否", "默认")] // Q52: no document orders it
    [InlineData("GZ", "work_order.result_audit", "市政务服务管理部门", "广州 第三条(一)")]
    [InlineData("GZ", "window.length", "7", "默认")]
    [InlineData("BJ", "exchange.upstream", "全市一体化在线政务服务“好差评”系统平台", "北京 一(二)")]
    [InlineData("GEN", "result_grades.bands", "优秀（90 分以上）、良好（80 分以上）、一般（70 分以上）、较差（0 分以上）", "通用资料 A08、通用资料 F4.1")]
    [Requirement("HK-2.2d")]
    public void A_value_stands_with_its_article_or_as_a_default(string pack, string key, string text, string basis)
    {
        var value = Shipped.Pack(pack).Value(key);

        (value.Text, value.Basis).ShouldBe((text, basis));
    }

    [Fact]
    public void An_order_of_Haikou_comes_from_above_and_passes_two_platforms()
    {
        var orders = Shipped.Pack("HK").WorkOrder;

        (orders.CreatedBy, orders.AutoCreate, orders.CoHandlers).ShouldBe((OrderCreator.UpperLevel, false, true));
        orders.Route.Select(h => h.Code).ShouldBe([Party.Province12345, Party.City12345, Party.UndertakingUnit]);
    }

    [Fact]
    public void Nine_packs_are_shipped_and_only_those_with_a_confirmed_time_rule()
    {
        Shipped.Set.Packs.Select(p => p.Ref.Id).ShouldBe(["ND", "BJ", "CQ", "GEN", "GZ", "HK", "JL", "JX", "SZ"], ignoreOrder: true);
        Shipped.Set.Packs.Where(p => p.IsActive).Select(p => p.Ref.Id).ShouldBe(["ND", "CQ", "HK", "JL", "JX", "SZ"], ignoreOrder: true);
    }

    [Fact]
    public void Every_doubt_is_carried_by_a_key_or_is_not_about_software()
    {
        var carried = Shipped.Set.Packs.SelectMany(p => p.Values.Select(v => v.Reading).OfType<Reading>().Concat(p.HeaderReadings.Values)).SelectMany(r => r.Numbers).ToHashSet();
        string[] notSoftware = ["Q46"]; // misprints of the documents

        Enumerable.Range(1, 53).Select(q => $"Q{q:00}").Except(carried).ShouldBe(notSoftware);
    }

    [Fact]
    public void A_reading_belongs_to_the_file_that_sets_the_value()
    {
        Shipped.Pack("JL").Value("window.unit").Reading!.Numbers.ShouldBe(["Q04"]);
        Shipped.Pack("GZ").Value("form.negative_grades").Reading!.Numbers.ShouldBe(["Q31"], "inherited from ND with its reading");
        Shipped.Pack("HK").Value("form.negative_grades").Reading.ShouldBeNull("Haikou's own document defines it");
    }
}
