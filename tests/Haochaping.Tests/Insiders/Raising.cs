using Haochaping.Tests.Channels;
using Haochaping.Tests.Evaluations;

namespace Haochaping.Tests.Insiders;

/// <summary>抬高 — another, better rating of the same service.</summary>
internal static class Raising
{
    public static IReadOnlyList<Attempt> Tries { get; } =
    [
        new("窗口人员", "拿到短信链接，再评一次“非常满意”", here => here.RateAsync("sms", 5)),
        new("窗口人员", "换门户链接再评“非常满意”", here => here.RateAsync("website", 5)),
        new("窗口人员", "换自助终端链接再评“非常满意”", here => here.RateAsync("kiosk", 5)),
        new("窗口人员", "改一个字符，猜别人的链接", here => here.RateAsync("sms", 5, spoilt: true)),
        new("窗口人员", "让评价器再显示这一件", here => here.PostAsync("部门业务系统", "/api/v1/devices/prompts", new { source = "town", caseNumber = "BAD-1" })),
        new("窗口人员", "断网时在评价器上键入这个编号，评“非常满意”", here => here.DeliverAsync(here.Tablet.Rate(null, 5, "BAD-1"))),
        new("窗口人员", "改动评价器签过名的评价", here => here.DeliverAsync(here.Tablet.Rate(null, 1, "OPEN-1") with { Level = 5 })),
        new("部门业务系统", "以自建渠道上报“非常满意”", here => here.PostAsync("部门业务系统", "/api/v1/evaluations", Collected("BAD-1", 5, "2020-11-03T08:59:00+08:00"))),
        new("部门业务系统", "重报办件，附带“非常满意”", here => here.PostAsync("部门业务系统", "/api/v1/cases", new { cases = new[] { Reporting.ACase("BAD-1", "2020-11-03T09:00:00+08:00", Reporting.Rating(5, "2020-11-03T09:00:00+08:00"), "window") } })),
        new("别的部门的系统", "替别的部门上报“非常满意”", here => here.PostAsync("别的部门的系统", "/api/v1/evaluations", Collected("BAD-1", 5, "2020-11-03T08:59:00+08:00"))),
        new("部门业务系统", "把办件交给自助终端再评", here => here.PostAsync("部门业务系统", "/api/v1/terminals/hand-over", new { source = "town", caseNumber = "BAD-1", terminal = "T-1" })),
        new("部门业务系统", "冒充 12345 报按键“5”", here => here.PostAsync("部门业务系统", "/api/v1/hotline/presses", new { callId = "C-1", source = "town", caseNumber = "BAD-1", key = 5 })),
        new("窗口人员", "用自己的手机回复短信“5”", here => here.PostAsync("短信网关", "/api/v1/sms/replies", new { messageId = "M-1", phone = "10000000077", text = "5", receivedAt = "2020-11-03T09:00:00+08:00" })),
    ];

    public static object Collected(string number, int level, string capturedAt) => new { source = "town", caseNumber = number, level, channel = "window_device", capturedAt };
}
