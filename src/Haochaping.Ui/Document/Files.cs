namespace Haochaping.Ui;

/// <summary>Static files of the house, by the name that the asset list knows them by.</summary>
internal static class Files
{
    public const string Section = "house-head";
    public const string Icon = "_content/Haochaping.Ui/icon.svg";
    public const string Css = "_content/Haochaping.Ui/haochaping.css";
    public const string ConsoleCss = "_content/Haochaping.Ui/console.css";
    public const string Bootstrap = "_content/Haochaping.Ui/lib/bootstrap.min.css";
    public const string Script = "_content/Haochaping.Ui/house.js";
    public const string Charts = "_content/Haochaping.Ui/charts.js";
    public const string ECharts = "_content/Haochaping.Ui/lib/echarts.min.js";
}
