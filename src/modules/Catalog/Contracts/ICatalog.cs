namespace Haochaping.Catalog.Contracts;

/// <summary>
/// 事项与机构 — the look-ups of the catalogue. Every look-up has a batch form, because cases arrive a thousand at a time;
/// answers hold only what was found. <c>on</c> asks for a day (default: the newest version); a day before the first
/// version gets the first version, because the catalogue knows nothing earlier. What is closed is still found, and says
/// so: an old case keeps its names.
/// </summary>
public interface ICatalog
{
    /// <summary>Divisions with everything above them, by code; short codes are padded and answered under the code as asked.</summary>
    Task<IReadOnlyDictionary<string, RegionPath>> FindRegionsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel);

    /// <summary>Institutions by code.</summary>
    Task<IReadOnlyDictionary<string, InstitutionInfo>> FindInstitutionsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel);

    /// <summary>Items by code. A 33-character 业务办理项 that is not listed itself is answered by its main item (first 31).</summary>
    Task<IReadOnlyDictionary<string, ItemInfo>> FindItemsAsync(IReadOnlyCollection<string> codes, DateOnly? on, CancellationToken cancel);

    /// <summary>Halls by code.</summary>
    Task<IReadOnlyDictionary<string, HallInfo>> FindHallsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel);

    /// <summary>Platforms by code.</summary>
    Task<IReadOnlyDictionary<string, PlatformInfo>> FindPlatformsAsync(IReadOnlyCollection<string> codes, CancellationToken cancel);

    /// <summary>Windows by hall and number, or by institution and number.</summary>
    Task<IReadOnlyDictionary<WindowKey, WindowInfo>> FindWindowsAsync(IReadOnlyCollection<WindowKey> keys, CancellationToken cancel);

    /// <summary>Staff by the body they work in (or their personnel unit) and 工号.</summary>
    Task<IReadOnlyDictionary<StaffKey, StaffInfo>> FindStaffAsync(IReadOnlyCollection<StaffKey> keys, CancellationToken cancel);

    /// <summary>Staff by token, for display.</summary>
    Task<IReadOnlyDictionary<Guid, StaffInfo>> FindStaffByTokenAsync(IReadOnlyCollection<Guid> tokens, CancellationToken cancel);

    /// <summary>Who sat where, by the duty roster at the instant. Several at once: the one who sat down last; so a row without end speaks whenever nobody else is rostered.</summary>
    Task<IReadOnlyDictionary<Seat, StaffInfo>> WhoSatAtAsync(IReadOnlyCollection<Seat> seats, CancellationToken cancel);

    /// <summary>
    /// The county's 政务服务管理部门 for a region (or the nearest above, where there is no county): who leads the orders of
    /// township and village bodies. Ask only when <see cref="InstitutionInfo.IsLedByCounty"/>. Null: not registered.
    /// </summary>
    Task<InstitutionInfo?> CountyAuthorityOfAsync(string regionCode, CancellationToken cancel);
}

/// <summary>The single forms.</summary>
public static class CatalogLookups
{
    extension(ICatalog catalog)
    {
        /// <summary>One division with its ancestors, or null.</summary>
        public async Task<RegionPath?> FindRegionAsync(string code, CancellationToken cancel) =>
            (await catalog.FindRegionsAsync([code], cancel)).GetValueOrDefault(code);

        /// <summary>One institution in its newest version, or null.</summary>
        public async Task<InstitutionInfo?> FindInstitutionAsync(string code, CancellationToken cancel) =>
            (await catalog.FindInstitutionsAsync([code], null, cancel)).GetValueOrDefault(code);

        /// <summary>One item in its newest version, or null.</summary>
        public async Task<ItemInfo?> FindItemAsync(string code, CancellationToken cancel) =>
            (await catalog.FindItemsAsync([code], null, cancel)).GetValueOrDefault(code);

        /// <summary>One window, or null.</summary>
        public async Task<WindowInfo?> FindWindowAsync(string hallOrInstitution, string number, CancellationToken cancel)
        {
            var key = new WindowKey(hallOrInstitution, number);
            return (await catalog.FindWindowsAsync([key], cancel)).GetValueOrDefault(key);
        }

        /// <summary>One member of staff, or null.</summary>
        public async Task<StaffInfo?> FindStaffAsync(string institution, string workNumber, CancellationToken cancel)
        {
            var key = new StaffKey(institution, workNumber);
            return (await catalog.FindStaffAsync([key], cancel)).GetValueOrDefault(key);
        }

        /// <summary>Who sat at the window at the instant, or null where the roster does not say.</summary>
        public async Task<StaffInfo?> WhoSatAtAsync(WindowKey window, DateTimeOffset at, CancellationToken cancel)
        {
            var seat = new Seat(window, at);
            return (await catalog.WhoSatAtAsync([seat], cancel)).GetValueOrDefault(seat);
        }
    }
}
