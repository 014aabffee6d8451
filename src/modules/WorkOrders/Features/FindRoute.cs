using Haochaping.Catalog.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.WorkOrders.Features;

/// <summary>派单路线 — from the pack's roles to the bodies of this place.</summary>
/// <param name="Desks">The desks in order; the last one that does not audit handles the order.</param>
/// <param name="Unit">The body that was rated and puts it right.</param>
internal sealed record Route(IReadOnlyList<Desk> Desks, Desk Unit)
{
    /// <summary>The body that was rated is not the one that answers for the order (C2).</summary>
    public bool IsLedByCounty => Handler.Party == Party.CountyAuthority && Handler.Code != Unit.Code;

    /// <summary>The desk that handles the order.</summary>
    public Desk Handler => Desks.Last(d => !d.Audits);
}

/// <summary>
/// Resolves routes. Roles that no catalogue can know (which hotline, which bureau) are settings <c>WorkOrders:Desks:{Party}</c> = institution
/// code; without one the desk is open to whoever is responsible for the region.
/// </summary>
internal sealed class FindRoute(ICatalog catalog, IConfiguration settings)
{
    public async Task<Route> ForAsync(RulePack pack, Grievance grievance, CancellationToken cancel)
    {
        var unit = await UnitAsync(pack, grievance, cancel);
        var desks = new List<Desk>();
        foreach (var hop in pack.WorkOrder.Route)
        {
            desks.Add(hop.Code == Party.UndertakingUnit ? await HandlerAsync(pack, unit, cancel) : await DeskAsync(hop, unit, cancel));
        }

        // 结果审核 (广州 第三条): where a desk of the route audits, it is that desk again.
        if (pack.WorkOrder.ResultAudit is var audit && audit != Party.None)
        {
            desks.Add((desks.Find(d => d.Party == audit) ?? await DeskAsync(new(audit, null), unit, cancel)) with { Audits = true });
        }

        return new(desks, unit.Desk);
    }

    /// <summary>The desk of an institution, for a sorter who knows better than the route; null where the catalogue does not know it.</summary>
    public async Task<Desk?> DeskOfAsync(string code, CancellationToken cancel) =>
        await catalog.FindInstitutionAsync(code, cancel) is { } body ? DeskOf(Party.UndertakingUnit, body) : null;

    // 谁办理、谁负责 — a rated hotline operator is never their own handler (Q19); a theme's is its lead department (C14), whose the place is.
    private async Task<Unit> UnitAsync(RulePack pack, Grievance grievance, CancellationToken cancel)
    {
        Party? other = grievance.Kind switch
        {
            SubjectKind.Contact => pack.WorkOrder.HotlineOperatorHandler,
            SubjectKind.Theme when pack.Theme.OverallNegativeHandler != Party.LeadDepartment => pack.Theme.OverallNegativeHandler,
            _ => null,
        };
        if (other is { } party && await SetAsync(party, cancel) is { } keeper)
        {
            return new(DeskOf(Party.UndertakingUnit, keeper), keeper);
        }

        var place = grievance.Place;
        var body = await catalog.FindInstitutionAsync(place.Institution, cancel);
        return new(new(Party.UndertakingUnit, place.Institution, place.InstitutionName, body?.RegionCode ?? place.Region), body);
    }

    private async Task<Desk> HandlerAsync(RulePack pack, Unit unit, CancellationToken cancel)
    {
        if (pack.WorkOrder.TownshipVillageHandler != Party.CountyAuthority || unit.Body is not { IsLedByCounty: true })
        {
            return unit.Desk;
        }

        return await catalog.CountyAuthorityOfAsync(unit.Desk.Region, cancel) is { } county
            ? DeskOf(Party.CountyAuthority, county)
            : new(Party.CountyAuthority, "", Parties.Word(Party.CountyAuthority), County(unit.Desk.Region));
    }

    private async Task<Desk> DeskAsync(Named<Party> hop, Unit unit, CancellationToken cancel)
    {
        var body = await SetAsync(hop.Code, cancel) ?? (hop.Code switch
        {
            Party.SameLevelAuthority when unit.Body?.SupervisorCode is { Length: > 0 } supervisor => await catalog.FindInstitutionAsync(supervisor, cancel),
            Party.CountyAuthority => await catalog.CountyAuthorityOfAsync(unit.Desk.Region, cancel),
            _ => null,
        });
        return body is not null ? DeskOf(hop.Code, body) with { Name = hop.LocalName ?? body.Name } : new(hop.Code, "", hop.LocalName ?? Parties.Word(hop.Code), unit.Desk.Region);
    }

    private async Task<InstitutionInfo?> SetAsync(Party party, CancellationToken cancel) =>
        settings[$"WorkOrders:Desks:{party}"] is { Length: > 0 } code ? await catalog.FindInstitutionAsync(code, cancel) : null;

    private static Desk DeskOf(Party party, InstitutionInfo body) => new(party, body.Code, body.Name, body.RegionCode);

    // The first six digits are province, city and county (GB/T 2260).
    private static string County(string region) => region.Length > 6 ? region[..6].PadRight(12, '0') : region;

    private sealed record Unit(Desk Desk, InstitutionInfo? Body);
}
