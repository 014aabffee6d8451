using System.Collections.Concurrent;
using Haochaping.Kernel;
using Haochaping.Policy.Contracts;
using Haochaping.Policy.Domain;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Storage;
using Microsoft.Extensions.Logging;

namespace Haochaping.Policy.Features;

/// <summary>现行规则 — the running set behind one reference, and the calendar that came with it.</summary>
internal sealed partial class RunningRules(RuleFolder folder, IPackArchive archive, ICalendarArchive years, IApprovedDrafts drafts, ILogger<RunningRules> log) : IRulePacks, IWorkCalendar
{
    // One after the other, so that an older reading never replaces a newer one.
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private readonly ConcurrentDictionary<PackRef, RulePack> restored = new();
    private volatile RuleSet? current;
    private volatile Refusal? refused;
    private Task<Result<Done>>? opened;

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

    /// <summary>The same with the files it came from, for who drafts from it.</summary>
    public CompiledPack? FindCompiled(PackRef reference) => Set.Get(reference)
        ?? (archive.Find(reference) is { } stack ? CompiledPack.RestoreCompiled(reference, stack, Set) : null);

    public bool IsWorkday(DateOnly date) => Set.Calendar.IsWorkday(date);

    public bool IsKnown(DateOnly date) => Set.Calendar.IsKnown(date);

    public DateOnly Add(DateOnly day, WorkingDays days) => Set.Calendar.Add(day, days);

    public CalendarDay? Notice(DateOnly date) => Set.Calendar.Notice(date);

    public IReadOnlyList<int> MissingYears(DateOnly today) => Set.Calendar.MissingYears(today);

    public Refusal? Refused => refused;

    public Result<IReadOnlyList<RulePack>> Check() => Load(years.Peek()).Then<IReadOnlyList<RulePack>>(set => Listed(set.Packs));

    public Task<Result<Done>> OpenAsync(Task store, CancellationToken cancel) => opened ??= Task.Run(
        async () =>
        {
            var files = Load(CalendarShelf.Empty);
            await store;
            return await ReloadAsync(files, cancel);
        },
        cancel);

    public Task<Result<Done>> ReloadAsync(CancellationToken cancel) => ReloadAsync(null, cancel);

    private async Task<Result<Done>> ReloadAsync(Result<RuleSet>? ahead, CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            return await SwapAsync(ahead, cancel);
        }
        finally
        {
            Gate.Release();
        }
    }

    private async Task<Result<Done>> SwapAsync(Result<RuleSet>? ahead, CancellationToken cancel)
    {
        if (!(await LoadAsync(ahead, cancel)).Is(out var loaded, out var refusal))
        {
            refused = refusal;
            LogRefused(string.Join("\n", Lines(refusal)));
            return refusal;
        }

        var next = loaded.Set;

        // Kept before it rules: no row may ever hold a reference that nobody can look up.
        await archive.KeepAsync(next.Compiled, cancel);
        (current, refused) = (next, LeftOut(loaded.LeftOut));
        LogRunning(string.Join(", ", next.Packs.Select(p => p.Ref)));
        return new Done();
    }

    private async Task<Result<(RuleSet Set, IReadOnlyList<Complaint> LeftOut)>> LoadAsync(Result<RuleSet>? ahead, CancellationToken cancel)
    {
        var (imported, approved) = (years.Read(), await drafts.ReadAsync(cancel));
        return ahead is not null && imported.Revision == 0 && approved.Count == 0
            ? ahead.Value.Then<(RuleSet, IReadOnlyList<Complaint>)>(set => (set, [])) // the files alone speak
            : folder.Read().Then(files => ApprovedPacks.Load(files with { Imported = imported }, approved));
    }

    private Refusal? LeftOut(IReadOnlyList<Complaint> complaints)
    {
        if (complaints.Count == 0)
        {
            return null;
        }

        var refusal = new Refusal(RefusalKind.Unprocessable, "draft-left-out", "有已批准的草稿不能装载，未并入", Complaints: complaints);
        LogRefused(string.Join("\n", Lines(refusal)));
        return refusal;
    }

    // Files alone: commands that only ask about rules need no database. Whoever works in the house opens them first.
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
