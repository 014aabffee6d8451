using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Domain;

namespace Haochaping.Ledger.Features.Verification;

/// <summary>外部校验点 — signed states that were kept elsewhere; the store must still lead to every one of them.</summary>
internal static class OutsideCheckpoints
{
    internal const string Table = "outside";

    public static IReadOnlyList<Checkpoint> Read(IReadOnlyList<string> notes, IReadOnlyCollection<NoteKey> keys, string origin, Action<Fault> found)
    {
        var checkpoints = new List<Checkpoint>();
        for (var i = 0; i < notes.Count; i++)
        {
            var read = SignedNote.Parse(notes[i]).Then(note => note.VerifiedBy(keys).Then(_ => Checkpoint.Parse(note.Text)));
            if (read.Is(out var checkpoint, out var refusal) && checkpoint.Origin == origin)
            {
                checkpoints.Add(checkpoint);
            }
            else
            {
                found(new Fault(Table, i.ToString(), null, refusal?.Code ?? "origin-wrong", refusal?.Message ?? "校验点属于另一个存证日志。"));
            }
        }

        return checkpoints;
    }
}

/// <summary>How a run of missing rows is named.</summary>
internal static class Ranges
{
    public static string Of(long first, long last) => first == last ? $"{first}" : $"{first}–{last}";
}
