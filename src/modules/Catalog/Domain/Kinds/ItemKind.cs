using Haochaping.Catalog.Domain.Importing;
using Haochaping.Ui;

namespace Haochaping.Catalog.Domain.Kinds;

/// <summary>事项 — main items and 业务办理项 alike, under the code the source gives.</summary>
internal static class ItemKind
{
    /// <summary>GB/T 39046-2020 A.1.</summary>
    public static readonly IReadOnlyDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["00"] = Words.Key("行政权力"),
        ["01"] = Words.Key("行政许可"),
        ["02"] = Words.Key("行政处罚"),
        ["03"] = Words.Key("行政强制"),
        ["04"] = Words.Key("行政征收"),
        ["05"] = Words.Key("行政给付"),
        ["06"] = Words.Key("行政检查"),
        ["07"] = Words.Key("行政确认"),
        ["08"] = Words.Key("行政奖励"),
        ["09"] = Words.Key("行政裁决"),
        ["10"] = Words.Key("其他行政权力"),
        ["20"] = Words.Key("公共服务"),
        ["99"] = Words.Key("其他"),
    };

    public static readonly (CompletionKind Value, string[] Words)[] Completions =
    [
        (CompletionKind.OnTheSpot, [Words.Key("当场办结"), "即办件", "1"]),
        (CompletionKind.TimeLimited, [Words.Key("限时办结"), "承诺件", "承诺办件", "2"]),
        (CompletionKind.OneVisit, [Words.Key("一次办结")]),
        (CompletionKind.Unstated, [Words.Key("未注明")]),
    ];

    public static readonly Kind Rules = new(
        ImportKind.Items,
        Words.Key("事项"),
        [
            new Field("code", Words.Key("事项编码"), Cells.Code, "实施编码", "业务办理项编码", "编码", "item_code", "taskCode", "task_code") { Required = true, Compared = false },
            new Field("name", Words.Key("事项名称"), Cells.Name, "名称", "业务办理项名称", "item_name", "taskName", "task_name") { Required = true },
            new Field("type", Words.Key("事项类型"), ReadType, "类型", "task_type", "taskType"),
            new Field("institution", Words.Key("实施主体编码"), Cells.Code, "部门编码", "机构编码", "dept_code", "deptCode", "orgcode") { Required = true },
            new Field("institutionName", Words.Key("实施主体"), Cells.Name, "实施主体名称", "部门", "部门名称", "机构名称", "department", "deptName", "orgName") { Compared = false },
            KnownKinds.Region,
            new Field("mainName", Words.Key("主项名称"), MainName, "主项", "事项分组", "group"),
            new Field("completion", Words.Key("办结类型"), Cells.OneOf("办结类型", Completions), "办件类型", "projectType"),
            new Field("statutoryDays", Words.Key("法定时限"), Cells.WholeDays, "法定办结时限", "anticipateDay"),
            new Field("promisedDays", Words.Key("承诺时限"), Cells.WholeDays, "承诺办结时限", "promiseDay"),
            new Field("labels", Words.Key("标签"), Cells.List, "目录标签", "labels"),
            new Field("stages", Words.Key("环节"), Cells.List, "办理环节", "stages"),
            new Field("questions", Words.Key("问询项目"), Cells.Questions, "评价问询项目", "问询表单", "questions"),
            new Field("ratingEnabled", Words.Key("已接入评价"), Cells.Flag, "开通评价", "是否评价"),
            .. KnownKinds.Dated,
        ],
        v => v.Of("code"))
    {
        Complete = ConnectedUnlessSaid,
        References =
        [
            KnownKinds.InRegion,
            new Reference("institution", ImportKind.Institutions, v => v.Of("institution")) { Create = Institution },
        ],
    };

    private static void ConnectedUnlessSaid(Values item)
    {
        if (item.TryGetValue("ratingEnabled", out var said) && said.Length == 0)
        {
            item["ratingEnabled"] = "true";
        }
    }

    private static Values Institution(Values item) => new()
    {
        ["code"] = item.Of("institution"),
        ["name"] = item.Of("institutionName") is { Length: > 0 } name ? name : item.Of("institution"),
        ["region"] = item.Of("region"),
    };

    // what lists write where an item stands for itself
    private static Reading MainName(string text) => text is "未分类" or "无" or "-" ? new("") : Cells.Name(text);

    private static Reading ReadType(string text)
    {
        var code = text.Length == 1 ? "0" + text : text;
        return Types.ContainsKey(code) || (code.Length == 2 && code.All(char.IsAsciiDigit)) ? new Reading(code)
            : Types.FirstOrDefault(t => t.Value == text || t.Value == "行政" + text).Key is { } found ? new Reading(found)
            : Reading.No("unknown-word", "不认识的事项类型。请填 GB/T 39046 的两位代码（01 许可 … 20 公共服务）或名称。");
    }
}
