using System.Globalization;
using Haochaping.Kernel;

namespace Haochaping.Ledger.Domain;

/// <summary>存证证明 — one entry's place in the log, checkable off line with nothing but the log's key (C2SP tlog-proof).</summary>
/// <param name="Index">0-based position of the entry.</param>
/// <param name="Path">Hashes from the leaf's sibling up to the root's child.</param>
/// <param name="Note">The signed checkpoint, verbatim.</param>
/// <param name="Extra">Unauthenticated data of the writer; this house writes none.</param>
internal sealed record InclusionProof(long Index, IReadOnlyList<Hash> Path, SignedNote Note, byte[]? Extra = null)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const int LongestPath = 64;

    public override string ToString()
    {
        var extra = Extra is null ? "" : $"extra {Convert.ToBase64String(Extra)}\n";
        var index = string.Create(CultureInfo.InvariantCulture, $"index {Index}\n");
        return $"{Header}\n{extra}{index}{string.Concat(Path.Select(hash => $"{hash}\n"))}\n{Note}";
    }

    public static Result<InclusionProof> Parse(string text)
    {
        var gap = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0)
        {
            return Malformed;
        }

        var lines = new Queue<string>(text[..gap].Split('\n'));
        if (lines.Dequeue() != Header)
        {
            return Malformed;
        }

        var extra = Labelled(lines, "extra ") is { } base64 ? Base64.Read(base64) : null;
        var path = lines.Skip(1).Select(Base64.ReadHash).OfType<Hash>().ToList();
        if (!long.TryParse(Labelled(lines, "index "), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || path.Count > LongestPath)
        {
            return Malformed;
        }

        // Whatever was skipped or spelt otherwise on the way does not come back out the same.
        return SignedNote.Parse(text[(gap + 2)..]).Then<InclusionProof>(note =>
            new InclusionProof(index, path, note, extra) is var proof && proof.ToString() == text ? proof : Malformed);
    }

    /// <summary>
    /// Whether the entry stands in the log these keys sign for: the signature holds, the checkpoint is the log's, the path
    /// leads from the entry to the root.
    /// </summary>
    public Result<Checkpoint> Proves(ReadOnlySpan<byte> entry, string origin, IReadOnlyCollection<NoteKey> keys)
    {
        if (!Note.VerifiedBy(keys).Is(out _, out var unsigned))
        {
            return unsigned;
        }

        if (!Checkpoint.Parse(Note.Text).Is(out var checkpoint, out var malformed))
        {
            return malformed;
        }

        return checkpoint.Origin == origin && MerkleTree.Includes(Hash.Leaf(entry), Index, checkpoint.Size, Path, checkpoint.Root)
            ? checkpoint
            : new Refusal(RefusalKind.Unprocessable, "proof-wrong", "证明与内容或校验点不符。");
    }

    private static Refusal Malformed => new(RefusalKind.BadRequest, "proof-malformed", "不是有效的存证证明（tlog-proof）。");

    private static string? Labelled(Queue<string> lines, string label) =>
        lines.TryPeek(out var line) && line.StartsWith(label, StringComparison.Ordinal) ? lines.Dequeue()[label.Length..] : null;
}
