using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Publication.Domain;

/// <summary>统计口径 — every published figure with numerator, denominator, what is left out, and on what it rests.</summary>
internal static class Definitions
{
    /// <summary>The definitions under a pack, in the order of the page.</summary>
    public static IReadOnlyList<Definition> Of(RulePack pack) =>
    [
        new(
            Words.Key("应评"), Words.Key("期间内办结并已发出评价邀请的服务"), "—",
            Words.Key("没有发出邀请的服务"), pack.Value("window.start_event").Basis),
        new(
            Words.Key("主动参评率"), Words.Key("主动评价数"), Words.Key("应评"),
            Words.Key("默认评价不算参评"), pack.Value("window.length").Basis),
        new(
            Words.Key("主动评价好评率"), Words.Key("主动评价中的好评"), Words.Key("主动评价数"),
            Words.Key("默认评价、未评价、环节评价不计"), pack.Value("form.positive_grades").Basis),
        new(
            Words.Key("全口径好评率"), Words.Key("主动评价和默认评价中的好评"), Words.Key("主动评价数加默认评价数"),
            Words.Key("未评价、环节评价不计；默认评价单独列出，不与主动评价混同"), pack.Value("default_rating.apply").Basis),
        new(
            Words.Key("满意及以上占比"), Words.Key("主动评价中的满意、非常满意"), Words.Key("主动评价数"),
            Words.Key("基本满意、默认评价、未评价不计；好评率的另一种读法，一并列出"), pack.Value("form.positive_grades").Basis),
        new(
            Words.Key("差评"), Words.Key("主动评价中的不满意、非常不满意"), "—", Words.Key("默认评价、经申诉复核不予采纳的评价不计"), pack.Value("form.negative_grades").Basis),
        new(
            Words.Key("按期整改率"), Words.Key("承办单位在期限内办结的差评工单"), Words.Key("已办结或已超期的差评工单"),
            Words.Key("未到期且未办结的工单不计；按评价日归入期间"), pack.Value("deadline.complex").Basis),
        Revisit(pack),
        new(
            Words.Key("区间"), Words.Key("95% 威尔逊区间"), "—",
            Words.Key("区间重叠的机构不分先后；评价数少，区间就宽"), pack.Value("ranking.public").Basis),
        new(
            Words.Key("隐藏的数字"), Words.Key("1 至 4 件的数字、同一期间前后两次公布相差 1 至 4 件的数字，以及前一次已隐藏的数字"), "—",
            Words.Key("为防止推算，还会隐藏少量其他数字；应评不足 5 件的机构合并，同一期间以后各期仍合并；好评率则给出范围，范围宽于 10 个百分点的不公布"), pack.Value("identity.private_option").Basis),
    ];

    private static Definition Revisit(RulePack pack) => pack.RevisitRate.Definition switch
    {
        RateDefinition.ContactedAndRectified => new(
            Words.Key("实名差评回访整改率"), Words.Key("已回访核实并已整改或解释说明的实名差评"), Words.Key("已办结或已超期的实名差评"),
            Words.Key("匿名差评不计；多次未联系上的另列"), pack.Value("revisit.rate_definition").Basis),
        RateDefinition.SatisfactionVisited => new(
            Words.Key("实名差评回访率"), Words.Key("已做满意度回访的实名差评"), Words.Key("已办结的实名差评"),
            Words.Key("匿名差评不计；多次未联系上的另列"), pack.Value("revisit.rate_definition").Basis),
    };
}
