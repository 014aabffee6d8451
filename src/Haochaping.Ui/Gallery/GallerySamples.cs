using Haochaping.Kernel;
using Haochaping.Kernel.Time;

namespace Haochaping.Ui;

/// <summary>Invented data for the gallery.</summary>
internal static class GallerySamples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 40, 0, HouseTime.Offset);

    public static readonly Refusal Refused = new(
        RefusalKind.BadRequest, "gallery-sample", "有 2 处需要修改，已填写的内容都保留着。", "深圳 第十一条",
        [new("level", "level-missing", "请选择总体评价。"), new("text", "text-too-long", "具体情况请不要超过 500 字。")]);

    public static readonly string[] Reasons =
    [
        "没有提供材料样本", "没有提供材料清单", "未在承诺时间内办结", "同样内容的证明材料被要求多次提交", "承诺网办但无法在线办理", "窗口人员业务不熟练", "服务态度生硬",
    ];

    public static readonly Step[] Steps =
    [
        new("已生成整改工单", "11 月 20 日 09:12", StepState.Done),
        new("专人与您联系核实", "11 月 23 日前（本系统默认 1 个工作日）", StepState.Now),
        new("整改并答复您", "原则上 12 月 4 日前（10 个工作日，第十五条）；延期将说明理由", Href: "/gallery"),
        new("请您评价整改结果", "答复之后"),
    ];

    public static readonly Order[] Orders =
    [
        new("O-20261120-0031", 1, "不动产转移登记", "市不动产登记中心 · B07", "现场 · 评价器", Day(0), "待签收"),
        new("O-20261119-0112", 2, "个体工商户设立登记", "市场监管局 · A12", "短信", Day(1), "核实中"),
        new("O-20261118-0007", 2, "公积金提取", "住房公积金中心 · C03", "赣服通", Day(7), "整改中"),
        new("O-20261117-0044", 1, "居住证签注", "公安局 · D01", "12345 转办", Day(45), "整改中（已延期）", true),
        new("O-20261112-0009", 2, "食品经营许可（含网络经营备案及仓库地址变更）", "市场监管局 · A15", "二维码", Day(-3), "待回访"),
    ];

    public static readonly Unit[] Units =
    [
        new("1", "市税务局", 0.979, 0.977, 0.981, 14311), new("2–5", "市医保局", 0.972, 0.968, 0.975, 8120),
        new("2–5", "市公安局", 0.970, 0.968, 0.972, 20022), new("2–5", "市场监管局", 0.968, 0.965, 0.970, 19880),
        new("2–5", "住房公积金中心", 0.961, 0.952, 0.968, 2210), new("6", "市不动产登记中心", 0.925, 0.920, 0.930, 10147),
    ];

    public static readonly Dictionary<int, long> Distribution = new() { [5] = 45710, [4] = 19345, [3] = 7021, [2] = 1718, [1] = 896 };

    public static readonly ChartData Trend = new(
        ChartKind.Line, "月份", ["5 月", "6 月", "7 月", "8 月", "9 月", "10 月"],
        [new("主动评价", [0.952, 0.955, null, 0.958, 0.961, 0.965]), new("全口径", [0.971, 0.972, 0.974, 0.975, 0.977, 0.978])], Percent: true, From: 0.9);

    public static readonly ChartData Channels = new(
        ChartKind.Lying, "渠道", ["现场 · 评价器", "短信", "赣服通", "二维码", "12345 转办"], [new("评价数", [45120, 12088, 9230, 7004, 312])]);

    public static readonly ChartData Stacked = new(
        ChartKind.Stacked, "月份", ["8 月", "9 月", "10 月"],
        [.. Levels.All.Select((level, at) => new ChartSeries(Levels.Word(level), [.. new[] { 1.0, 1.02, 1.05 }.Select(x => (double?)Math.Round(new[] { 45000, 19000, 7000, 1700, 900 }[at] * x))], level))]);

    public static readonly ChartData Heat = new(
        ChartKind.Heat, "时段", ["9 时", "10 时", "11 时", "14 时", "15 时", "16 时"],
        [new("A12", [12, 30, 25, 18, 22, 9]), new("B07", [8, 14, null, 11, 17, 6]), new("C03", [3, 9, 12, 5, 8, 2])]);

    public sealed record Order(string Number, int Level, string Item, string Unit, string Channel, DateTimeOffset Due, string State, bool Provisional = false);

    public sealed record Unit(string Rank, string Name, double Value, double Low, double High, long Count);

    private static DateTimeOffset Day(int days) => Now.BusinessDate().AddDays(days).EndOfDay();
}
