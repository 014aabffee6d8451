using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Haochaping.Kernel.Time;

namespace Haochaping.Ui;

/// <summary>Dates and numbers, written by hand: the house runs without culture data.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "One way to say everything: T.Number, T.Clock; another language may write them differently.")]
public sealed partial class Words
{
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>2026 年 11 月 18 日 · 18 Nov 2026</summary>
    public string Date(DateOnly date) =>
        IsChinese ? $"{date.Year} 年 {DayOfYear(date)}" : $"{DayOfYear(date)} {date.Year}";

    /// <summary>11 月 18 日 · 18 Nov</summary>
    public string DayOfYear(DateOnly date) =>
        IsChinese ? $"{date.Month} 月 {date.Day} 日" : $"{date.Day} {Months[date.Month - 1]}";

    /// <summary>2026 年 10 月 · Oct 2026</summary>
    public string Month(int year, int month) =>
        IsChinese ? $"{year} 年 {month} 月" : $"{Months[month - 1]} {year}";

    /// <summary>2026 年 11 月 18 日 15:20 · 18 Nov 2026, 15:20, in house time.</summary>
    public string Moment(DateTimeOffset moment) => Join(Date(moment.BusinessDate()), Clock(moment));

    /// <summary>15:20, in house time.</summary>
    public string Clock(DateTimeOffset moment) => $"{moment.ToHouse():HH:mm}";

    /// <summary>
    /// The end of a window, written as people read it: midnight belongs to the day before. 11 月 25 日 24:00 · 25 Nov, 24:00.
    /// </summary>
    /// <param name="end">The first instant that is too late.</param>
    /// <param name="withYear">Writes the year too, for print and far-off dates.</param>
    public string Deadline(DateTimeOffset end, bool withYear = false)
    {
        var day = LastDay(end);
        return Join(withYear ? Date(day) : DayOfYear(day), LastClock(end));
    }

    /// <summary>1,234,567</summary>
    public string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>1,234.5 with the given decimals.</summary>
    public string Number(double number, int decimals) => number.ToString("N" + decimals, CultureInfo.InvariantCulture);

    /// <summary>
    /// 98.4% of a share between 0 and 1. Only everything is 100% and only nothing is 0%: what rounding would make whole is
    /// shown as 99.9% or &lt;0.1%.
    /// </summary>
    public string Percent(double share, int decimals = 1)
    {
        var step = Math.Pow(10, -decimals);
        return share switch
        {
            double.NaN => "—",
            0 or 1 => $"{share * 100}%",
            > 0 and < 1 when share * 100 < step / 2 => $"<{Number(step, decimals)}%",
            > 0 and < 1 => $"{Number(Math.Min(share * 100, 100 - step), decimals)}%",
            _ => $"{Number(share * 100, decimals)}%",
        };
    }

    /// <summary>126 / 128</summary>
    public string Ratio(long part, long whole) => $"{Number(part)} / {Number(whole)}";

    internal static DateOnly LastDay(DateTimeOffset end) => end.AddTicks(-1).BusinessDate();

    internal string LastClock(DateTimeOffset end) => end.ToHouse().TimeOfDay == TimeSpan.Zero ? "24:00" : Clock(end);

    private string Join(string date, string clock) => IsChinese ? $"{date} {clock}" : $"{date}, {clock}";
}
