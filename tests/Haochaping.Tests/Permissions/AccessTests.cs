using Haochaping.Identity.Contracts;
using Haochaping.Identity.Domain;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Permissions;

/// <summary>
/// 权限表, called: every endpoint as every role, with an object of one's own, of a colleague, of another unit of the city, of another
/// city, and a missing one. What is foreign cannot be told from what is not there.
/// </summary>
public sealed class AccessTests(AccessTown house) : IClassFixture<AccessTown>
{
    private static readonly IReadOnlyList<AccessRow> Table = AccessRow.Read();
    private int calls;

    [Fact]
    public async Task Every_role_gets_from_every_endpoint_what_the_table_says()
    {
        List<string> wrong = [];
        foreach (var role in Enum.GetValues<Role>())
        {
            using var official = await house.OfficialAsync(role);
            using var chief = role == Role.Administrator ? await Official.SignInAsync(house.Town, [role], regions: ["*"]) : null;
            foreach (var row in Table.Where(r => r.IsForStaff && r.Path != "/sign-out"))
            {
                foreach (var method in row.Methods)
                {
                    // who runs the installation sees all of it; an administrator of one unit does not run it
                    var runs = chief is not null && row.Who == Haochaping.Kernel.Web.Access.Administer;
                    if (runs && (await SendAsync(official, method, AccessPaths.HasKey(row.Path) ? AccessPaths.Fill(row.Path, "missing-1") : row.Path)) is { Status: not (403 or 404) } let)
                    {
                        wrong.Add($"an administrator of one unit {method} {row.Path}: {let.Status}");
                    }

                    wrong.AddRange((await CallAsync(runs ? chief! : official, role, row, method)).Select(w => $"{role} {method} {row.Path} ({row.Who}, {row.Rows}): {w}"));
                }
            }
        }

        wrong.ShouldBeEmpty();
        calls.ShouldBeGreaterThan(1000);
        TestContext.Current.SendDiagnosticMessage($"{calls} calls, {Table.Count} rows");
    }

    [Fact]
    public async Task Nobody_passes_for_staff_or_for_a_client_without_being_one()
    {
        List<string> wrong = [];
        using var official = await house.OfficialAsync(Role.Supervisor);
        using var stranger = new Official.Nobody(house.Town);
        using var client = await house.Town.ClientAsync("nothing:at-all");
        foreach (var row in Table.Where(r => r.Who != AccessRow.Open))
        {
            foreach (var method in row.Methods)
            {
                var path = AccessPaths.HasKey(row.Path) ? AccessPaths.Fill(row.Path, row.Path.Contains(":int", StringComparison.Ordinal) ? "9" : $"{Guid.Empty}/{Guid.Empty}/{Guid.Empty}") : row.Path;
                var without = (await stranger.SendAsync(method, path)).Status;
                if (without != 401 && !(method == "GET" && !row.Path.StartsWith("/api", StringComparison.Ordinal) && without == 302))
                {
                    wrong.Add($"{method} {row.Path} without anything: {without}");
                }

                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                using var other = await client.SendAsync(request, TestContext.Current.CancellationToken);
                if ((int)other.StatusCode is not (401 or 403) && row.Who != "entering")
                {
                    wrong.Add($"{method} {row.Path} with a key of no scope: {(int)other.StatusCode}");
                }

                if (row.IsForClients && (await official.SendAsync(method, path)).Status != 403)
                {
                    wrong.Add($"{method} {row.Path} lets staff in");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<List<string>> CallAsync(Official official, Role role, AccessRow row, string method)
    {
        if (!Roles.Allowed(row.Who).Contains(role))
        {
            var no = await SendAsync(official, method, AccessPaths.HasKey(row.Path) ? AccessPaths.Fill(row.Path, house.Of(AccessPaths.Kind(row.Path), house.Has(AccessPaths.Kind(row.Path), Standing.Own) ? Standing.Own : Standing.Missing)) : row.Path);
            return no.Status == 403 ? [] : [$"{no.Status} without the role for it"];
        }

        if (row.Rows is not ("one" or "scan"))
        {
            var yes = await SendAsync(official, method, AccessPaths.HasKey(row.Path) ? AccessPaths.Fill(row.Path, "missing-1") : row.Path);
            return yes.Status is 401 or 403 or >= 500 || (method == "GET" && !AccessPaths.HasKey(row.Path) && !AccessPaths.WantMore.Contains(row.Path) && yes.Status is not (200 or 302)) ? [$"{yes.Status} with the role for it"] : [];
        }

        List<string> wrong = [];
        var kind = AccessPaths.Kind(row.Path);
        string[] forms = method == "POST" && row.Path.StartsWith("/console", StringComparison.Ordinal) ? [.. AccessPaths.Forms(row.Path)] : [""];
        foreach (var form in forms)
        {
            var key = house.Of(kind, Standing.Missing);
            var missing = (await SendAsync(official, method, AccessPaths.Fill(row.Path, key), form)).Without(key);
            if (form.Length == 0 && missing.Status != 404)
            {
                wrong.Add($"{missing.Status} for what is not there");
            }

            foreach (var standing in Enum.GetValues<Standing>().Where(s => s != Standing.Missing && house.Has(kind, s)))
            {
                key = house.Of(kind, standing);
                var seen = row.Rows == "scan" ? standing == Standing.Other && role != Role.WindowStaff : AccessTown.Sees(role, kind, standing);
                if (seen && form.Length > 0)
                {
                    continue; // what a form does with one's own is told by the tests of its page
                }

                var answer = await SendAsync(official, method, AccessPaths.Fill(row.Path, key), form);
                if (!seen && answer.Without(key) != missing)
                {
                    wrong.Add($"{standing} {form} {answer.Status} is not the answer of a missing one ({missing.Status})");
                }
                else if (seen && (method == "GET" ? answer.Status != 200 : answer.Status is 401 or 404 or >= 500 || (answer.Status == 403 && !answer.Body.Contains("not-yours", StringComparison.Ordinal))))
                {
                    wrong.Add($"{standing} {answer.Status} for what they may see");
                }
            }
        }

        return wrong;
    }

    private Task<Answer> SendAsync(Official official, string method, string path, string form = "")
    {
        calls++;
        return form.Length > 0 ? official.PostFormAsync(path, form) : official.SendAsync(method, path);
    }
}
