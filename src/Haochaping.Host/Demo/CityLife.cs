using System.Globalization;
using System.Text.Json;
using Haochaping.Host.Scratch;
using Haochaping.Kernel.Time;

namespace Haochaping.Host.Demo;

/// <summary>演示市的日子 — what happens on one day: cases end, people rate, staff work on orders. All of it through the front door.</summary>
internal sealed class CityLife(Uri house, string clientKey, IReadOnlyList<CityAccount> accounts, HandClock clock, Func<Task> settle, int casesInAll, int days) : IDisposable
{
    // Share: its part of a hundred cases. Levels: 5 … 1 in per cent of those who rate. Enough dissatisfied people in some houses and none
    // in others, because a count of one to four is never published and would hide every rate it could be worked out from.
    private static readonly Unit[] Units =
    [
        new("DEMO-MARKET", ["DEMO-ITEM-01", "DEMO-ITEM-02", "DEMO-ITEM-03"], ["A01", "A02"], 33, [46, 20, 12, 13, 9]),
        new("DEMO-HOUSING", ["DEMO-ITEM-06", "DEMO-ITEM-07"], ["C01", "C02"], 33, [44, 20, 12, 12, 12]),
        new("DEMO-SOCIAL", ["DEMO-ITEM-04", "DEMO-ITEM-05"], ["B01"], 17, [64, 36, 0, 0, 0]),
        new("DEMO-TAX", ["DEMO-ITEM-08"], ["D01"], 9, [60, 40, 0, 0, 0]),
        new("DEMO-POLICE", ["DEMO-ITEM-09"], [], 5, [70, 30, 0, 0, 0]),
        new("DEMO-VILLAGE", ["DEMO-ITEM-10"], [], 3, [40, 20, 0, 40, 0]),
    ];

    private readonly Random dice = new(20190501); // always the same city
    private readonly ILookup<int, string> comments = CityPlan.Comments();
    private readonly Visitor business = new(house, clientKey);
    private readonly Visitor citizen = new(house);
    private readonly List<(string CaseNumber, Unit Unit, string Channel, int Due)> undecided = [];
    private readonly (Visitor Browser, string Account, double Diligence)[] desks = [(new(house), "demo-unit", 0.6), (new(house), "demo-authority", 0.7)];
    private int reported;

    private sealed record Unit(string Institution, string[] Items, string[] Windows, int Share, int[] Levels);

    public void Dispose()
    {
        business.Dispose();
        citizen.Dispose();
        Array.ForEach(desks, d => d.Browser.Dispose());
    }

    /// <summary>Staff sign in.</summary>
    public async Task OpenDesksAsync(CancellationToken cancel)
    {
        foreach (var (browser, name, _) in desks)
        {
            await browser.SignInAsync(name, accounts.Single(a => a.Name == name).Password, cancel);
        }
    }

    /// <summary>Lives one day; <paramref name="day"/> counts from 0.</summary>
    public async Task DayAsync(DateOnly date, int day, CancellationToken cancel)
    {
        foreach (var (hour, part) in new[] { (10, 0), (15, 1) })
        {
            MoveTo(date.At(hour, 20));
            await ReportAsync(((day * 2) + part + 1) * casesInAll / (days * 2), day, cancel);
            await settle();
            MoveTo(date.At(hour, 50));
            await RateAsync(day, cancel);
            await settle();
        }

        MoveTo(date.At(17, 0));
        if (day < days - 1 && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) // what came in today waits for the visitor
        {
            foreach (var (browser, _, diligence) in desks)
            {
                await WorkAsync(browser, diligence, isLate: day >= days - 5, cancel);
            }

            await settle();
        }
    }

    /// <summary>Token of a link that somebody got and did not use: of whoever would rate next, or of one case more.</summary>
    public async Task<string?> OpenLinkAsync(CancellationToken cancel)
    {
        if (undecided.Count == 0)
        {
            await business.SendAsync("/api/v1/cases", Case("DEMO-LAST", 0), cancel);
            await settle();
        }

        var number = undecided.Select(u => u.CaseNumber).DefaultIfEmpty("DEMO-LAST").First();
        return (await business.GetAsync($"/api/v1/tasks?source=demo&caseNumber={number}&channel=sms", cancel)).GetProperty("token").GetString();
    }

    // Never back, and never past the real present.
    private void MoveTo(DateTimeOffset next)
    {
        var (now, latest) = (clock.GetUtcNow(), TimeProvider.System.GetUtcNow());
        clock.SetNow(next < now ? now : next > latest ? latest : next);
    }

    private async Task ReportAsync(int upTo, int day, CancellationToken cancel)
    {
        var batch = new List<object>();
        while (reported < upTo)
        {
            batch.Add(Case($"DEMO-{++reported:D6}", day));
        }

        if (batch.Count > 0 && await business.SendAsync("/api/v1/cases", new { cases = batch }, cancel) is { } answer
            && answer.GetProperty("results").EnumerateArray().FirstOrDefault(r => r.GetProperty("outcome").GetString() == "refused") is { ValueKind: JsonValueKind.Object } refused)
        {
            throw new InvalidOperationException("The demo city sent a crooked case: " + refused.GetRawText());
        }
    }

    private object Case(string number, int day)
    {
        var unit = Throw(Units, u => u.Share);
        var window = unit.Windows.Length > 0 && dice.Next(100) < 55 ? unit.Windows[dice.Next(unit.Windows.Length)] : null;
        var now = clock.Now();
        if (dice.Next(100) < 72)
        {
            undecided.Add((number, unit, window is null ? "sms" : "window_qr", day + dice.Next(4)));
        }

        return new
        {
            source = "demo",
            caseNumber = number,
            item = unit.Items[dice.Next(unit.Items.Length)],
            receivingInstitution = unit.Institution,
            hall = window is null ? null : "DEMO-HALL",
            window,
            channel = window is null ? "online" : "window",
            applicant = new { kind = "person", name = "演示人", certificateKind = "residentIdCard", certificateNumber = $"00000019000101{reported:D4}", phone = $"1000000{reported:D4}" },
            events = new[] { new { kind = "accepted", at = now.AddMinutes(-15) }, new { kind = "decided", at = now.AddMinutes(-dice.Next(1, 14)) } },
        };
    }

    private async Task RateAsync(int day, CancellationToken cancel)
    {
        foreach (var (number, unit, channel, _) in undecided.Where(u => u.Due <= day).ToList())
        {
            var link = await business.GetAsync($"/api/v1/tasks?source=demo&caseNumber={number}&channel={channel}", cancel);
            var level = Throw([5, 4, 3, 2, 1], l => unit.Levels[5 - l]);
            var words = comments[level].ToList();
            var text = dice.Next(100) < (level < 3 ? 90 : 35) ? words[dice.Next(words.Count)] : null;
            await citizen.SendAsync($"/api/v1/tasks/{link.GetProperty("token").GetString()}/evaluation", new { level, text }, cancel);
        }

        undecided.RemoveAll(u => u.Due <= day);
    }

    // Shares are per cent.
    private T Throw<T>(T[] sides, Func<T, int> share)
    {
        var throwing = dice.Next(100);
        return sides.First(side => (throwing -= share(side)) < 0);
    }

    // Every order that somebody can move is moved one step, or left lying for today.
    private async Task WorkAsync(Visitor desk, double diligence, bool isLate, CancellationToken cancel)
    {
        var orders = await desk.GetAsync("/api/v1/orders", cancel);
        foreach (var order in orders.GetProperty("items").EnumerateArray())
        {
            var id = order.GetProperty("id").GetString();
            var possible = (await desk.GetAsync($"/api/v1/orders/{id}", cancel)).GetProperty("possible").EnumerateArray().Select(a => a.GetString()).ToHashSet();
            foreach (var (act, body) in dice.NextDouble() < diligence ? CityOrders.Next(possible, isLate ? dice.Next(60, 100) : dice.Next(100), isLate) : [])
            {
                await desk.SendAsync($"/api/v1/orders/{id}/{act}", body, cancel);
            }
        }
    }
}

/// <summary>What staff of the demo city do next with an order; the throw of the dice chooses its road.</summary>
internal static class CityOrders
{
    private static readonly (string, object) Contact = ("contact", new { method = "phone", reached = true, recording = "DEMO-CALL", note = "已联系评价人，了解了情况。" });
    private static readonly (string, object) Report = ("report", new { result = "已增开窗口并公布预约办法。", reply = "已增开窗口，感谢您的意见。" });
    private static readonly (string, object) Talk = ("talk", new { heldBy = "分管负责人", heldOn = "2020-01-02", agreed = "已与窗口负责人约谈，要求立即整改。" });
    private static readonly (string, object) Explain = ("report", new { result = "已向评价人说明情况和依据。", reply = "已说明办理条件和依据，感谢您的理解。" });

    /// <param name="possible">Acts that are open to whoever looks.</param>
    /// <param name="dice">0 to 99.</param>
    /// <param name="isLate">The last days: longer roads, and visits still to come, so that a visitor finds orders in every state.</param>
    public static IEnumerable<(string Act, object Body)> Next(HashSet<string?> possible, int dice, bool isLate) => possible switch
    {
        _ when possible.Contains("forwarded") => [("forward", new { })],
        _ when possible.Contains("accepted") => [("accept", new { officer = "1001" })],
        _ when possible.Contains("verified") => dice switch
        {
            < 55 => [Contact, Found("true", "simple", "process", "高峰时段窗口不足。"), Report], // at once, as the law wants it
            < 60 => [Contact, Found("true", "simple", "process", "一次性告知不完整。")], // at once, but not done
            < 80 => [Contact, Found("partlyTrue", "complex", "platform", "系统数据未及时同步，需与技术单位协调。")],
            < 90 => [Contact, Found("true", "unsolvable", "process", "现行规定尚不能放宽该条件。"), Explain],
            _ => [Contact, Found("untrue", null, null, "经核对叫号与办理记录，与评价内容不符。")],
        },
        _ when possible.Contains("subtaskReported") => [("subtask", new { text = "已按要求整改。" })],
        _ when possible.Contains("talked") => [Talk, Report],
        _ when possible.Contains("handled") => [Report],
        _ when possible.Contains("visited") && !isLate => [("visit", new { method = "phone", reached = true, satisfaction = dice < 85 ? "satisfied" : "dissatisfied" })],
        _ => [],
    };

    private static (string, object) Found(string verdict, string? triage, string? cause, string finding) => ("verify", new { verdict, triage, cause, finding });
}

internal static class DatesOfTheCity
{
    /// <summary>A time of day in house time.</summary>
    public static DateTimeOffset At(this DateOnly date, int hour, int minute) => new(date.ToDateTime(new TimeOnly(hour, minute)), HouseTime.Offset);

    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
