using System.Collections.Frozen;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Policy.Domain;

/// <summary>规则集 — everything one loading brought: packs, calendar, places. Immutable, swapped as one reference.</summary>
internal sealed class RuleSet
{
    private readonly FrozenDictionary<PackRef, CompiledPack> byRef;
    private readonly FrozenDictionary<string, Place> places;
    private readonly FrozenDictionary<string, Place>.AlternateLookup<ReadOnlySpan<char>> prefixes;
    private readonly Place fallback;

    public RuleSet(
        IReadOnlyList<CompiledPack> packs,
        CompiledPack national,
        WorkCalendar calendar,
        IReadOnlyDictionary<string, string> places,
        string defaultId,
        Labels labels)
    {
        Compiled = packs;
        Packs = [.. packs.Select(p => p.Pack)];
        National = national;
        Calendar = calendar;
        Labels = labels;
        byRef = packs.ToFrozenDictionary(p => p.Pack.Ref);
        this.places = places.ToFrozenDictionary(p => p.Key, p => new Place(Versions(p.Value), national.Pack), StringComparer.Ordinal);
        prefixes = this.places.GetAlternateLookup<ReadOnlySpan<char>>();
        fallback = new Place(Versions(defaultId), national.Pack);
    }

    public IReadOnlyList<RulePack> Packs { get; }

    public IReadOnlyList<CompiledPack> Compiled { get; }

    public CompiledPack National { get; }

    public WorkCalendar Calendar { get; }

    public Labels Labels { get; }

    public CompiledPack? Get(PackRef reference) => byRef.GetValueOrDefault(reference);

    public RulePack For(ReadOnlySpan<char> regionCode, DateOnly date) => PlaceOf(regionCode).On(date);

    /// <summary>Id of the pack that rules a region, whatever the date.</summary>
    public string IdOf(ReadOnlySpan<char> regionCode) => PlaceOf(regionCode).Id;

    private Place PlaceOf(ReadOnlySpan<char> regionCode)
    {
        for (var length = regionCode.Length; length > 0; length--)
        {
            if (prefixes.TryGetValue(regionCode[..length], out var place))
            {
                return place;
            }
        }

        return fallback;
    }

    public RulePack? Find(string packId, DateOnly date)
    {
        var versions = Versions(packId);
        return versions.LastOrDefault(p => p.IsActive && p.EffectiveFrom <= date && (p.EffectiveTo ?? date) >= date) ?? versions.LastOrDefault();
    }

    private List<RulePack> Versions(string packId) => [.. Packs.Where(p => p.Ref.Id == packId).OrderBy(p => p.EffectiveFrom ?? DateOnly.MinValue)];

    /// <summary>The versions of one place's pack, oldest first, and ND in the three guises it may have to stand in for it.</summary>
    private sealed class Place(List<RulePack> versions, RulePack national)
    {
        private readonly bool isNational = versions.Exists(v => v.Ref == national.Ref);
        private readonly RulePack[] active = [.. versions.Where(v => v.IsActive).Reverse()];
        private readonly RulePack draft = StandIn(national, versions[^1], Words.Key("{0}规则未启用（{1}），适用国家默认规则"), versions[^1].Unconfirmed);
        private readonly RulePack notYet = StandIn(national, versions[0], Words.Key("{0}规则在该日尚未施行，适用国家默认规则"));
        private readonly RulePack expired = StandIn(national, versions[^1], Words.Key("{0}规则在该日已过有效期，适用国家默认规则"));

        public string Id => versions[0].Ref.Id;

        public RulePack On(DateOnly date)
        {
            if (isNational)
            {
                return national;
            }

            foreach (var version in active)
            {
                if (version.EffectiveFrom <= date)
                {
                    return version.EffectiveTo < date ? expired : version;
                }
            }

            return active.Length == 0 ? draft : notYet;
        }

        private static RulePack StandIn(RulePack national, RulePack absent, string form, params IReadOnlyList<string> reasons) =>
            national with { Banners = [.. national.Banners, new(form, absent.Name, reasons)] };
    }
}
