using System.Diagnostics;
using System.Globalization;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Ledger;

/// <summary>T18 in large, by hand and by night: <c>LEDGER_ROWS=1000000</c>, run with <c>--explicit only</c>.</summary>
public sealed class LedgerScaleTests
{
    [Fact(Explicit = true)]
    public async Task A_million_entries_are_sealed_and_verified_within_a_minute_and_300_MB()
    {
        var cancel = TestContext.Current.CancellationToken;
        var rows = int.Parse(Environment.GetEnvironmentVariable("LEDGER_ROWS") ?? "1000000", CultureInfo.InvariantCulture);
        using var bench = new LedgerBench();
        var sealing = new Stopwatch();
        for (var from = 0; from < rows; from += 10_000)
        {
            await FillAsync(bench, from, cancel);
            sealing.Start();
            while (await bench.SealAsync() > 0)
            {
            }

            sealing.Stop();
        }

        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var verifying = Stopwatch.StartNew();
        var (report, faults) = await bench.VerifyAsync();
        verifying.Stop();
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576;
        Console.WriteLine($"sealed {rows / sealing.Elapsed.TotalSeconds:F0}/s, verified {rows / verifying.Elapsed.TotalSeconds:F0}/s in {verifying.Elapsed.TotalSeconds:F1} s, peak {peak} MiB, grown {(GC.GetTotalMemory(false) - before) / 1048576} MiB");

        faults.ShouldBeEmpty();
        report.Entries.ShouldBe(rows);
        verifying.Elapsed.TotalSeconds.ShouldBeLessThan(60);
        peak.ShouldBeLessThan(300);
    }

    private static async Task FillAsync(LedgerBench bench, int from, CancellationToken cancel)
    {
        await using var db = bench.Db();
        var rows = Enumerable.Range(from, 10_000).Select(i => JournalWriting.Write(
            new ThingCounted(Ids.Derive("case", $"{i}"), new string('字', 60)), Ids.Derive("entry", $"{i}"), Actor.House, bench.Clock.GetUtcNow())).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await bench.Store.InsertAsync(db, Table.Of(db, typeof(JournalEntry)), [.. rows.Select(r => (object)r.Entry)], cancel);
        await bench.Store.InsertAsync(db, Table.Of(db, typeof(Unsealed)), [.. rows.Select(r => (object)r.Queued)], cancel);
        await transaction.CommitAsync(cancel);
    }

    [Kernel.Facts.Fact("thing-counted", 1)]
    private sealed record ThingCounted(Guid CaseId, string Text) : IFact;
}
