using Haochaping.Identity.Contracts;

namespace Haochaping.Catalog.Features;

/// <summary>导入人 — names for the actors that import records keep as <c>staff:token</c>.</summary>
internal sealed class ImportPeople(IStaffNames names)
{
    public async Task<Dictionary<string, string>> NamesAsync(IEnumerable<string> actors, CancellationToken cancel)
    {
        var byId = actors.Distinct().Select(a => (Actor: a, Id: a[(a.IndexOf(':') + 1)..])).Where(a => a.Id.Length > 0).ToList();
        var found = await names.NamesAsync([.. byId.Select(a => a.Id)], cancel);
        return byId.Where(a => found.ContainsKey(a.Id)).ToDictionary(a => a.Actor, a => found[a.Id]);
    }
}
