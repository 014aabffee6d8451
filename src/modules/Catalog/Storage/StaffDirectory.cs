using Haochaping.Identity.Contracts;

namespace Haochaping.Catalog.Storage;

/// <summary>目录查询 — answers Identity's questions from the newest versions.</summary>
internal sealed class StaffDirectory(ICatalog catalog) : IStaffDirectory
{
    public async Task<StaffLink?> FindAsync(string institution, string workNumber, CancellationToken cancel) =>
        await catalog.FindStaffAsync(institution, workNumber, cancel) is { } person && person.InstitutionCode == institution && person.WorkNumber == workNumber
            ? new(person.Token, institution, workNumber)
            : null; // an old number, or the personnel unit's: not where they are

    public async Task<StaffLink?> PresentAsync(StaffLink person, CancellationToken cancel) =>
        (await catalog.FindStaffByTokenAsync([person.Token], cancel)).TryGetValue(person.Token, out var now) ? new(now.Token, now.InstitutionCode, now.WorkNumber) : null;

    public async Task<IReadOnlyDictionary<string, string>> RegionsAsync(IReadOnlyCollection<string> institutions, IReadOnlyCollection<string> halls, CancellationToken cancel)
    {
        var bodies = await catalog.FindInstitutionsAsync(institutions, null, cancel);
        var places = await catalog.FindHallsAsync(halls, cancel);
        return bodies.Select(b => KeyValuePair.Create(b.Key, b.Value.RegionCode)).Concat(places.Select(h => KeyValuePair.Create(h.Key, h.Value.RegionCode)))
            .DistinctBy(p => p.Key).ToDictionary();
    }
}
