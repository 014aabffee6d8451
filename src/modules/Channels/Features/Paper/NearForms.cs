using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Kernel.Web;

namespace Haochaping.Channels.Features.Paper;

/// <summary>
/// 就近录入 — who keys a form in is of another unit than the one rated, by their account and by where they work, but of its city; a form
/// of elsewhere is to them no form at all.
/// </summary>
internal sealed class NearForms(ICatalog catalog)
{
    private const int CityDigits = 4; // GB/T 2260

    public async Task<bool> IsOwnUnitAsync(PaperFormRow form, StaffScope scope, CancellationToken cancel) =>
        scope.Institutions.Contains(form.Institution)
        || (scope.Person is { } person && (await catalog.FindStaffByTokenAsync([person], cancel)).TryGetValue(person, out var staff) && staff.InstitutionCode == form.Institution);

    public async Task<bool> IsNearAsync(PaperFormRow form, StaffScope scope, CancellationToken cancel) =>
        scope.Covers(form.Institution, form.Region)
        || (await catalog.FindInstitutionsAsync(scope.Institutions, null, cancel)).Values.Any(b => b.RegionCode[..CityDigits] == form.Region[..CityDigits]);
}
