using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;

namespace Haochaping.Appeals.Features;

/// <summary>受理方 — from the pack's roles to the bodies of this place.</summary>
/// <param name="Party">Its role.</param>
/// <param name="Code">Institution code; empty where none is registered, then only its region's staff hear it.</param>
/// <param name="Name">What people read.</param>
/// <param name="Region">Its region.</param>
/// <param name="PersonnelUnit">人员管理单位 of the person who served, where one is known.</param>
internal sealed record AppealVenue(Party Party, string Code, string Name, string Region, string? PersonnelUnit);

/// <summary>Finds the desk: the personnel unit, the department above a vertical line, else the authority of the region (Q45).</summary>
internal sealed class FindDesk(ICatalog catalog)
{
    // Divisions have five levels; a chain of superiors longer than that is a circle.
    private const int Levels = 5;

    public async Task<AppealVenue> ForAsync(RulePack pack, EvaluationSubmitted rated, CancellationToken cancel)
    {
        var place = rated.Task.Place;
        var body = await catalog.FindInstitutionAsync(place.Institution, cancel);
        var person = place.Staff is { } token ? (await catalog.FindStaffByTokenAsync([token], cancel)).GetValueOrDefault(token) : null;
        var first = pack.Appeal.To.Select(to => (Named<Party>?)to).FirstOrDefault();
        var region = body?.RegionCode ?? place.Region;
        if (pack.Appeal.To.Any(to => to.Code == Party.PersonnelUnit))
        {
            var code = person?.PersonnelUnitCode ?? place.Institution;
            var unit = await catalog.FindInstitutionAsync(code, cancel);
            return new(Party.PersonnelUnit, code, unit?.Name ?? place.InstitutionName, unit?.RegionCode ?? region, code);
        }

        if (pack.Appeal.To.Any(to => to.Code == Party.ProvincialDepartment) && body is { VerticalLine.Length: > 0 } && await HeadAsync(body, cancel) is { } head)
        {
            return new(Party.ProvincialDepartment, head.Code, head.Name, head.RegionCode, person?.PersonnelUnitCode);
        }

        var authority = body?.SupervisorCode is { Length: > 0 } supervisor ? await catalog.FindInstitutionAsync(supervisor, cancel) : null;
        return new(
            first?.Code ?? Party.SameLevelAuthority, authority?.Code ?? "", authority?.Name ?? first?.LocalName ?? pack.Value("appeal.to").Text, authority?.RegionCode ?? region, person?.PersonnelUnitCode);
    }

    // The uppermost body of the same line, other than the rated one itself.
    private async Task<InstitutionInfo?> HeadAsync(InstitutionInfo body, CancellationToken cancel)
    {
        InstitutionInfo? head = null;
        for (var (at, level) = (body, 0); level < Levels && at.ParentCode.Length > 0; level++)
        {
            if (await catalog.FindInstitutionAsync(at.ParentCode, cancel) is not { } above || above.VerticalLine != body.VerticalLine)
            {
                break;
            }

            (head, at) = (above, above);
        }

        return head;
    }
}
