using Haochaping.Kernel;

namespace Haochaping.Identity.Contracts;

/// <summary>密钥核对 — does the key file belong to this database? Asked by every start of the host and by <c>doctor</c>.</summary>
public interface IVaultCheck
{
    /// <summary>
    /// Opens the sealed check text of every key the vault has used. Refuses <c>vault-key-wrong</c> when the vault holds
    /// persons and a key is missing or other; on an empty vault it notes the present keys instead.
    /// </summary>
    Task<Result<Done>> RunAsync(CancellationToken cancel);

    /// <summary>The same, but notes nothing: for those who only look.</summary>
    Task<Result<Done>> LookAsync(CancellationToken cancel);
}
