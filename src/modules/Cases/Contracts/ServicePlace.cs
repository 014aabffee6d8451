namespace Haochaping.Cases.Contracts;

/// <summary>
/// 服务坐标 — where, by whom and for what a service was rendered. It travels in every fact about the service, so that
/// nobody downstream asks back. Names are those of the day; staff stand as a token.
/// </summary>
/// <param name="Source">Code of the reporting system.</param>
/// <param name="CaseNumber">办件编号 of the (lead) case; the visit number where there is no case.</param>
/// <param name="Region">12-digit division code of the receiving institution.</param>
/// <param name="Institution">Code of the institution the rating is about (received the applicant).</param>
/// <param name="InstitutionName">Its name that day.</param>
/// <param name="HandlingInstitution">Code of the deciding institution, where it is another.</param>
/// <param name="Item">Code of the service item; empty for a visit without a case.</param>
/// <param name="ItemName">Its name that day.</param>
/// <param name="Hall">Code of the hall.</param>
/// <param name="Window">Number of the window.</param>
/// <param name="Staff">Token of the person who served, by the duty roster of the moment (C22).</param>
/// <param name="Channel">办理方式.</param>
public sealed record ServicePlace(
    string Source,
    string CaseNumber,
    string Region,
    string Institution,
    string InstitutionName,
    string? HandlingInstitution,
    string Item,
    string ItemName,
    string? Hall,
    string? Window,
    Guid? Staff,
    HandlingChannel Channel);
