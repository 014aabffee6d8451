using System.Collections.Concurrent;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Storage;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features;

/// <summary>现行规则 — the running set behind one reference, and the calendar that came with it.</summary>
internal sealed partial class RunningRules(RuleFolder folder, IPackArchive archive, ICalendarArchive years, ILogger<RunningRules> log) : IRulePacks, IWorkCalendar
{
    private readonly ConcurrentDictionary<PackRef, RulePack> restored = new();
    private volatile RuleSet? current;
    private volatile Refusal? refused;

    /// <summary>The running set. The first reader loads it; a bad set refuses the start with every complaint.</summary>
    public RuleSet Set => current ?? First();

    public IReadOnlyList<RulePack> All => Set.Packs;

    public IReadOnlyList<CalendarYear> Years => Set.Calendar.Years;

    public RulePack For(string regionCode, DateOnly date) => Set.For(regionCode, date);

    public RulePack? Find(string packId, DateOnly date) => Set.Find(packId, date);

    public RulePack Get(PackRef reference) => Find(reference)
        ?? throw new KeyNotFoundException($"No rule pack {reference}: neither running nor archived");

    public RulePack? Find(PackRef reference)
    {
        if ((Set.Get(reference)?.Pack ?? restored.GetValueOrDefault(reference)) is { } known)
        {
            return known;
        }

        return archive.Find(reference) is { } stack
            ? restored.GetOrAdd(reference, CompiledPack.Restore(reference, stack, Set))
            : null;
    }

    public int Revision => Set.Calendar.Revision;

    public bool IsWorkday(DateOnly date) => Set.Calendar.IsWorkday(date);

    public bool IsKnown(DateOnly date) => Set.Calendar.IsKnown(date);

    public DateOnly Add(DateOnly day, WorkingDays days) => Set.Calendar.Add(day, days);

    public CalendarDay? Notice(DateOnly date) => Set.Calendar.Notice(date);

    public IReadOnlyList<string> Problems(DateOnly today) => Set.Calendar.Problems(today);

    public Refusal? Refused => refused;

    public Result<IReadOnlyList<RulePack>> Check() => Load(years.Peek()).Then<IReadOnlyList<RulePack>>(set => Listed(set.Packs));

    public async Task<Result<Done>> ReloadAsync(CancellationToken cancel)
    {
        if (!Load(years.Read()).Is(out var next, out var refusal))
        {
            refused = refusal;
            LogRefused(string.Join("\n", Lines(refusal)));
            return refusal;
        }

        // Kept before it rules: no row may ever hold a reference that nobody can look up.
        await archive.KeepAsync(next.Compiled, cancel);
        (current, refused) = (next, null);
        LogRunning(string.Join(", ", next.Packs.Select(p => p.Ref)));
        return new Done();
    }

    private RuleSet First()
    {
        lock (restored)
        {
            return current ??= Load(years.Peek()).Is(out var set, out var refusal)
                ? set
                : throw new InvalidDataException($"{refusal.Message}\n{string.Join("\n", Lines(refusal))}");
        }
    }

    // An interface converts to nothing by itself.
    private static Result<IReadOnlyList<RulePack>> Listed(IReadOnlyList<RulePack> packs) => new List<RulePack>(packs);

    /// <summary>The set the files and these imported years would make.</summary>
    public Result<RuleSet> Load(CalendarShelf imported) => folder.Read().Then(files => RuleSetLoader.Load(files with { Imported = imported }));

    private static IEnumerable<string> Lines(Refusal refusal) =>
        (refusal.Complaints ?? []).Select(c => $"{c.Field} [{c.Code}] {c.Message}").Prepend(refusal.Message);

    [LoggerMessage(LogLevel.Error, "Rule packs refused, the old set keeps running: {Complaints}")]
    private partial void LogRefused(string complaints);

    [LoggerMessage(LogLevel.Information, "Rule packs running: {Packs}")]
    private partial void LogRunning(string packs);
}
