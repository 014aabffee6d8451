using Haochaping.Policy.Contracts;

namespace Haochaping.Policy.Domain;

/// <summary>合集检查 — what only all files together can get wrong: versions that overlap, years that no calendar covers.</summary>
internal static class SetChecks
{
    public static void Run(IReadOnlyList<CompiledPack> compiled, WorkCalendar calendar, Complaints complaints)
    {
        foreach (var versions in compiled.GroupBy(c => c.Pack.Ref.Id))
        {
            Overlaps([.. versions.OrderBy(v => v.Pack.EffectiveFrom ?? DateOnly.MinValue)], complaints);
        }

        if (complaints.Count == 0)
        {
            compiled.ToList().ForEach(c => Years(c, calendar, complaints));
        }
    }

    /// <summary>An older version whose end is open ends where the newer one begins; an end that is stated must lie before it.</summary>
    private static void Overlaps(IReadOnlyList<CompiledPack> versions, Complaints complaints)
    {
        foreach (var (older, newer) in versions.Zip(versions.Skip(1)))
        {
            if (older.Pack.EffectiveFrom == newer.Pack.EffectiveFrom)
            {
                complaints.Add(File(newer), null, newer.Pack.Ref.Id, "duplicate", $"与 {File(older)} 的 id 和施行日期相同");
            }
            else if (older.Pack.EffectiveTo >= newer.Pack.EffectiveFrom)
            {
                complaints.Add(File(newer), null, "pack.effective_from", "overlapping-dates",
                    $"{File(older)} 施行至 {older.Pack.EffectiveTo:yyyy-MM-dd}，本文件自 {newer.Pack.EffectiveFrom:yyyy-MM-dd} 起，期间重叠");
            }
        }
    }

    /// <summary>Future years are provisional and said so; a gap in the past would be a silent guess.</summary>
    private static void Years(CompiledPack compiled, WorkCalendar calendar, Complaints complaints)
    {
        var pack = compiled.Pack;
        if (calendar.Years.Count == 0)
        {
            complaints.Add("calendar", null, "", "missing-calendar", "有规则包按工作日计算，须有节假日安排");
            return;
        }

        var (first, last) = (pack.EffectiveFrom?.Year, Math.Min(calendar.Years[^1].Year, pack.EffectiveTo?.Year ?? int.MaxValue));
        var missing = first is { } from ? Enumerable.Range(from, Math.Max(last - from + 1, 0)).Except(calendar.Years.Select(y => y.Year)).ToList() : [];
        if (missing.Count > 0)
        {
            complaints.Add(File(compiled), null, "pack.effective_from", "missing-calendar",
                $"自 {pack.EffectiveFrom:yyyy-MM-dd} 起施行，但缺少 {string.Join("、", missing)} 年的节假日安排（calendar/<年>.json）");
        }
    }

    private static string File(CompiledPack compiled) => compiled.Layers.First(l => l.Kind != LayerKind.Overlay).Tree.Name;
}
