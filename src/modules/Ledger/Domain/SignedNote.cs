using System.Buffers.Binary;
using Haochaping.Kernel;

namespace Haochaping.Ledger.Domain;

/// <summary>One line under a note: whose key, and what it made.</summary>
internal sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString()
    {
        var bytes = new byte[4 + Bytes.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Bytes.Span.CopyTo(bytes.AsSpan(4));
        return $"— {Name} {Convert.ToBase64String(bytes)}\n";
    }
}

/// <summary>签名文书 — a text and the signatures under it (C2SP signed-note). Unknown signatures are kept as they are.</summary>
internal sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MostSignatures = 64;

    public static Result<SignedNote> Parse(string note)
    {
        // The text keeps its last newline; the empty line that follows belongs to neither half.
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || !note.EndsWith('\n') || note.Any(c => c is < ' ' and not '\n' or '\uFFFD'))
        {
            return Malformed;
        }

        var lines = note[(gap + 2)..].Split('\n')[..^1];
        var signatures = lines.Select(ParseLine).OfType<NoteSignature>().ToList();
        return lines.Length == 0 || lines.Length > MostSignatures || signatures.Count != lines.Length
            ? Malformed
            : new SignedNote(note[..(gap + 1)], signatures);
    }

    /// <summary>
    /// The signed time (null for a type without one) when at least one of these keys signed. A bad signature that claims to be
    /// of one of them damns the whole note.
    /// </summary>
    public Result<Verified> VerifiedBy(IReadOnlyCollection<NoteKey> keys)
    {
        Verified? verified = null;
        foreach (var signature in Signatures)
        {
            foreach (var key in keys.Where(k => k.Name == signature.Name && k.Id == signature.KeyId))
            {
                if (!key.Made(signature.Bytes.Span, Text, out var at))
                {
                    return new Refusal(RefusalKind.Unprocessable, "signature-wrong", $"{key.Name} 的签名与内容不符。");
                }

                verified = new Verified(at ?? verified?.At);
            }
        }

        return verified is null
            ? new Refusal(RefusalKind.Unprocessable, "signature-unknown", "没有一个可信密钥的签名。")
            : verified;
    }

    public SignedNote With(NoteSignature signature) => this with { Signatures = [.. Signatures, signature] };

    public override string ToString() => $"{Text}\n{string.Concat(Signatures)}";

    private static Refusal Malformed => new(RefusalKind.BadRequest, "note-malformed", "不是有效的签名文书（signed note）。");

    private static NoteSignature? ParseLine(string line)
    {
        var parts = line.Split(' ');
        return parts is ["—", var name, var base64] && NoteKey.IsName(name) && Base64.Read(base64) is { Length: > 4 } bytes
            ? new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4))
            : null;
    }
}

/// <summary>What a trusted signature says beyond the text.</summary>
/// <param name="At">When it was signed, where the signature type carries the time.</param>
internal sealed record Verified(DateTimeOffset? At);
