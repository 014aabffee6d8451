using Haochaping.Kernel.Data;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>A log line as it lies in the store, with the entry it points to (all NULL when there is none).</summary>
internal sealed record Line(RawCell Case, RawCell EntryId, RawCell Leaf, EntryCells Entry)
{
    /// <summary>Tells what disagrees with the leaf that has to stand at this position.</summary>
    public void Tell(long position, Hash truth, Hash? log, Hash? body, Action<Fault> found)
    {
        if (log == body && log is not null && log != truth)
        {
            Log("position", "place-wrong", "该位置封存的不是这一条：封存行被调换、插入或改号。");
        }
        else if (log != truth)
        {
            Log("leaf", log is null ? "cell-malformed" : "leaf-wrong", "封存行的散列被改。");
        }

        if (Entry.Case.IsNull && Entry.Entry.IsNull)
        {
            Log("case_id, entry_id", "entry-missing", "封存行指向的日志条目不存在：条目被删，或行、条目的编号被改。");
            return;
        }

        var believed = body == truth;
        if (!believed && body != log)
        {
            found(new Fault("journal", Entry.Key, "body", body is null ? "cell-malformed" : "body-wrong", "正文与封存时的散列不符：正文被改，或封存行指向了别的条目。"));
        }

        // An entry that was moved as a whole can still be held against itself.
        Entry.Check(believed || body == log, found);

        void Log(string column, string code, string message) => found(new Fault("log", position.ToString(), column, code, message));
    }
}
