using Haochaping.Ui;

namespace Haochaping.Identity.Domain;

/// <summary>接入权限 — what a business system may be given in the console.</summary>
internal static class ClientScopes
{
    /// <summary>By name, with the words on the page.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["cases:write"] = Words.Key("汇聚办件，取评价链接"),
        ["evaluations:write"] = Words.Key("汇聚评价"),
        ["complaints:write"] = Words.Key("转来投诉"),
        ["hotline:write"] = Words.Key("话务评价"),
        ["sms:write"] = Words.Key("短信上行（不分机构）"),
        ["probes:write"] = Words.Key("拨测（不分机构）"),
    };

    /// <summary>Scopes that no institution bounds, so that only who runs the installation gives them.</summary>
    public static bool IsUnbounded(string scope) => scope is "sms:write" or "probes:write" || !All.ContainsKey(scope);
}
