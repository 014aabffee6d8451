using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;

namespace Haochaping.Tests.Insiders;

/// <summary>改期 — the rating or its limits shall be of another day.</summary>
internal static class Redating
{
    public static IReadOnlyList<Attempt> Tries { get; } =
    [
        new("窗口人员", "拨快评价器的时钟，让评价晚于现在", async here => await here.DeliverAsync(here.Tablet.Rate(await here.Town.PromptAsync("OPEN-1"), 5, at: DateTimeOffset.Parse("2020-11-20T09:00:00+08:00")))),
        new("窗口人员", "让评价早于办结", async here => await here.DeliverAsync(here.Tablet.Rate(await here.Town.PromptAsync("OPEN-1"), 5, at: DateTimeOffset.Parse("2020-10-01T09:00:00+08:00")))),
        new("部门业务系统", "上报明天才作出的评价", here => here.PostAsync("部门业务系统", "/api/v1/evaluations", Raising.Collected("OPEN-1", 5, "2020-11-04T09:00:00+08:00"))),
        new("部门业务系统", "上报评价期限以后的评价", here => here.PostAsync("部门业务系统", "/api/v1/evaluations", Raising.Collected("OPEN-1", 5, "2020-12-24T09:00:00+08:00"))),
        new("部门业务系统", "把办结时间报成很久以前，使群众来不及评价", here => here.PostAsync("部门业务系统", "/api/v1/cases", new { cases = new[] { Reporting.ACase("OLD-1", "2020-09-01T09:00:00+08:00") } })),
        new("承办人员", "未签收先延期", here => here.ActAsync("承办人员", "extend", new { reason = "人手不足", newDay = "2020-12-31" })),
        new("外单位承办", "替别人延期", here => here.ActAsync("外单位承办", "extend", new { reason = "人手不足", newDay = "2020-12-31" })),
    ];
}
