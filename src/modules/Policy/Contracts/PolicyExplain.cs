using System.Globalization;
using System.Text.Json.Serialization;
using Haochaping.Kernel;
using Haochaping.Kernel.Time;

namespace Haochaping.Policy.Contracts;

/// <summary>期限说明 — a deadline with every day's reason, as <c>policy explain --json</c> and the API print it (camelCase).</summary>
public sealed record Explanation(
    string Pack,
    string Version,
    string Name,
    string Document,
    string Clock,
    int Length,
    string Unit,
    bool Soft,
    DateTimeOffset From,
    DateOnly LastDay,
    DateTimeOffset ExpiresAt,
    bool Provisional,
    [property: JsonIgnore] IReadOnlyList<Banner> Says,
    IReadOnlyList<Citation> Cites,
    IReadOnlyList<DayMark> Days)
{
    /// <summary>What the pack wants to be said, in Chinese.</summary>
    public IReadOnlyList<string> Banners => [.. Says.Select(b => b.Text)];
}

/// <summary>怎么算的 — answers “why this date?” for a command, an endpoint and a page alike.</summary>
public sealed class PolicyExplain(IRulePacks packs, IDeadlines deadlines, IWorkCalendar calendar)
{
    /// <summary>Explains one clock from an instant as text: ISO 8601; without an offset, house time.</summary>
    /// <param name="pack">Id (<c>JX</c>) or full reference (<c>JX@2019-12-01+ab12cd34</c>).</param>
    /// <param name="clock">Wire name of the clock.</param>
    /// <param name="from">For example <c>2020-09-28T15:00:00+08:00</c>, <c>2020-09-28 15:00</c> or <c>2020-09-28</c>.</param>
    public Result<Explanation> Run(string? pack, string? clock, string? from) =>
        Instant(from) is { } instant
            ? Run(pack, clock, instant)
            : new Refusal(RefusalKind.BadRequest, "bad-from", "起算时间 from 须写成 2020-09-28T15:00:00+08:00 或 2020-09-28");

    /// <summary>Explains one clock.</summary>
    /// <param name="pack">Id (<c>JX</c>) or full reference (<c>JX@2019-12-01+ab12cd34</c>).</param>
    /// <param name="clock">Wire name of the clock.</param>
    /// <param name="from">Instant of the event, between 2000 and 2100.</param>
    public Result<Explanation> Run(string? pack, string? clock, DateTimeOffset from)
    {
        if (from.Year is < 2000 or > 2100)
        {
            return new Refusal(RefusalKind.BadRequest, "from-out-of-range", "起算时间须在 2000 年至 2100 年之间");
        }

        if (Clocks.Parse(clock) is not { } which)
        {
            return new Refusal(RefusalKind.BadRequest, "unknown-clock", $"没有这个时限；可用：{string.Join("、", Clocks.All.Select(c => c.Wire()))}");
        }

        if (Pack(pack, from.BusinessDate()) is not { } rules)
        {
            return new Refusal(RefusalKind.NotFound, "unknown-pack", $"没有这个规则包；可用：{string.Join("、", packs.All.Select(p => p.Ref.Id).Distinct())}");
        }

        return Explain(rules, deadlines.Compute(rules, which, from), from);
    }

    private Explanation Explain(RulePack rules, Deadline deadline, DateTimeOffset from) => new(
        rules.Ref.Id,
        rules.Ref.Version,
        rules.Name,
        rules.Document,
        deadline.Clock.Wire(),
        deadline.Duration.Length,
        Unit(deadline.Duration.Unit),
        deadline.Duration.Soft,
        from.ToHouse(),
        deadline.LastDay,
        deadline.ExpiresAt,
        deadline.Provisional,
        rules.Banners,
        [.. deadline.Cites, .. Notices.Of(calendar, deadline.StartDay, deadline.LastDay)],
        deadlines.Explain(deadline));

    // A plus sign that nobody escaped arrives as a space.
    private static DateTimeOffset? Instant(string? text)
    {
        string[] forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];
        var iso = text is { Length: > 6 } && text.Contains('T') && text[^6] == ' ' ? $"{text[..^6]}+{text[^5..]}" : text?.Replace("Z", "+00:00");
        return !DateTimeOffset.TryParseExact(iso, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? null
            : iso!.LastIndexOfAny(['+', '-']) > 9 ? instant
            : new DateTimeOffset(instant.DateTime, HouseTime.Offset);
    }

    private RulePack? Pack(string? text, DateOnly date) =>
        PackRef.TryParse(text, out var reference)
            ? packs.Find(reference)
            : packs.Find(text ?? "", date);

    private static string Unit(DurationUnit unit) => unit switch
    {
        DurationUnit.NaturalDay => "natural_day",
        DurationUnit.WorkingDay => "working_day",
        DurationUnit.Month => "month",
    };
}
