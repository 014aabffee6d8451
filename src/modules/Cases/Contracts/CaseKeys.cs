using Haochaping.Kernel;

namespace Haochaping.Cases.Contracts;

/// <summary>Keys that follow from their subject: the same case reported twice is the same row.</summary>
public static class CaseKeys
{
    /// <summary>办件 — from the source system and the 办件编号.</summary>
    public static Guid Case(string source, string caseNumber) => Ids.Derive("case", source, caseNumber);

    /// <summary>批量业务、主题业务 — from the source system and its number; a group is a lead case of its own.</summary>
    public static Guid Group(GroupKind kind, string source, string number) => kind switch
    {
        GroupKind.Batch => Ids.Derive("batch", source, number),
        GroupKind.Theme => Ids.Derive("theme", source, number),
    };

    /// <summary>到访 — from the source system and its visit number; a visit is a lead case of its own.</summary>
    public static Guid Visit(string source, string visitNumber) => Ids.Derive("visit", source, visitNumber);
}
