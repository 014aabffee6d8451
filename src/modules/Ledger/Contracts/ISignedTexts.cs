using Haochaping.Kernel;

namespace Haochaping.Ledger.Contracts;

/// <summary>
/// 签名文书 — texts that leave the house under its key and texts that come in under another's, as C2SP signed notes. Every
/// purpose has a key of its own, derived from the house's, so that no signed text can ever pass for a checkpoint.
/// </summary>
public interface ISignedTexts
{
    /// <summary>What others check this house's signatures of a purpose with: <c>name+id+base64</c>.</summary>
    string KeyOf(string purpose);

    /// <summary>The text (line ends as LF) with the house's signature under it.</summary>
    string Sign(string purpose, string text);

    /// <summary>The text of a note that this key signed; refused when the note is none, when the key signed something else, or not at all.</summary>
    Result<string> Open(string note, string verifierKey);

    /// <summary>Tells two verifier keys apart on the telephone: eight groups of four hex digits; null when the text is no such key.</summary>
    string? Fingerprint(string verifierKey);
}
