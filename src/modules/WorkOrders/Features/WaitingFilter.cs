using Haochaping.Kernel.Time;
using Haochaping.Ui;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>待办筛选 — which part of what waits somebody wants to see, as it stands in the address.</summary>
/// <param name="Due"><c>overdue</c>, <c>today</c>, <c>week</c> or <c>later</c>; null is all of it.</param>
/// <param name="After">Where the page begins; null is the first page.</param>
internal sealed record WaitingFilter(string? Due, PageKey? After)
{
    /// <summary>The span asked for, or null.</summary>
    public DueSpan? Span => Due switch { "overdue" => DueSpan.Overdue, "today" => DueSpan.Today, "week" => DueSpan.Week, "later" => DueSpan.Later, _ => null };

    /// <summary>What is wrong with it, or null.</summary>
    public Refusal? Complaint() =>
        No.Missing(No.Unless(Due is null || Span is not null, "due", "span-unknown", "待办只能按 overdue、today、week 或 later 筛选。"));
}

/// <summary>期限段 — how near a limit is.</summary>
internal enum DueSpan
{
    /// <summary>已超期.</summary>
    Overdue,

    /// <summary>今天到期.</summary>
    Today,

    /// <summary>本周到期: up to Sunday.</summary>
    Week,

    /// <summary>以后, or without a limit.</summary>
    Later,
}

/// <summary>期限分段 — where the spans end, seen from now; a limit on the border belongs to the nearer span.</summary>
internal sealed record Spans(DateTimeOffset Now, DateTimeOffset Today, DateTimeOffset Week)
{
    public static Spans At(DateTimeOffset now) => new(now, OrderFilter.EndOf(now, 0), OrderFilter.EndOf(now, (7 - (int)now.BusinessDate().DayOfWeek) % 7));

    public DueSpan SpanOf(DateTimeOffset due) => due <= Now ? DueSpan.Overdue : due <= Today ? DueSpan.Today : due <= Week ? DueSpan.Week : DueSpan.Later;

    /// <summary>Behind the first, up to the second.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Of(DueSpan? span) => span switch
    {
        DueSpan.Overdue => (DateTimeOffset.MinValue, Now),
        DueSpan.Today => (Now, Today),
        DueSpan.Week => (Today, Week),
        DueSpan.Later => (Week, DateTimeOffset.MaxValue),
        _ => (DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
    };
}

/// <summary>待办件数 — how much waits in each span.</summary>
internal sealed record WaitingCounts(int Overdue, int Today, int Week, int Later)
{
    public WaitingCounts Plus(DueSpan span, int more) => span switch
    {
        DueSpan.Overdue => this with { Overdue = Overdue + more },
        DueSpan.Today => this with { Today = Today + more },
        DueSpan.Week => this with { Week = Week + more },
        DueSpan.Later => this with { Later = Later + more },
    };
}
