namespace Haochaping.Catalog.Contracts;

/// <summary>How a message names a member of staff: a body and a 工号.</summary>
/// <param name="InstitutionCode">The body worked in now, or the personnel unit.</param>
/// <param name="WorkNumber">工号.</param>
public readonly record struct StaffKey(string InstitutionCode, string WorkNumber)
{
    /// <summary><c>institution/work number</c>.</summary>
    public override string ToString() => $"{InstitutionCode}/{WorkNumber}";
}

/// <summary>工作人员 — facts carry the token, pages show 工号 and name.</summary>
/// <param name="Token">Made once, says nothing about the person, survives transfers.</param>
/// <param name="WorkNumber">工号.</param>
/// <param name="DisplayName">Name as shown on the sign.</param>
/// <param name="PersonnelUnitCode">人员管理单位: who confirms appeals (深圳 第二十二条), apart from the window's unit.</param>
/// <param name="InstitutionCode">Where the person works now.</param>
public sealed record StaffInfo(Guid Token, string WorkNumber, string DisplayName, string PersonnelUnitCode, string InstitutionCode);

/// <summary>Who sat at this window at this instant?</summary>
/// <param name="Window">The window.</param>
/// <param name="At">The instant of the service, never “now” (correction C22).</param>
public readonly record struct Seat(WindowKey Window, DateTimeOffset At);
