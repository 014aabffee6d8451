using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;
using Haochaping.Ledger.Storage;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>核验校验点 — numbers without holes, both signatures of the house, columns as the signed note says.</summary>
internal sealed class CheckpointPass(AppDb db, RawRows rows, LogKeys keys, Action<Fault> found)
{
    private const string Table = "ledger_checkpoints";
    private readonly Dictionary<string, IReadOnlyList<NoteKey>> known = [];
    private long next;
    private long lastSize = -1;

    /// <summary>The largest state that is soundly signed.</summary>
    public Checkpoint? Newest { get; private set; }

    public long Count { get; private set; }

    /// <summary>Every key that signed here, and that of today.</summary>
    public IReadOnlyCollection<NoteKey> KnownKeys => [.. known.Values.SelectMany(k => k), .. keys.Current().Signer.Keys];

    public async Task RunAsync(CancellationToken cancel)
    {
        var query = db.Checkpoints.OrderBy(c => c.Number).Select(c => new { c.Number, c.Size, c.Root, c.At, c.SignedBy, c.Note });
        await foreach (var cells in rows.ReadAsync(query, cancel))
        {
            Count++;
            Check(new(cells[0].Number, cells[1].Number, cells[2].Bytes, cells[3].Instant, cells[4].Text, cells[5].Text));
        }
    }

    private void Check(Row row)
    {
        CheckNumber(row);
        foreach (var column in row.Malformed)
        {
            Tell(row, column, "cell-malformed", "值不是本系统写入的格式。");
        }

        var noteKeys = KeysOf(row);
        if (row.Note is null || noteKeys.Count == 0)
        {
            return;
        }

        // Each of the two signatures must stand by itself: one vouches for the text, the other for the time as well.
        var note = SignedNote.Parse(row.Note).Then(n => SignedByAll(n, noteKeys));
        if (note.Then(n => Checkpoint.Parse(n.Text)).Is(out var state, out var refusal) && state.Origin == keys.Origin)
        {
            Compare(row, state, note.Value.VerifiedBy(noteKeys).Value.At);
        }
        else
        {
            Tell(row, "note", refusal?.Code ?? "origin-wrong", refusal?.Message ?? "校验点属于另一个存证日志。");
        }
    }

    private static Result<SignedNote> SignedByAll(SignedNote note, IReadOnlyList<NoteKey> noteKeys) =>
        noteKeys.Select(key => note.VerifiedBy([key]).Refusal).FirstOrDefault(no => no is not null) is { } refusal ? refusal : note;

    private void CheckNumber(Row row)
    {
        if (row.Number > next)
        {
            found(new Fault(Table, Ranges.Of(next, row.Number.Value - 1), null, "checkpoint-missing", "校验点缺失：编号不连续。"));
        }
        else if (row.Number < next)
        {
            Tell(row, "number", "number-wrong", "校验点编号重复或为负。");
        }

        next = Math.Max(next, (row.Number ?? next) + 1);
    }

    private IReadOnlyList<NoteKey> KeysOf(Row row)
    {
        if (row.Key is null)
        {
            return [];
        }

        if (!known.TryGetValue(row.Key, out var noteKeys))
        {
            noteKeys = keys.KeysOf(row.Key);
            if (noteKeys.Count == 0)
            {
                Tell(row, "signed_by", "key-unknown", "本机没有签署该校验点的密钥，无法验签。");
                return [];
            }

            known.Add(row.Key, noteKeys);
        }

        return noteKeys;
    }

    private void Compare(Row row, Checkpoint state, DateTimeOffset? at)
    {
        if (row.Size is { } size && size != state.Size)
        {
            Tell(row, "size", "column-altered", "条目数与已签名的校验点不符。");
        }

        if (row.Root is { Length: Hash.Size } root && Hash.Read(root) != state.Root)
        {
            Tell(row, "root", "column-altered", "根散列与已签名的校验点不符。");
        }

        if (row.At is { } stored && stored != at)
        {
            Tell(row, "at", "column-altered", "时间与已签名的校验点不符。");
        }

        if (state.Size <= lastSize)
        {
            Tell(row, "size", "checkpoint-order", "校验点的条目数没有随编号增长。");
        }

        lastSize = Math.Max(lastSize, state.Size);
        if (state.Size > (Newest?.Size ?? -1))
        {
            Newest = state;
        }
    }

    private void Tell(Row row, string column, string code, string message) =>
        found(new Fault(Table, row.Number?.ToString() ?? "?", column, code, message));

    private sealed record Row(long? Number, long? Size, byte[]? Root, DateTimeOffset? At, string? Key, string? Note)
    {
        public IEnumerable<string> Malformed => new (string Column, bool Fine)[]
        {
            ("number", Number is not null), ("size", Size is not null), ("root", Root is { Length: Hash.Size }),
            ("at", At is not null), ("signed_by", Key is not null), ("note", Note is not null),
        }.Where(c => !c.Fine).Select(c => c.Column);
    }
}
