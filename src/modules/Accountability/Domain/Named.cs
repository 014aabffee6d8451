using Haochaping.Accountability.Contracts;
using Haochaping.Ui;

namespace Haochaping.Accountability.Domain;

/// <summary>用语 — what officials read for the codes of an alert; also the keys of the English words.</summary>
internal static class Named
{
    public static string Word(AlertTrigger trigger) => trigger switch
    {
        AlertTrigger.RepeatedNegative => Words.Key("反复差评"),
        AlertTrigger.RepeatedComplaint => Words.Key("反复投诉"),
        AlertTrigger.Fraud => Words.Key("弄虚作假"),
        AlertTrigger.Obstruction => Words.Key("故意刁难"),
        AlertTrigger.Retaliation => Words.Key("评价人反映打击报复"),
        AlertTrigger.IdentityLeak => Words.Key("泄露评价人信息"),
        AlertTrigger.InadequateRectification => Words.Key("整改不到位"),
        AlertTrigger.FailedMeasure => Words.Key("措施未落实"),
        AlertTrigger.ConsecutiveLowRank => Words.Key("连续排名靠后"),
        AlertTrigger.PoorGrade => Words.Key("结果等次偏低"),
    };

    public static string Word(AlertSubject subject) => subject switch
    {
        AlertSubject.Unit => Words.Key("单位"),
        AlertSubject.Item => Words.Key("事项"),
        AlertSubject.Window => Words.Key("窗口"),
        AlertSubject.Person => Words.Key("工作人员"),
    };

    public static string Word(AlertState state) => state switch
    {
        AlertState.Open => Words.Key("待研判"),
        AlertState.NoGround => Words.Key("经核实不成立"),
        AlertState.Measured => Words.Key("措施执行中"),
        AlertState.Done => Words.Key("已落实"),
        AlertState.Failed => Words.Key("未落实"),
    };

    /// <summary>The pack's word for a trigger; null for one that is the house's own.</summary>
    public static string? Code(AlertTrigger trigger) => trigger switch
    {
        AlertTrigger.RepeatedNegative => "repeated_negative",
        AlertTrigger.RepeatedComplaint => "complaint_repeated",
        AlertTrigger.Fraud => "fraud",
        AlertTrigger.Obstruction => "obstruction",
        AlertTrigger.Retaliation => "retaliation",
        AlertTrigger.IdentityLeak => "identity_leak",
        AlertTrigger.InadequateRectification => "inadequate_rectification",
        AlertTrigger.ConsecutiveLowRank => "consecutive_low_rank",
        AlertTrigger.FailedMeasure or AlertTrigger.PoorGrade => null,
    };

    /// <summary>What people see without a fact: by hand of the authority, with a verified order.</summary>
    public static IReadOnlyList<AlertTrigger> ByHand { get; } = [AlertTrigger.Fraud, AlertTrigger.Obstruction, AlertTrigger.Retaliation, AlertTrigger.IdentityLeak, AlertTrigger.InadequateRectification];
}
