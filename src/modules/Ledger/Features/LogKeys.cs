using System.Collections.Concurrent;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger.Domain;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Ledger.Features;

/// <summary>存证密钥 — under which name the log signs and with what: the house's key now, and the retired ones to check old notes.</summary>
internal sealed class LogKeys(IKeys keys, IConfiguration settings)
{
    private readonly ConcurrentDictionary<string, NoteSigner> signers = new();

    /// <summary>
    /// Name of the log, <c>Ledger:Origin</c>: best the public address of <c>/ledger</c> without its scheme. Chosen once: a log
    /// under another name is another log.
    /// </summary>
    public string Origin { get; } = settings["Ledger:Origin"] is { Length: > 0 } named ? named : "haochaping/ledger";

    /// <summary>The signer of today and the id it is found again by.</summary>
    public (string Id, NoteSigner Signer) Current()
    {
        var key = keys.Current(KeyPurposes.LedgerSigning);
        return (key.Id, SignerOf(key));
    }

    /// <summary>What to check a note with that was signed under this key id; empty when this installation does not hold it.</summary>
    public IReadOnlyList<NoteKey> KeysOf(string id) => keys.Find(KeyPurposes.LedgerSigning, id) is { } key ? SignerOf(key).Keys : [];

    private NoteSigner SignerOf(KeyMaterial key) => signers.GetOrAdd(key.Id, _ => new NoteSigner(Origin, key.Secret.Span));
}
