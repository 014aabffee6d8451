using Haochaping.Identity.Contracts;

namespace Haochaping.Channels.Features.Codes;

/// <summary>
/// 验证限次 — five codes in ten minutes for one phone, thirty for one place and address: a hall behind one address is many people, so the
/// address alone is never counted.
/// </summary>
internal sealed class AskLimiter(ILimits limits)
{
    private const int MostOfPhone = 5;
    private const int MostOfVisitor = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <param name="phone">Token of the phone.</param>
    /// <param name="visitor">Place and address.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<bool> AllowsAsync(Guid phone, string visitor, CancellationToken cancel) =>
        await limits.AllowsAsync("ask-phone", phone.ToString(), MostOfPhone, Window, cancel) & await limits.AllowsAsync("ask-visitor", visitor, MostOfVisitor, Window, cancel);
}
