using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Features;
using Haochaping.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Tests.Ledger;

/// <summary>A ledger on a store of its own, by default a SQLite file, without the rest of the house.</summary>
internal sealed class LedgerBench : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.CreateVersion7():N}.db");
    private readonly DbContextOptionsBuilder<AppDb> options = new();
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));
    private int made;

    public LedgerBench(IStore? store = null)
    {
        Store = store ?? new SqliteStore(file, syncEveryCommit: false);
        Store.Configure(options);
        HouseModel.TellApart(options);
        using var db = Db();
        db.Database.EnsureCreated();
    }

    public IStore Store { get; }

    public StillClock Clock { get; } = new();

    public OneKey Keys { get; } = new();

    public LogKeys LogKeys => new(Keys, new ConfigurationBuilder().AddInMemoryCollection([new("Ledger:Origin", "hcp.example/ledger")]).Build());

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public AppDb Db() => new(options.Options, new HouseModel([typeof(AppDb).Assembly, typeof(LedgerModule).Assembly]));

    /// <summary>Leaves some facts in the journal; returns their keys in order of arrival.</summary>
    public async Task<List<(Guid CaseId, Guid EntryId)>> LeaveAsync(int facts)
    {
        await using var db = Db();
        var keys = new List<(Guid, Guid)>();
        for (var i = 0; i < facts; i++, made++)
        {
            var (caseId, entryId) = (Ids.Derive("case", $"{made}"), Ids.Derive("entry", $"{made}"));
            db.Leave(new ThingNoted(caseId, $"第 {made} 条", made % 5), entryId, Actor.House, Morning.AddSeconds(made));
            await db.SaveChangesAsync(Cancel); // one by one: that is the order of arrival
            keys.Add((caseId, entryId));
        }

        return keys;
    }

    public async Task<int> SealAsync(IStore? store = null)
    {
        await using var db = Db();
        return await new SealJournal(db, store ?? Store, LogKeys, Clock).RunAsync(Cancel);
    }

    public async Task<(LedgerReport Report, List<Fault> Faults)> VerifyAsync(params string[] outside)
    {
        await using var db = Db();
        var faults = new List<Fault>();
        var report = await new VerifyLedger(db, LogKeys, []).RunAsync(faults.Add, outside, null, Cancel);
        return (report, faults);
    }

    /// <summary>Looks something up in the ledger.</summary>
    public async Task<T> AskAsync<T>(Func<ILedger, Task<T>> question)
    {
        await using var db = Db();
        return await question(new SealedLog(db, Store, LogKeys, Clock));
    }

    /// <summary>What an administrator with the file in hand can do.</summary>
    public void Tamper(string sql)
    {
        using var db = Db();
        var connection = db.Database.GetDbConnection();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Puts other values into cells of one column.</summary>
    public void Set(string table, string column, IEnumerable<(long RowId, object Value)> cells)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        foreach (var (rowId, value) in cells)
        {
            using var command = connection.CreateCommand();
            var mark = value is RawText ? "CAST($v AS TEXT)" : "$v";
            command.CommandText = $"UPDATE {table} SET {column} = {mark} WHERE rowid = {rowId}";
            command.Parameters.AddWithValue("$v", value is RawText text ? text.Bytes : value);
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    /// <summary>Rows of a table with their SQLite row id, each cell as bytes, text or number.</summary>
    public List<(long RowId, object Value)> Column(string table, string column)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT rowid, \"{column}\" FROM {table} ORDER BY rowid";
        using var reader = command.ExecuteReader();
        var cells = new List<(long, object)>();
        while (reader.Read())
        {
            cells.Add((reader.GetInt64(0), reader.GetValue(1)));
        }

        return cells;
    }

    /// <summary>Takes NOT NULL out of every table, so that even cells the schema forbids can be damaged.</summary>
    public void Unlock() =>
        Tamper("PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE type = 'table'; PRAGMA writable_schema=RESET;");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + suffix);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={file}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF"; // damage need not survive a power cut
        command.ExecuteNonQuery();
        return connection;
    }

    [Kernel.Facts.Fact("thing-noted", 1)]
    private sealed record ThingNoted(Guid CaseId, string Text, int Level) : IFact;
}

/// <summary>Bytes to be stored as text, whether they are text or not.</summary>
internal sealed record RawText(byte[] Bytes);

/// <summary>Keys of an installation that only signs its ledger.</summary>
internal sealed class OneKey : IKeys
{
    private readonly List<KeyMaterial> keys = [Fresh(1)];

    public string Fingerprint => "";

    public KeyMaterial Current(string purpose) => keys[^1];

    public KeyMaterial? Find(string purpose, string id) => keys.Find(k => k.Id == id);

    public IReadOnlyList<KeyMaterial> Every(string purpose) => [.. Enumerable.Reverse(keys)];

    public void Rotate() => keys.Add(Fresh((byte)(keys.Count + 1)));

    private static KeyMaterial Fresh(byte n) => new($"0000000{n}", KeyPurposes.LedgerSigning, DateTimeOffset.UnixEpoch, false, Enumerable.Repeat(n, 32).ToArray());
}

/// <summary>Time that moves when told to.</summary>
internal sealed class StillClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 3, 2, 9, 0, 0, 123, TimeSpan.FromHours(8));

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;
}
