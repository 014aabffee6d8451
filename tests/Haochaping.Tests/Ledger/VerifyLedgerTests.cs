using System.Text;
using Haochaping.Ledger.Contracts;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ledger;

/// <summary>T18 in small: whatever is done to the store, the verification finds it, names it, lists all of it and never throws.</summary>
public sealed class VerifyLedgerTests : IAsyncLifetime
{
    private const int Rows = 60;
    private readonly LedgerBench bench = new();

    public static TheoryData<string, string, int> Columns => new()
    {
        // table, column, mask: 0x01 swaps letters and digits, 0x20 swaps case, 0xFF turns bytes over
        { "journal", "case_id", 0x01 }, { "journal", "case_id", 0x20 },
        { "journal", "entry_id", 0x01 }, { "journal", "entry_id", 0x20 },
        { "journal", "type", 0x01 }, { "journal", "type", 0x80 },
        { "journal", "at", 0xFF }, { "journal", "at", 0x01 },
        { "journal", "business_date", 0x01 }, { "journal", "business_date", 0x20 },
        { "journal", "body", 0x01 },
        { "log", "case_id", 0x01 }, { "log", "case_id", 0x20 },
        { "log", "entry_id", 0x01 }, { "log", "entry_id", 0x20 },
        { "log", "leaf", 0x01 }, { "log", "leaf", 0xFF },
        { "ledger_tiles", "hashes", 0xFF },
        { "ledger_checkpoints", "root", 0x01 }, { "ledger_checkpoints", "root", 0xFF },
        { "ledger_checkpoints", "at", 0xFF }, { "ledger_checkpoints", "at", 0x01 },
        { "ledger_checkpoints", "signed_by", 0x01 }, { "ledger_checkpoints", "signed_by", 0x80 },
        { "ledger_checkpoints", "note", 0x01 }, { "ledger_checkpoints", "note", 0x20 },
    };

    public static TheoryData<string, string> SingleColumns => new()
    {
        { "log", "position" }, { "ledger_tiles", "level" }, { "ledger_tiles", "ordinal" },
        { "ledger_checkpoints", "number" }, { "ledger_checkpoints", "size" },
    };

    public static TheoryData<string, string> AllColumns => new()
    {
        { "journal", "case_id" }, { "journal", "entry_id" }, { "journal", "type" }, { "journal", "at" }, { "journal", "business_date" }, { "journal", "body" },
        { "log", "case_id" }, { "log", "entry_id" }, { "log", "leaf" },
        { "ledger_tiles", "level" }, { "ledger_tiles", "ordinal" }, { "ledger_tiles", "hashes" },
        { "ledger_checkpoints", "size" }, { "ledger_checkpoints", "root" }, { "ledger_checkpoints", "at" }, { "ledger_checkpoints", "signed_by" }, { "ledger_checkpoints", "note" },
    };

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            await bench.LeaveAsync(Rows / 6);
            await bench.SealAsync();
            bench.Clock.Advance(TimeSpan.FromSeconds(7));
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync()
    {
        bench.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Byte k of the column is flipped in all rows at once: every row must be named, not just the first.</summary>
    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Every_flipped_byte_of_every_column_is_found_in_every_row(string table, string column, int mask)
    {
        var cells = bench.Column(table, column);
        for (var at = 0; at < cells.Max(c => Bytes(c.Value).Length); at++)
        {
            var touched = cells.Where(c => at < Bytes(c.Value).Length).ToList();
            bench.Set(table, column, touched.Select(c => (c.RowId, Flip(c.Value, at, mask))));

            var faults = (await bench.VerifyAsync()).Faults;
            faults.Where(f => Names(f, table, column)).Select(f => f.Row).Distinct().Count()
                .ShouldBe(touched.Count, $"{table}.{column} byte {at}: {Told(faults)}");

            bench.Set(table, column, touched);
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(SingleColumns))]
    public async Task Every_flipped_byte_of_a_number_that_orders_rows_is_found(string table, string column)
    {
        var cells = bench.Column(table, column);
        foreach (var (rowId, value) in cells)
        {
            for (var at = 0; at < 8; at++)
            {
                // 0x40 keeps clear of the neighbours, whose places are taken
                Set(table, column, rowId, Flip(value, at, 0x40));
                var key = table is "log" || column is "number" ? (long)Flip(value, at, 0x40) : rowId;

                (await bench.VerifyAsync()).Faults.ShouldContain(f => f.Table == table, $"{table}.{column} row {rowId} byte {at}");
                Set(table, column, key, value);
            }
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(AllColumns))]
    public async Task Nothing_another_type_and_another_length_are_found_and_never_throw(string table, string column)
    {
        bench.Unlock();
        foreach (var (rowId, value) in bench.Column(table, column))
        {
            object[] damaged = value switch
            {
                string text => [DBNull.Value, Encoding.UTF8.GetBytes(text), text + "\0", text + "x", text[..^1], "", 7L, 0.5, new byte[] { 0xFF, 0xFE }],
                byte[] bytes => [DBNull.Value, Encoding.Latin1.GetString(bytes), bytes.Append((byte)0).ToArray(), bytes.SkipLast(1).ToArray(), Array.Empty<byte>(), 7L, 0.5],
                _ => [DBNull.Value, BitConverter.GetBytes((long)value), "x", 0.5, long.MinValue, long.MaxValue, -1L],
            };
            foreach (var damage in damaged.Where(d => !d.Equals(value)))
            {
                Set(table, column, rowId, damage);
                var faults = (await bench.VerifyAsync()).Faults;
                faults.ShouldContain(f => Names(f, table, column), $"{table}.{column} row {rowId} := {damage} ({damage.GetType().Name}): {Told(faults)}");
                Set(table, column, rowId, value);
            }

            if (rowId > 12)
            {
                break; // every row was met by the flips; the kinds of damage are what counts here
            }
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal", 60)]
    [InlineData("log", 60)]
    [InlineData("ledger_tiles", 1)]
    [InlineData("ledger_checkpoints", 6)]
    public async Task Every_deleted_row_is_found(string table, int rows)
    {
        var ids = bench.Column(table, "rowid").Select(r => r.RowId).ToList();
        ids.Count.ShouldBe(rows);
        foreach (var id in ids)
        {
            bench.Tamper($"CREATE TABLE kept AS SELECT rowid AS r, * FROM {table} WHERE rowid = {id}; DELETE FROM {table} WHERE rowid = {id}");
            (await bench.VerifyAsync()).Faults.ShouldNotBeEmpty($"{table} row {id}");
            var columns = string.Join(", ", table switch
            {
                "journal" => ["case_id", "entry_id", "type", "at", "business_date", "body"],
                "log" => ["position", "case_id", "entry_id", "leaf"],
                "ledger_tiles" => ["level", "ordinal", "hashes"],
                _ => new[] { "number", "size", "root", "at", "signed_by", "note" },
            });
            bench.Tamper($"INSERT INTO {table} (rowid, {columns}) SELECT r, {columns} FROM kept; DROP TABLE kept");
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE log SET position = position + 1000 WHERE position = 9; UPDATE log SET position = 9 WHERE position = 30; UPDATE log SET position = 30 WHERE position = 1009", "log", "position", 2)]
    [InlineData("CREATE TABLE l AS SELECT * FROM log WHERE position IN (9, 30); UPDATE log SET leaf = (SELECT leaf FROM l WHERE l.position = 39 - log.position) WHERE position IN (9, 30)", "log", "leaf", 2)]
    [InlineData("CREATE TABLE j AS SELECT * FROM journal WHERE rowid IN (9, 30); UPDATE journal SET body = (SELECT body FROM j WHERE j.case_id <> journal.case_id) WHERE rowid IN (9, 30)", "journal", "body", 2)]
    [InlineData("UPDATE journal SET type = 'praise-noted@1'", "journal", "type", 60)]
    [InlineData("DELETE FROM log WHERE position >= 50", "log", null, 1)]
    [InlineData("DELETE FROM journal", "log", "case_id, entry_id", 60)]
    [InlineData("DELETE FROM ledger_checkpoints", "ledger_checkpoints", null, 1)]
    [InlineData("DELETE FROM ledger_checkpoints WHERE number = (SELECT max(number) FROM ledger_checkpoints)", "ledger_checkpoints", null, 1)]
    [InlineData("INSERT INTO ledger_tiles SELECT 0, 1, hashes FROM ledger_tiles", "ledger_tiles", "level, ordinal", 1)]
    [InlineData("INSERT INTO ledger_tiles SELECT 1, 0, hashes FROM ledger_tiles", "ledger_tiles", "level, ordinal", 1)]
    [InlineData("UPDATE ledger_checkpoints SET number = number + 10", "ledger_checkpoints", null, 1)]
    [InlineData("INSERT INTO unsealed (case_id, entry_id) VALUES ('00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000')", "unsealed", null, 1)]
    [InlineData("INSERT INTO journal SELECT '00000000-0000-0000-0000-000000000000', entry_id, type, at, business_date, body FROM journal LIMIT 1", "journal", null, 1)]
    [InlineData("INSERT INTO log SELECT 60, '00000000-0000-0000-0000-000000000000', entry_id, leaf FROM log LIMIT 1", "log", "case_id, entry_id", 1)]
    [InlineData("INSERT INTO log SELECT -1, '00000000-0000-0000-0000-000000000000', entry_id, leaf FROM log LIMIT 1", "log", "position", 1)]
    [InlineData("DROP TABLE journal", "log", "*", 1)]
    [InlineData("DROP TABLE log", "log", "*", 1)]
    [InlineData("DROP TABLE ledger_tiles", "ledger_tiles", "*", 1)]
    [InlineData("DROP TABLE ledger_checkpoints", "ledger_checkpoints", "*", 1)]
    [InlineData("ALTER TABLE journal RENAME COLUMN body TO text", "log", "*", 1)]
    public async Task Swaps_cuts_and_insertions_are_found_and_named(string sql, string table, string? column, int rows)
    {
        bench.Tamper(sql);
        var faults = (await bench.VerifyAsync()).Faults;
        var named = faults.Where(f => f.Table == table && (column == "*" ? f.Row == "*" : f.Column == column)).ToList();
        named.Select(f => f.Row).Distinct().Count().ShouldBe(rows, Told(faults));
    }

    [Fact]
    public async Task An_innocent_neighbour_is_not_accused()
    {
        Set("log", "leaf", 7, new byte[32]);
        Set("journal", "body", 20, "{}"u8.ToArray());
        var faults = (await bench.VerifyAsync()).Faults;

        faults.Select(f => (f.Table, f.Column)).ShouldBe([("log", "leaf"), ("journal", "body")]);
        faults[0].Row.ShouldBe("7");
    }

    [Fact]
    public async Task A_history_that_was_rewritten_and_signed_again_is_found_only_from_outside()
    {
        var kept = (await bench.AskAsync(l => l.HeadAsync(TestContext.Current.CancellationToken))).Note;
        bench.Tamper("INSERT INTO unsealed (case_id, entry_id) SELECT case_id, entry_id FROM journal WHERE rowid <> 13 ORDER BY rowid; DELETE FROM journal WHERE rowid = 13; DELETE FROM log; DELETE FROM ledger_tiles; DELETE FROM ledger_checkpoints");
        await bench.SealAsync();
        (await bench.VerifyAsync()).Faults.ShouldBeEmpty(); // the control: the store by itself looks perfect

        (await bench.VerifyAsync(kept)).Faults.ShouldContain(f => f.Table == "log" && f.Code == "line-missing"); // it had one more
        await bench.LeaveAsync(1);
        await bench.SealAsync();
        (await bench.VerifyAsync(kept)).Faults.Select(f => f.Code).ShouldBe(["history-rewritten"]);
        (await bench.VerifyAsync("no note")).Faults.Select(f => f.Code).ShouldBe(["note-malformed"]);
    }

    [Fact]
    public async Task An_older_checkpoint_from_outside_is_met_on_the_way()
    {
        var kept = (await bench.AskAsync(l => l.HeadAsync(TestContext.Current.CancellationToken))).Note;
        await bench.LeaveAsync(20);
        await bench.SealAsync();

        (await bench.VerifyAsync(kept)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Random_damage_in_a_ledger_of_several_tiles_is_always_found()
    {
        await bench.LeaveAsync(540);
        await bench.SealAsync();
        var columns = AllColumns.Select(c => (Table: c.Data.Item1, Column: c.Data.Item2)).ToList();
        var random = new Random(18);
        for (var round = 0; round < 300; round++)
        {
            var (table, column) = columns[random.Next(columns.Count)];
            var cells = bench.Column(table, column);
            var (rowId, value) = cells[random.Next(cells.Count)];
            Set(table, column, rowId, Flip(value, random.Next(Bytes(value).Length), value is long ? 0x40 : 1 << random.Next(7)));

            var faults = (await bench.VerifyAsync()).Faults;
            faults.ShouldContain(f => f.Table == table, $"{table}.{column} row {rowId}: {Told(faults)}");
            Set(table, column, rowId, value);
        }

        (await bench.VerifyAsync()).Faults.ShouldBeEmpty();
    }

    private static bool Names(Fault fault, string table, string column) =>
        fault.Table == table && (fault.Column ?? "").Split(", ").Contains(column);

    private static string Told(List<Fault> faults) => string.Join("; ", faults.Take(5).Select(f => $"{f.Table}[{f.Row}].{f.Column}:{f.Code}"));

    private static byte[] Bytes(object value) => value switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        _ => BitConverter.GetBytes((long)value),
    };

    private static object Flip(object value, int at, int mask)
    {
        var bytes = Bytes(value).ToArray();
        bytes[at] ^= (byte)mask;
        return value switch
        {
            string => new RawText(bytes),
            byte[] => bytes,
            _ => BitConverter.ToInt64(bytes),
        };
    }

    private void Set(string table, string column, long rowId, object value) => bench.Set(table, column, [(rowId, value)]);
}
