using System.Globalization;
using Haochaping.Kernel;

namespace Haochaping.Ledger.Domain;

/// <summary>校验点 — the state of the log in three lines: whose log, how many leaves, which root (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">Name of the log; its keys carry the same.</param>
/// <param name="Size">Number of leaves.</param>
/// <param name="Root">Root of the tree over them.</param>
/// <param name="Extension">Further lines, each with its newline. This house writes none and keeps those of others.</param>
internal sealed record Checkpoint(string Origin, long Size, Hash Root, string Extension = "")
{
    /// <summary>The note's text.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n{Extension}");

    public static Result<Checkpoint> Parse(string text) =>
        text.Split('\n', 4) is [{ Length: > 0 } origin, var count, var root, var extension]
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && Base64.ReadHash(root) is { } hash
            && !extension.StartsWith('\n') && !extension.Contains("\n\n", StringComparison.Ordinal)
            && new Checkpoint(origin, size, hash, extension) is var checkpoint
            && checkpoint.ToString() == text
                ? checkpoint
                : new Refusal(RefusalKind.BadRequest, "checkpoint-malformed", "不是有效的校验点。");
}
