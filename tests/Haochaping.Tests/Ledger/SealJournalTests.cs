using System.Diagnostics;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Domain;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Ledger;

public sealed class SealJournalTests : IDisposable
{
    private readonly LedgerBench bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Entries_are_sealed_in_order_of_arrival_and_verify_clean()
    {
        var keys = await bench.LeaveAsync(300);
        (await bench.SealAsync()).ShouldBe(300);
        (await bench.SealAsync()).ShouldBe(0);

        await using var db = bench.Db();
        var log = await db.Log.OrderBy(l => l.Position).Select(l => new { l.Position, l.CaseId, l.EntryId }).ToListAsync(Cancel);
        log.Select(l => (l.CaseId, l.EntryId)).ShouldBe(keys);
        log.Select(l => l.Position).ShouldBe(Enumerable.Range(0, 300).Select(p => (long)p));
        (await db.Unsealed.CountAsync(Cancel)).ShouldBe(0);
        var (report, faults) = await bench.VerifyAsync();
        faults.ShouldBeEmpty();
        (report.Entries, report.Unsealed, report.Tiles, report.Checkpoints, report.IsClean).ShouldBe((300, 0, 3, 1, true));
        report.Root.ShouldBe((await bench.AskAsync(l => l.HeadAsync(Cancel))).Root);
    }

    [Fact]
    public async Task A_new_log_signs_its_emptiness_first()
    {
        (await bench.AskAsync(l => l.HeadAsync(Cancel))).Root.ShouldBe(Hash.Empty.ToString());
        await bench.SealAsync();
        await bench.SealAsync();
        var head = await bench.AskAsync(l => l.HeadAsync(Cancel));
        (head.Size, head.Root).ShouldBe((0, Hash.Empty.ToString()));
        (await bench.VerifyAsync()).Report.ShouldSatisfyAllConditions(r => r.IsClean.ShouldBeTrue(), r => r.Checkpoints.ShouldBe(1));
    }

    [Fact]
    public async Task Many_small_batches_across_tile_borders_make_the_tree_of_one_large_batch()
    {
        foreach (var size in new[] { 1, 2, 250, 3, 1, 260, 7 })
        {
            await bench.LeaveAsync(size);
            await bench.SealAsync();
            bench.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        // every envelope has a salt of its own, so the one large tree is recomputed from the same leaves
        var report = await bench.VerifyAsync();
        report.Faults.ShouldBeEmpty();
        (await bench.AskAsync(l => l.HeadAsync(Cancel))).Size.ShouldBe(524);
    }

    [Fact]
    public async Task A_sealed_entry_is_found_and_its_proof_holds_off_line()
    {
        var early = await bench.LeaveAsync(3);
        await bench.SealAsync();
        var late = await bench.LeaveAsync(300);
        (await bench.AskAsync(l => l.FindAsync(late[7].CaseId, late[7].EntryId, Cancel))).ShouldBeNull();
        (await bench.AskAsync(l => l.ProofAsync(late[7].CaseId, late[7].EntryId, Cancel))).ShouldBeNull();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.SealAsync();

        var place = (await bench.AskAsync(l => l.FindAsync(early[1].CaseId, early[1].EntryId, Cancel))).ShouldNotBeNull();
        (place.Position, place.TreeSize).ShouldBe((1, 3));
        (await bench.AskAsync(l => l.FindAsync(late[7].CaseId, late[7].EntryId, Cancel)))!.CheckpointAt.ShouldBe(place.CheckpointAt.AddMinutes(1));
        foreach (var (caseId, entryId) in early.Concat(late))
        {
            await using var db = bench.Db();
            var body = await db.Journal.Where(j => j.CaseId == caseId && j.EntryId == entryId).Select(j => j.Body).SingleAsync(Cancel);
            var proof = InclusionProof.Parse((await bench.AskAsync(l => l.ProofAsync(caseId, entryId, Cancel)))!).Value;
            proof.Proves(body, bench.LogKeys.Origin, bench.LogKeys.Current().Signer.Keys).Value.Size.ShouldBe(303);
        }
    }

    [Fact]
    public async Task Two_sealers_at_once_leave_one_log_without_gaps()
    {
        var keys = await bench.LeaveAsync(400);
        await bench.SealAsync();
        var done = false;
        var sealers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                await bench.SealAsync();
            }
        })).ToList();
        for (var i = 0; i < 40; i++)
        {
            keys.AddRange(await bench.LeaveAsync(5));
        }

        done = true;
        await Task.WhenAll(sealers);
        await bench.SealAsync();

        var (report, faults) = await bench.VerifyAsync();
        faults.ShouldBeEmpty();
        report.Entries.ShouldBe(600);
    }

    [Fact]
    public async Task The_loser_of_a_race_writes_nothing_and_starts_over()
    {
        await bench.LeaveAsync(10);
        // SQLite lets nobody in between a read and its write, so the double stands for PostgreSQL's two transactions.
        var late = new StoreThatLoses(bench.Store, () => bench.SealAsync());
        (await bench.SealAsync(late)).ShouldBe(0);

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
        await using var db = bench.Db();
        (await db.Log.CountAsync(Cancel)).ShouldBe(10);
    }

    [Fact]
    public async Task A_crash_between_any_two_steps_loses_and_doubles_nothing()
    {
        await bench.LeaveAsync(20);
        await bench.SealAsync();
        await bench.LeaveAsync(20);
        await Should.ThrowAsync<IOException>(() => bench.SealAsync(new StoreThatCrashes(bench.Store)));
        (await bench.VerifyAsync()).Report.ShouldSatisfyAllConditions(r => r.Entries.ShouldBe(20), r => r.Unsealed.ShouldBe(20), r => r.IsClean.ShouldBeTrue());

        (await bench.SealAsync()).ShouldBe(20);
        (await bench.VerifyAsync()).Report.ShouldSatisfyAllConditions(r => r.Entries.ShouldBe(40), r => r.Unsealed.ShouldBe(0), r => r.IsClean.ShouldBeTrue());
    }

    [Fact]
    public async Task A_store_whose_tiles_were_altered_is_not_signed_again()
    {
        await bench.LeaveAsync(20);
        await bench.SealAsync();
        bench.Tamper("UPDATE ledger_tiles SET hashes = zeroblob(640)");
        await bench.LeaveAsync(1);

        await Should.ThrowAsync<InvalidOperationException>(() => bench.SealAsync());
    }

    [Fact]
    public async Task A_new_signing_key_leaves_old_checkpoints_checkable()
    {
        await bench.LeaveAsync(5);
        await bench.SealAsync();
        bench.Keys.Rotate();
        await bench.LeaveAsync(5);
        await bench.SealAsync();

        var (report, faults) = await bench.VerifyAsync();
        faults.ShouldBeEmpty();
        report.Checkpoints.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_entry_queued_twice_is_sealed_once_and_told()
    {
        await bench.LeaveAsync(3);
        bench.Tamper("INSERT INTO unsealed (case_id, entry_id) SELECT case_id, entry_id FROM unsealed");
        await bench.SealAsync();
        (await bench.VerifyAsync()).Report.ShouldSatisfyAllConditions(r => r.Entries.ShouldBe(3), r => r.IsClean.ShouldBeTrue());

        bench.Tamper("INSERT INTO unsealed (case_id, entry_id) SELECT case_id, entry_id FROM log");
        await bench.LeaveAsync(1);
        (await bench.SealAsync()).ShouldBe(1);
        (await bench.VerifyAsync()).Faults.Select(f => f.Code).ShouldBe(["queue-sealed", "queue-sealed", "queue-sealed"]);
    }

    [Fact]
    public async Task Three_thousand_leaves_a_second_is_no_effort()
    {
        var queue = new List<object>();
        var entries = new List<object>();
        for (var i = 0; i < 6000; i++)
        {
            var (caseId, entryId) = (Kernel.Ids.Derive("c", $"{i}"), Kernel.Ids.Derive("e", $"{i}"));
            entries.Add(new JournalEntry { CaseId = caseId, EntryId = entryId, Type = "x@1", At = default, BusinessDate = default, Body = new byte[400] });
            queue.Add(new Unsealed { CaseId = caseId, EntryId = entryId });
        }

        await using (var db = bench.Db())
        {
            db.AddRange(entries);
            db.AddRange(queue);
            await db.SaveChangesAsync(Cancel);
        }

        var watch = Stopwatch.StartNew();
        while (await bench.SealAsync() > 0)
        {
        }

        TestContext.Current.SendDiagnosticMessage("sealed {0:F0} leaves/s", 6000 / watch.Elapsed.TotalSeconds);
        watch.Elapsed.TotalSeconds.ShouldBeLessThan(6); // a tenth of the promise would still pass on a busy machine; a quadratic slip would not
    }

    /// <summary>Another node seals the same entries between this one's reading and writing.</summary>
    private sealed class StoreThatLoses(IStore inner, Func<Task> other) : Inner(inner)
    {
        public override async Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel)
        {
            await db.Database.CurrentTransaction!.RollbackAsync(cancel);
            await other();
            await db.Database.OpenConnectionAsync(cancel);
            await base.InsertAsync(db, table, rows, cancel);
        }
    }

    /// <summary>The machine dies when the lines are written and nothing else is.</summary>
    private sealed class StoreThatCrashes(IStore inner) : Inner(inner)
    {
        public override async Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel)
        {
            await base.InsertAsync(db, table, rows, cancel);
            throw new IOException("power");
        }
    }

    private abstract class Inner(IStore inner) : IStore
    {
        public string Name => inner.Name;

        public int WriteLanes => inner.WriteLanes;

        public void Configure(DbContextOptionsBuilder options) => inner.Configure(options);

        public Task<List<TRow>> LoadAsync<TRow>(AppDb db, IReadOnlyList<object[]> keys, CancellationToken cancel)
            where TRow : class => inner.LoadAsync<TRow>(db, keys, cancel);

        public virtual Task InsertAsync(AppDb db, Table table, IReadOnlyList<object> rows, CancellationToken cancel) => inner.InsertAsync(db, table, rows, cancel);

        public Task<bool[]> ClaimAndInsertAsync(AppDb db, RowClaims claims) => inner.ClaimAndInsertAsync(db, claims);

        public Task<string?> UnfitAsync(AppDb db, CancellationToken cancel) => inner.UnfitAsync(db, cancel);

        public Task<IReadOnlyList<string>> UnsafeSettingsAsync(AppDb db, CancellationToken cancel) => inner.UnsafeSettingsAsync(db, cancel);

        public Kernel.Refusal? Diagnose(Exception exception) => inner.Diagnose(exception);
    }
}
