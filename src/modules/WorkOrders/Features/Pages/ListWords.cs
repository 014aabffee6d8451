using Haochaping.Ui;
using Haochaping.WorkOrders.Storage;

namespace Haochaping.WorkOrders.Features.Pages;

/// <summary>列表用语 — what the lists call the codes of what waits and of exports.</summary>
internal static class ListWords
{
    public static string Word(DueSpan span) => span switch
    {
        DueSpan.Overdue => Words.Key("已超期"),
        DueSpan.Today => Words.Key("今天到期"),
        DueSpan.Week => Words.Key("本周到期"),
        DueSpan.Later => Words.Key("以后"),
    };

    public static string Word(ExportFormat format) => format switch
    {
        ExportFormat.Csv => Words.Key("CSV（Excel 可直接打开）"),
        ExportFormat.CsvPlain => Words.Key("CSV（供程序读取）"),
        ExportFormat.Xlsx => Words.Key("Excel 工作簿"),
    };

    public static string Word(ExportState state) => state switch
    {
        ExportState.Running => Words.Key("生成中"),
        ExportState.Ready => Words.Key("可下载"),
        ExportState.Cancelled => Words.Key("已取消"),
        ExportState.Expired => Words.Key("已过期"),
    };
}
