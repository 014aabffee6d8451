using Haochaping.Storage.Postgres;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

/// <summary>What differs on PostgreSQL: true concurrency, typed columns, its own reader.</summary>
public sealed class LedgerOnPostgresTests : IAsyncLifetime
{
    private string database = "";
    private PostgresStore store = null!;
    private LedgerBench bench = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PostgresServer.IsThere, PostgresServer.WhySkipped);
        database = await PostgresServer.CreateDatabaseAsync(cancel: Cancel);
        store = new PostgresStore(database);
        bench = new LedgerBench(store);
    }

    public async ValueTask DisposeAsync()
    {
        if (bench is not null)
        {
            bench.Dispose();
            store.Dispose();
            await PostgresServer.DropDatabaseAsync(database, Cancel);
        }
    }

    [Fact]
    public async Task Sealers_racing_without_a_lease_leave_one_log_without_gaps()
    {
        var done = false;
        var sealers = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!Volatile.Read(ref done))
                {
                    await bench.SealAsync();
                }
            },
            Cancel)).ToList();
        for (var i = 0; i < 60; i++)
        {
            await bench.LeaveAsync(10);
        }

        done = true;
        await Task.WhenAll(sealers);
        while (await bench.SealAsync() > 0)
        {
        }

        var (report, faults) = await bench.VerifyAsync();
        faults.ShouldBeEmpty();
        (report.Entries, report.Unsealed).ShouldBe((600, 0));
    }

    [Fact]
    public async Task Damage_to_any_column_is_found_in_every_row()
    {
        await bench.LeaveAsync(300);
        await bench.SealAsync();
        await bench.LeaveAsync(1);
        await bench.SealAsync();
        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();

        foreach (var (table, column, value, rows) in new[]
        {
            ("journal", "type", "type || ' '", 301),
            ("journal", "at", "at + interval '1 microsecond'", 301),
            ("journal", "at", "'infinity'", 301),
            ("journal", "business_date", "business_date - 1", 301),
            ("journal", "business_date", "'-infinity'", 301),
            ("journal", "body", "set_byte(body, 70, get_byte(body, 70) # 1)", 301),
            ("journal", "body", "''", 301),
            ("log", "leaf", "set_byte(leaf, 31, get_byte(leaf, 31) # 128)", 301),
            ("log", "leaf", "NULL", 301),
            ("log", "case_id", "md5(case_id::text)::uuid", 301),
            ("ledger_tiles", "hashes", "set_byte(hashes, 31, get_byte(hashes, 31) # 128)", 3),
            ("ledger_checkpoints", "root", "sha256(root)", 2),
            ("ledger_checkpoints", "at", "at + interval '1 second'", 2),
            ("ledger_checkpoints", "note", "note || ' '", 2),
            ("ledger_checkpoints", "size", "size + 1000", 2),
            ("ledger_checkpoints", "signed_by", "NULL", 2),
        })
        {
            bench.Tamper($"CREATE TABLE kept AS SELECT * FROM {table}; ALTER TABLE {table} ALTER {column} DROP NOT NULL; UPDATE {table} SET {column} = {value}");
            var faults = (await bench.VerifyAsync()).Faults;
            faults.Where(f => f.Table == table && (f.Column ?? "").Split(", ").Contains(column)).Select(f => f.Row).Distinct().Count().ShouldBe(rows, $"{table}.{column} := {value}");
            bench.Tamper($"DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept");
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_verification_sees_one_moment_while_sealing_goes_on()
    {
        await bench.LeaveAsync(10);
        await bench.SealAsync();
        var verified = Task.Run(async () =>
        {
            var clean = 0;
            for (var i = 0; i < 20; i++)
            {
                clean += (await bench.VerifyAsync()).Faults.Count == 0 ? 1 : 0;
            }

            return clean;
        }, Cancel);
        while (!verified.IsCompleted)
        {
            await bench.LeaveAsync(3);
            await bench.SealAsync();
        }

        (await verified).ShouldBe(20);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_told_and_the_rest_as_well()
    {
        await bench.LeaveAsync(3);
        await bench.SealAsync();
        bench.Tamper("DROP TABLE journal");
        (await bench.VerifyAsync()).Faults.ShouldContain(f => f.Code == "table-unreadable");
    }
}
