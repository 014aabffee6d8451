using Haochaping.Cases.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Statistics.Contracts;
using Microsoft.AspNetCore.Http;

namespace Haochaping.Statistics.Features;

/// <summary>统计条件 — what the address asks for; the same words for the page, the table and the API.</summary>
internal static class FigureFilter
{
    private const int LongestDays = 3 * 366;

    /// <summary>The query, or every complaint at once. Without dates: the thirty days up to today.</summary>
    public static Result<FiguresQuery> Parse(IQueryCollection asked, StaffScope scope, DateTimeOffset now)
    {
        List<Complaint> complaints = [];
        var to = Date("to", now.BusinessDate());
        var from = Date("from", to.AddDays(-29));
        var by = Choice("by", Grouping.Institution);
        var handling = Text("handling") is null ? (HandlingChannel?)null : Choice("handling", HandlingChannel.Window);
        if (from > to || to.DayNumber - from.DayNumber > LongestDays)
        {
            complaints.Add(new("from", "period-wrong", "起日不能晚于止日，期间最长三年。"));
        }

        return complaints.Count > 0
            ? new Refusal(RefusalKind.BadRequest, "figures-filter", "统计条件有误，请按提示改正。", null, complaints)
            : new FiguresQuery(from, to, by, scope, Prefix(Text("region")), Text("institution"), Text("item"), handling);

        string? Text(string name) => asked[name].FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))?.Trim();

        DateOnly Date(string name, DateOnly otherwise)
        {
            if (Text(name) is not { } text || DateOnly.TryParseExact(text, "yyyy-MM-dd", out otherwise))
            {
                return otherwise;
            }

            complaints.Add(new(name, "date-wrong", "日期请写成 2026-10-31 的样子。"));
            return now.BusinessDate();
        }

        TChoice Choice<TChoice>(string name, TChoice otherwise)
            where TChoice : struct, Enum
        {
            var text = Text(name);
            if (text is null || (Enum.TryParse<TChoice>(text, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text[0])))
            {
                return text is null ? otherwise : Enum.Parse<TChoice>(text, ignoreCase: true);
            }

            complaints.Add(new(name, "choice-unknown", $"没有这个选项；可用：{string.Join("、", Enum.GetNames<TChoice>().Select(n => n.ToLowerInvariant()))}"));
            return otherwise;
        }
    }

    // 360100 and 360100000000 name the whole city: every code that begins with 3601.
    private static string? Prefix(string? region) => region is null ? null : new StaffScope([], [region]).RegionPrefixes[0];
}
