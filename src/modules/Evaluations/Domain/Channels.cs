using System.Text.Json;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Domain;

/// <summary>评价渠道 — channel codes as packs, facts and the API spell them: snake_case.</summary>
internal static class Channels
{
    private static readonly Dictionary<ChannelKind, string> Codes = Enum.GetValues<ChannelKind>().ToDictionary(k => k, k => JsonNamingPolicy.SnakeCaseLower.ConvertName(k.ToString()));

    public static string Code(ChannelKind channel) => Codes[channel];

    public static ChannelKind? Parse(string? code) => Codes.Where(c => c.Value == code).Select(c => (ChannelKind?)c.Key).FirstOrDefault();

    public static string Known => string.Join("、", Codes.Values);
}
