using System.Text.RegularExpressions;

namespace Haochaping.Tests.Permissions;

/// <summary>What kind of object a path speaks of, and the forms its page has.</summary>
internal static partial class AccessPaths
{
    private static readonly (string Begins, string Kind, string[] Forms)[] Known =
    [
        ("/console/cases/", "case", ["release"]),
        ("/console/tasks/", "task", ["file", "mitigation"]),
        ("/console/complaints/", "complaint", []),
        ("/console/pictures/", "picture", []),
        ("/console/leads/{caseId:guid}/{said:guid}/pictures/", "lead-picture", []),
        ("/console/leads/", "lead", []),
        ("/console/orders/{id:guid}/evidence/", "order-evidence", []),
        ("/console/appeals/{id:guid}/evidence/", "appeal-evidence", []),
        ("/console/orders/{id:guid}/script", "order", []),
        ("/console/orders/{id:guid}/pictures/", "order-picture", []),
        ("/console/orders/", "order", ["Accepted", "Contacted", "Verified", "Shared", "SubtaskReported", "Released", "Talked", "Reminded", "Extended", "Forwarded", "Returned", "Handled", "Audited", "Visited", "Urged", "Listed", "Unlisted", "RaterSeen"]),
        ("/console/alerts/", "alert", ["decide", "finish"]),
        ("/console/appeals/", "appeal", ["endorse", "propose", "decide", "reaudit", "withdraw"]),
        ("/console/window/", "prompt", []),
        ("/console/paper/print/", "batch", []),
        ("/console/paper/", "scan", []),
        ("/console/accounts/", "account", ["powers", "reset-password", "reset-second-factor", "disable", "enable"]),
        ("/console/clients/", "client", ["rotate", "disable"]),
        ("/console/rules/drafts/", "draft", []),
        ("/console/imports/", "import", []),
        ("/api/v1/orders/", "order", []),
        ("/api/v1/appeals/", "appeal", []),
        ("/api/v1/devices/prompts/", "prompt", []),
    ];

    /// <summary>Pages that answer only where they are asked for something that is there: a pack, a period with figures.</summary>
    public static IReadOnlyList<string> WantMore { get; } = ["/console/rules/export", "/console/issues/draft"];

    public static bool HasKey(string path) => path.Contains('{', StringComparison.Ordinal);

    public static string Kind(string path) => Known.FirstOrDefault(k => path.StartsWith(k.Begins, StringComparison.Ordinal)).Kind ?? "other";

    public static IReadOnlyList<string> Forms(string path) => ["none", .. Known.First(k => path.StartsWith(k.Begins, StringComparison.Ordinal)).Forms];

    /// <summary>A route with a key in the place of its parameters.</summary>
    public static string Fill(string path, string key)
    {
        var parts = new Queue<string>(key.Split('/'));
        return Parameter().Replace(path, _ => parts.Count > 0 ? parts.Dequeue() : throw new InvalidOperationException(path));
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
