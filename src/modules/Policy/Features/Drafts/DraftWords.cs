using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Ui;

namespace Haochaping.Policy.Features.Drafts;

/// <summary>How pages say drafts, their steps and what-ifs.</summary>
internal static class DraftWords
{
    /// <summary>The dotted key a complaint of the loader is about; empty where it is about the whole text.</summary>
    public static string KeyOf(Complaint complaint)
    {
        var field = complaint.Field;
        var key = field.IndexOf(' ') is > 0 and var space ? field[(space + 1)..] : "";
        return key.StartsWith("cites.", StringComparison.Ordinal) ? key["cites.".Length..] : key.StartsWith("resolves.", StringComparison.Ordinal) ? key["resolves.".Length..] : key;
    }

    public static string Word(DraftState state) => state switch
    {
        DraftState.Draft => Words.Key("起草中"),
        DraftState.Submitted => Words.Key("待审批"),
        DraftState.Approved => Words.Key("已批准，待施行"),
        DraftState.Active => Words.Key("施行中"),
        DraftState.Withdrawn => Words.Key("已撤销"),
    };

    public static Tone ToneOf(DraftState state) => state switch
    {
        DraftState.Draft or DraftState.Withdrawn => Tone.Plain,
        DraftState.Submitted or DraftState.Approved => Tone.Warn,
        DraftState.Active => Tone.Ok,
    };

    public static string Step(string fact) => fact switch
    {
        "pack-drafted" => Words.Key("保存草稿"),
        "pack-submitted" => Words.Key("送审"),
        "pack-approved" => Words.Key("批准"),
        "pack-returned" => Words.Key("退回"),
        "pack-withdrawn" => Words.Key("撤销"),
        "pack-activated" => Words.Key("施行"),
        _ => fact,
    };

    public static string Word(WhatIfKind kind) => kind switch
    {
        WhatIfKind.Window => Words.Key("评价截止时间不同"),
        WhatIfKind.Default => Words.Key("到期结果（默认评价）不同"),
        WhatIfKind.Order => Words.Key("是否生成整改工单不同"),
        WhatIfKind.OverdueMark => Words.Key("超期标记不同"),
        WhatIfKind.Refusal => Words.Key("将被拒绝的评价或延期"),
    };

    public static string Header(string key) => key switch
    {
        "name" => Words.Key("地方名称"),
        "document" => Words.Key("文件名称"),
        "document_no" => Words.Key("文号"),
        "status" => Words.Key("文件状态"),
        "effective_from" => Words.Key("施行日期"),
        "effective_to" => Words.Key("截止日期"),
        "continued" => Words.Key("延续执行的依据"),
        _ => key,
    };

    public static string Unit(string code) => code switch
    {
        "natural_day" => Words.Key("自然日"),
        "working_day" => Words.Key("工作日"),
        "month" => Words.Key("月"),
        Field.WindowEnd => Words.Key("评价窗口结束时"),
        _ => code,
    };

    extension(Words t)
    {
        public string CodeWord(Labels labels, string code) => code switch
        {
            "true" => t["是"],
            "false" => t["否"],
            _ => t.IsChinese ? labels.Code(code) is { } word && word == code ? labels.Word(code) ?? code : labels.Code(code) : code,
        };
    }
}
