using System.Text.Json;

namespace Haochaping.Ui;

/// <summary>How a chart is drawn.</summary>
public enum ChartKind
{
    /// <summary>Over time.</summary>
    Line,

    /// <summary>Side by side.</summary>
    Bar,

    /// <summary>Long names: bars that lie.</summary>
    Lying,

    /// <summary>Parts of a whole, stacked.</summary>
    Stacked,

    /// <summary>A grid of shades: labels across, series down.</summary>
    Heat,
}

/// <summary>One line, or one colour of bars. Null is “no data”, which is not zero.</summary>
/// <param name="Name">Direct label.</param>
/// <param name="Values">One per label.</param>
/// <param name="Level">5 to 1 where the series is a level and takes its colour.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values, int? Level = null);

/// <summary>图表数据 — what a chart shows, drawn by the script and listed by the table.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="LabelsName">Head of the first column: 月份, 窗口.</param>
/// <param name="Labels">Across.</param>
/// <param name="Series">What is drawn.</param>
/// <param name="Percent">Values are shares from 0 to 1.</param>
/// <param name="Decimals">Decimals of plain values.</param>
/// <param name="From">Where the axis begins, where zero would hide the differences; the axis says so.</param>
public sealed record ChartData(
    ChartKind Kind,
    string LabelsName,
    IReadOnlyList<string> Labels,
    IReadOnlyList<ChartSeries> Series,
    bool Percent = false,
    int Decimals = 0,
    double? From = null)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>For <c>data-chart</c>; the page encodes it as an attribute.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, Web);
}
