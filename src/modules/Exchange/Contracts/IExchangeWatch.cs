namespace Haochaping.Exchange.Contracts;

/// <summary>对接检查 — which partners do not answer or have letters that wait for a person.</summary>
public interface IExchangeWatch
{
    /// <summary>One Chinese sentence for each trouble; none where all is well.</summary>
    Task<IReadOnlyList<string>> TroublesAsync(CancellationToken cancel);
}
