using Haochaping.Ui;

namespace Haochaping.Policy.Contracts;

/// <summary>时限 — the legal clocks a pack sets.</summary>
public enum Clock
{
    /// <summary>评价窗口 — how long a task may be rated.</summary>
    EvaluationWindow,

    /// <summary>签收 — accepting an order (第一时间).</summary>
    Accept,

    /// <summary>首次答复 — first reply to the rater.</summary>
    FirstReply,

    /// <summary>简单问题整改 — rectifying what can be put right at once (立行立改).</summary>
    RectifySimple,

    /// <summary>复杂问题整改 — rectifying what needs a register entry.</summary>
    RectifyComplex,

    /// <summary>最长期限 — the limit no extension passes.</summary>
    AbsoluteMax,

    /// <summary>回访核实 — the first contact with the rater (C1).</summary>
    Contact,

    /// <summary>结果审核 — looking at the result a unit has returned.</summary>
    ResultAudit,

    /// <summary>满意度回访 — asking the rater about the result.</summary>
    SatisfactionVisit,

    /// <summary>提出申诉 — filing an appeal.</summary>
    AppealFile,

    /// <summary>申诉复核 — deciding an appeal.</summary>
    AppealDecide,
}

/// <summary>The clocks' names on the wire and in Chinese.</summary>
public static class Clocks
{
    /// <summary>All clocks, in the order of the enum.</summary>
    public static IReadOnlyList<Clock> All { get; } = Enum.GetValues<Clock>();

    /// <summary>Kebab-case name, as APIs and commands spell it.</summary>
    public static string Wire(this Clock clock) => clock switch
    {
        Clock.EvaluationWindow => "evaluation-window",
        Clock.Accept => "accept",
        Clock.FirstReply => "first-reply",
        Clock.RectifySimple => "rectify-simple",
        Clock.RectifyComplex => "rectify-complex",
        Clock.AbsoluteMax => "absolute-max",
        Clock.Contact => "contact",
        Clock.ResultAudit => "result-audit",
        Clock.SatisfactionVisit => "satisfaction-visit",
        Clock.AppealFile => "appeal-file",
        Clock.AppealDecide => "appeal-decide",
    };

    /// <summary>The clock's Chinese name; also the key of its English word.</summary>
    public static string Word(this Clock clock) => clock switch
    {
        Clock.EvaluationWindow => Words.Key("评价窗口"),
        Clock.Accept => Words.Key("签收"),
        Clock.FirstReply => Words.Key("首次答复"),
        Clock.RectifySimple => Words.Key("简单问题整改"),
        Clock.RectifyComplex => Words.Key("复杂问题整改"),
        Clock.AbsoluteMax => Words.Key("最长整改期限"),
        Clock.Contact => Words.Key("回访核实"),
        Clock.ResultAudit => Words.Key("结果审核"),
        Clock.SatisfactionVisit => Words.Key("满意度回访"),
        Clock.AppealFile => Words.Key("提出申诉"),
        Clock.AppealDecide => Words.Key("申诉复核"),
    };

    /// <summary>The clock of a wire name, or null.</summary>
    public static Clock? Parse(string? wire)
    {
        foreach (var clock in All)
        {
            if (clock.Wire() == wire)
            {
                return clock;
            }
        }

        return null;
    }
}
