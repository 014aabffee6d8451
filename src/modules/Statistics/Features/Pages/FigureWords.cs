using Haochaping.Cases.Contracts;
using Haochaping.Statistics.Contracts;
using Haochaping.Ui;

namespace Haochaping.Statistics.Features.Pages;

/// <summary>The Chinese words of codes on these pages.</summary>
internal static class FigureWords
{
    public static string Of(Grouping by) => by switch
    {
        Grouping.Institution => Words.Key("机构"),
        Grouping.Region => Words.Key("区划"),
        Grouping.Item => Words.Key("事项"),
        Grouping.Hall => Words.Key("大厅"),
        Grouping.Window => Words.Key("大厅/窗口"),
        Grouping.Handling => Words.Key("办理方式"),
        Grouping.Via => Words.Key("评价渠道"),
        Grouping.Day => Words.Key("办结日"),
        Grouping.Month => Words.Key("办结月"),
    };

    /// <summary>The filter that a row of a grouping leads to, or null.</summary>
    public static string? FieldOf(Grouping by) => by switch
    {
        Grouping.Institution => "institution",
        Grouping.Region => "region",
        Grouping.Item => "item",
        Grouping.Handling => "handling",
        Grouping.Hall or Grouping.Window or Grouping.Via or Grouping.Day or Grouping.Month => null,
    };

    /// <summary>What a row is called: its name, the words of its code, or that nothing was told.</summary>
    public static string Of(Words t, FigureRow row, Grouping by) => row switch
    {
        { Key: "" or "/" } => by == Grouping.Via ? t["没有主动评价"] : t["（未注明）"],
        _ when by == Grouping.Handling && Enum.TryParse<HandlingChannel>(row.Key, out var handling) => t[handling.Word()],
        _ => row.Name,
    };
}
