using Haochaping.Tests.Evaluations;

namespace Haochaping.Tests.Insiders;

/// <summary>藏匿 — the rating shall not be seen, or not counted.</summary>
internal static class Hiding
{
    public static IReadOnlyList<Attempt> Tries { get; } =
    [
        new("承办人员", "删除工单", here => here.SendAsync("承办人员", HttpMethod.Delete, $"/api/v1/orders/{here.Order}")),
        new("部门业务系统", "删除评价", here => here.SendAsync("部门业务系统", HttpMethod.Delete, "/api/v1/evaluations?source=town&caseNumber=BAD-1")),
        new("部门业务系统", "改动评价", here => here.SendAsync("部门业务系统", HttpMethod.Put, "/api/v1/evaluations?source=town&caseNumber=BAD-1")),
        new("部门业务系统", "把办件移出评价", here => here.PostAsync("部门业务系统", "/api/v1/cases/release", new { source = "town", caseNumber = "BAD-1", batch = "B-1", reason = "误报" })),
        new("部门业务系统", "用拨测的保留来源重报，使它不计入", here => here.PostAsync("部门业务系统", "/api/v1/cases", new { cases = new[] { new { source = "haochaping-probe", caseNumber = "BAD-1", item = "JX-ITEM-1", receivingInstitution = "JX-CITY", channel = "online" } } })),
        new("部门业务系统", "重报办件，改成别的单位办的", here => here.PostAsync("部门业务系统", "/api/v1/cases", new { cases = new[] { Reporting.ACase("BAD-1", "2020-11-03T09:00:00+08:00", channel: "window", institution: "JX-POLICE") } })),
        new("别的部门的系统", "查看这条评价", here => here.SendAsync("别的部门的系统", HttpMethod.Get, "/api/v1/evaluations?source=town&caseNumber=BAD-1")),
        new("外单位承办", "替别人申诉", here => here.FileAppealAsync("外单位承办")),
        new("查看人员", "以单位名义申诉", here => here.FileAppealAsync("查看人员")),
        new("承办人员", "以窗口人员名义申诉", here => here.FileAppealAsync("承办人员", "staff")),
        new("承办人员", "由单位申诉", here => here.FileAppealAsync("承办人员")),
        new("承办同事", "再申诉一次", here => here.FileAppealAsync("承办同事")),
        new("承办人员", "自己复核自己的申诉", here => here.AppealAsync("承办人员", "propose", Uphold)),
        new("被评价单位的主管", "由本单位复核，提议不予采纳", here => here.AppealAsync("被评价单位的主管", "propose", Uphold)),
        new("外市主管", "由外市复核", here => here.AppealAsync("外市主管", "propose", Uphold)),
        new("市主管甲", "不写核实情况就提议不予采纳", here => here.AppealAsync("市主管甲", "propose", new { uphold = true, method = "files" })),
        new("市主管甲", "跳过第一人，直接决定", here => here.AppealAsync("市主管甲", "decide", new { agrees = true, reason = "属实" })),
        new("市主管甲", "写明核实情况，提议不予采纳", here => here.AppealAsync("市主管甲", "propose", Uphold)),
        new("市主管甲", "第二个人的决定也自己来做", here => here.AppealAsync("市主管甲", "decide", new { agrees = true, reason = "属实" })),
        new("市主管乙", "作为第二人，不同意", here => here.AppealAsync("市主管乙", "decide", new { agrees = false, reason = "录像与申诉不符" })),
        new("承办人员", "决定以后换个说法再申诉", here => here.FileAppealAsync("承办人员")),
        new("系统管理员", "查看评价和工单", here => here.SendAsync("系统管理员", HttpMethod.Get, $"/api/v1/orders/{here.Order}")),
        new("系统管理员", "给自己加上“主管部门”", async here => $"HTTP {(await (await here.AsAsync("系统管理员")).PostFormAsync($"/console/accounts/{(await here.AsAsync("系统管理员")).Id}", "powers", "Form.Roles=Supervisor", "Form.Regions=*")).Status}"),
        new("发布人员", "打开工单", here => here.SendAsync("发布人员", HttpMethod.Get, $"/api/v1/orders/{here.Order}")),
        new("查看人员", "查看评价人是谁", here => here.ActAsync("查看人员", "rater")),
        new("外单位承办", "查看评价人是谁", here => here.ActAsync("外单位承办", "rater")),
        new("承办人员", "未签收就查看评价人是谁", here => here.ActAsync("承办人员", "rater")),
    ];

    private static object Uphold => new { uphold = true, method = "files", finding = "录像编号 L-1" };
}
