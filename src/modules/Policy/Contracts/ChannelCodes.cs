using System.Text.Json;

namespace Haochaping.Policy.Contracts;

/// <summary>渠道代码 — channels as packs, facts and the API spell them: snake_case, a closed set, so that nothing else gets into a fact.</summary>
public static class ChannelCodes
{
    private static readonly Dictionary<ChannelKind, string> Codes = Enum.GetValues<ChannelKind>().ToDictionary(k => k, k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()));

    /// <summary>All codes, for an error that says what may be given.</summary>
    public static string Known => string.Join("、", Codes.Values);

    /// <summary>The code of a channel, for example <c>receipt_dynamic_qr</c>.</summary>
    public static string Code(ChannelKind channel) => Codes[channel];

    /// <summary>The channel of a code, or null.</summary>
    public static ChannelKind? Parse(string? code) => Codes.Where(c => c.Value == code).Select(c => (ChannelKind?)c.Key).FirstOrDefault();
}
