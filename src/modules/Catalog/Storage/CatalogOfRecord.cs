using Haochaping.Catalog.Domain;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Catalog.Storage;

/// <summary>The look-ups, over the tables and the memory of them.</summary>
internal sealed class CatalogOfRecord(AppDb db, CatalogMemory memory, TimeProvider clock) : ICatalog
{
    public async Task<IReadOnlyDictionary<string, RegionPath>> FindRegionsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel)
    {
        var asked = codes.Distinct().Select(c => (Asked: c, Code: RegionCode.TryNormalise(c, out var code) ? code : "")).Where(c => c.Code.Length > 0).ToList();
        var known = new Dictionary<string, Region>();
        for (var wanted = asked.Select(a => a.Code).ToHashSet(); wanted.Count > 0;)
        {
            var found = await VersionsAsync<Region>(wanted, cancel);
            foreach (var (code, versions) in found)
            {
                known[code] = Pick(versions, null);
            }

            wanted = [.. found.Keys.Select(c => known[c].Parent).Where(p => p.Length > 0 && !known.ContainsKey(p))];
        }

        return asked.Where(a => known.ContainsKey(a.Code)).ToDictionary(a => a.Asked, a => PathOf(known[a.Code], known));
    }

    public async Task<IReadOnlyDictionary<string, InstitutionInfo>> FindInstitutionsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel) =>
        (await VersionsAsync<Institution>(codes, cancel)).ToDictionary(f => f.Key, f => Say(Pick(f.Value, on)));

    public async Task<IReadOnlyDictionary<string, ItemInfo>> FindItemsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel)
    {
        var mains = codes.Select(ItemCode.MainOf).OfType<string>();
        var found = await VersionsAsync<ServiceItem>([.. codes, .. mains], cancel);
        return codes.Distinct()
            .Select(c => (Code: c, Versions: found.GetValueOrDefault(c) ?? (ItemCode.MainOf(c) is { } main ? found.GetValueOrDefault(main) : null)))
            .Where(f => f.Versions is not null)
            .ToDictionary(f => f.Code, f => Say(Pick(f.Versions!, on)));
    }

    public async Task<IReadOnlyDictionary<string, HallInfo>> FindHallsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel) =>
        (await VersionsAsync<Hall>(codes, cancel)).ToDictionary(f => f.Key, f => Say(Pick(f.Value, null)));

    public async Task<IReadOnlyDictionary<string, PlatformInfo>> FindPlatformsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel) =>
        (await VersionsAsync<Platform>(codes, cancel)).ToDictionary(f => f.Key, f => Say(Pick(f.Value, null)));

    public async Task<IReadOnlyDictionary<WindowKey, WindowInfo>> FindWindowsAsync(IReadOnlyCollection<WindowKey> keys, CancellationToken cancel) =>
        (await WindowRowsAsync(keys, cancel)).ToDictionary(f => f.Key, f => Say(f.Value));

    public async Task<IReadOnlyDictionary<StaffKey, StaffInfo>> FindStaffAsync(IReadOnlyCollection<StaffKey> keys, CancellationToken cancel)
    {
        var now = await memory.RecallAsync(db, cancel);
        var rows = await now.GetAsync(keys, missing => Names.StaffAsync(db, missing, cancel));
        return rows.ToDictionary(f => f.Key, f => Say(f.Value));
    }

    public async Task<IReadOnlyDictionary<Guid, StaffInfo>> FindStaffByTokenAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancel)
    {
        var now = await memory.RecallAsync(db, cancel);
        var rows = await now.GetAsync(tokens, missing =>
            db.StaffMembers.AsNoTracking().Where(s => s.Latest && missing.Contains(s.Token)).ToDictionaryAsync(s => s.Token, cancel));
        return rows.ToDictionary(f => f.Key, f => Say(f.Value));
    }

    public async Task<IReadOnlyDictionary<Seat, StaffInfo>> WhoSatAtAsync(IReadOnlyCollection<Seat> seats, CancellationToken cancel)
    {
        var windows = await WindowRowsAsync([.. seats.Select(s => s.Window).Distinct()], cancel);
        var keys = windows.Values.Select(w => w.Key).Distinct().ToList();
        if (keys.Count == 0)
        {
            return new Dictionary<Seat, StaffInfo>();
        }

        var (first, last) = (seats.Min(s => s.At), seats.Max(s => s.At));
        var duties = (await db.Duties.AsNoTracking()
            .Where(d => keys.Contains(d.Window) && d.From <= last && (d.To == null || d.To > first))
            .ToListAsync(cancel)).ToLookup(d => d.Window);
        var sat = seats.Distinct().Where(s => windows.ContainsKey(s.Window))
            .Select(s => (Seat: s, Duty: duties[windows[s.Window].Key].Where(d => d.From <= s.At && (d.To is not { } end || s.At < end)).MaxBy(d => d.From)))
            .Where(s => s.Duty is not null)
            .ToList();
        var people = await FindStaffByTokenAsync([.. sat.Select(s => s.Duty!.Staff).Distinct()], cancel);
        return sat.Where(s => people.ContainsKey(s.Duty!.Staff)).ToDictionary(s => s.Seat, s => people[s.Duty!.Staff]);
    }

    public async Task<InstitutionInfo?> CountyAuthorityOfAsync(string regionCode, CancellationToken cancel)
    {
        if ((await FindRegionsAsync([regionCode], cancel)).GetValueOrDefault(regionCode) is not { } path)
        {
            return null;
        }

        var today = clock.Now().BusinessDate();
        var county = path.CountyOrAbove.Code;
        var rows = await db.Institutions.AsNoTracking()
            .Where(i => i.Latest && i.Kind == BodyKind.ServiceAuthority && i.Region == county)
            .OrderBy(i => i.Key).ToListAsync(cancel);
        return rows.FirstOrDefault(i => i.EffectiveTo is not { } end || today < end) is { } authority ? Say(authority) : null;
    }

    private async Task<Dictionary<WindowKey, Window>> WindowRowsAsync(IReadOnlyCollection<WindowKey> keys, CancellationToken cancel)
    {
        var now = await memory.RecallAsync(db, cancel);
        return await now.GetAsync(keys, missing => Names.WindowsAsync(db, missing, cancel));
    }

    private async Task<Dictionary<string, List<T>>> VersionsAsync<T>(IReadOnlyCollection<string> keys, CancellationToken cancel)
        where T : Dated
    {
        var now = await memory.RecallAsync(db, cancel);
        return await now.GetAsync(keys, async missing =>
            (await db.Set<T>().AsNoTracking().Where(e => missing.Contains(e.Key)).ToListAsync(cancel))
            .GroupBy(e => e.Key)
            .ToDictionary(g => g.Key, g => g.OrderBy(e => e.EffectiveFrom).ToList()));
    }

    /// <summary>The last version that had begun by the day; before all of them, the first.</summary>
    private static T Pick<T>(List<T> versions, DateOnly? on)
        where T : Dated
        => on is { } day ? versions.LastOrDefault(v => v.EffectiveFrom <= day) ?? versions[0] : versions[^1];

    private static RegionPath PathOf(Region self, Dictionary<string, Region> known)
    {
        var path = new List<RegionInfo>();
        for (var at = self; at is not null && path.Count < 8; at = known.GetValueOrDefault(at.Parent))
        {
            path.Insert(0, new(at.Key, at.Name, at.Level, at.Parent));
        }

        return new(path);
    }

    private static InstitutionInfo Say(Institution i) => new(i.Key, i.Name, i.Kind, i.Region, i.Parent, i.VerticalLine, i.Supervisor, i.EffectiveTo);

    private static ItemInfo Say(ServiceItem i) =>
        new(i.Key, i.Name, i.ItemType, i.Institution, i.Region, i.MainName, i.Completion, i.Labels, i.Stages, i.Questions, i.RatingEnabled, i.EffectiveTo);

    private static HallInfo Say(Hall h) => new(h.Key, h.Name, h.Kind, h.Region, h.Institution);

    private static PlatformInfo Say(Platform p) => new(p.Key, p.Name, p.Kind, p.Region, p.Institution);

    private static WindowInfo Say(Window w) => new(w.Key, w.Number, w.Name, w.Hall, w.Institution);

    private static StaffInfo Say(StaffMember s) => new(s.Token, s.WorkNumber, s.Name, s.PersonnelUnit, s.Institution);
}
