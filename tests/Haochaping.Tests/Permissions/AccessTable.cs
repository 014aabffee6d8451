using CsvHelper;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Haochaping.Tests.Permissions;

/// <summary>One line of docs/access.csv.</summary>
/// <param name="Method">What it answers to: GET, POST, GET+POST (a page with its forms), ANY.</param>
/// <param name="Path">The route.</param>
/// <param name="Who">The policy, or <c>open</c>.</param>
/// <param name="Rows">How rows are narrowed; <see cref="AccessPage"/> says what each word means.</param>
internal sealed record AccessRow(string Method, string Path, string Who, string Rows)
{
    public const string Open = "open";

    public bool IsForStaff => Who != Open && Who != "entering" && !Who.StartsWith("scope:", StringComparison.Ordinal);

    public bool IsForClients => Who.StartsWith("scope:", StringComparison.Ordinal);

    public IEnumerable<string> Methods => Method.Split('+');

    public override string ToString() => $"{Method},{Path},{Who},{Rows}";

    public static IReadOnlyList<AccessRow> Read()
    {
        using var reader = CsvReader.FromText(File.ReadAllText(Repository.Path("docs/access.csv")), new CsvReaderOptions { HasHeader = false });
        List<AccessRow> all = [];
        while (reader.Read())
        {
            all.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
        }

        return all[1..]; // after the headings
    }

    /// <summary>What the endpoint itself says; how it narrows rows, it cannot say.</summary>
    public static AccessRow Of(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Where(m => m != "HEAD").Order(StringComparer.Ordinal).ToList() ?? [];
        var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
        // Front-end files are endpoints of the framework, one for each file and encoding.
        path = path.StartsWith("/_content/", StringComparison.Ordinal) ? "/_content/*" : path;
        var who = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? Open : endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? Open;
        return new(methods.Count == 0 ? "ANY" : string.Join('+', methods), path, who, "?");
    }
}

/// <summary>docs/access.md — the table for people.</summary>
internal static class AccessPage
{
    /// <summary>What the words in the last column mean, for whoever the third column admits.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["all"] = "nothing of one unit: the same for everybody who may come in",
        ["list"] = "a list: rows of the reader's scope, and no others",
        ["one"] = "one object: answered where it is in the scope; of another unit, of another city, or missing: the same 404 to the letter",
        ["region"] = "of a place, not of a unit: for whoever supervises that region; of another region or missing: the same 404 (`CallBackTests`)",
        ["scan"] = "a scanned form: for who keys it in, so of the same city but never of the own unit; else the same 404 as a missing one",
        ["self"] = "the account that is signed in",
        ["link"] = "whoever holds the secret in the address (a rating link, a receipt code, a place code)",
        ["device"] = "a device, by its own pass and signature",
        ["client"] = "institutions and regions of the client; beyond them the same answer as for what does not exist",
        ["gateway"] = "a gateway, by the signature of its message",
        ["public"] = "what everybody may read",
    };

    public static string Write(IReadOnlyList<AccessRow> rows)
    {
        var roles = Enum.GetValues<Role>();
        var policies = rows.Where(r => r.IsForStaff).Select(r => r.Who).Distinct().Order(StringComparer.Ordinal).ToList();
        string Matrix(string policy) => string.Join(" | ", roles.Select(r => Roles.Allowed(policy).Contains(r) ? "✓" : "·"));
        return $"""
            # 权限表 · Who may do what

            Every endpoint of the house once: pages with their forms, interfaces, downloads. The table is [access.csv](access.csv); this page is written from it and from the table of roles (`Identity/Domain/Roles.cs`) by `HAOCHAPING_RENEW=1 ./test --filter-class '*.AccessTableTests'`. Tests hold it to the endpoints, both ways, and call each as every role with an object of one's own, of a colleague, of another unit of the city, of another city, and with one that does not exist.

            ## 角色 · Roles

            | may | {string.Join(" | ", roles.Select(Roles.Title))} |
            |---|{string.Concat(roles.Select(_ => ":-:|"))}
            {string.Join('\n', policies.Select(p => $"| `{p}` | {Matrix(p)} |"))}

            No two of these by one person: {string.Join("; ", Roles.Exclusive.Select(p => $"{Roles.Title(p.Item1)} – {Roles.Title(p.Item2)}"))}.

            ## 数据范围 · Rows

            | word | meaning |
            |---|---|
            {string.Join('\n', Words.Select(w => $"| `{w.Key}` | {w.Value} |"))}

            ## 接口和页面 · Endpoints

            | method | path | who | rows |
            |---|---|---|---|
            {string.Join('\n', rows.Select(r => $"| {r.Method} | `{r.Path}` | `{r.Who}` | {r.Rows} |"))}

            """;
    }
}
