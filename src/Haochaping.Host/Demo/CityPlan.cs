using System.Security.Cryptography;
using Haochaping.Catalog.Contracts;
using Haochaping.Host.Scratch;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;

namespace Haochaping.Host.Demo;

/// <summary>演示账号 — how to sign in; the password is random and shown once.</summary>
internal sealed record CityAccount(string Name, string DisplayName, Role Role, string Password);

/// <summary>演示市的底子 — catalogue, accounts and a business system, made through the product's own doors.</summary>
internal static class CityPlan
{
    private static readonly ImportKind[] Order =
        [ImportKind.Regions, ImportKind.Institutions, ImportKind.Platforms, ImportKind.Items, ImportKind.Halls, ImportKind.Windows, ImportKind.Staff, ImportKind.Roster];

    /// <summary>Imports the catalogue; the platform that marks a demo comes among the first.</summary>
    public static async Task PlantAsync(IServiceProvider scoped, CancellationToken cancel)
    {
        foreach (var kind in Order)
        {
            await using var file = File(kind.ToString());
            await Planting.PlantAsync(scoped, kind, file, cancel);
        }
    }

    /// <summary>One account for each kind of work; administrators set up their second factor at the first sign-in.</summary>
    public static async Task<IReadOnlyList<CityAccount>> HireAsync(IServiceProvider scoped, CancellationToken cancel)
    {
        var create = scoped.GetRequiredService<CreateStaff>();
        List<CityAccount> all =
        [
            new("demo-admin", "演示管理员", Role.Administrator, NewPassword()),
            new("demo-authority", "演示主管", Role.Supervisor, NewPassword()),
            new("demo-unit", "演示承办", Role.Handler, NewPassword()),
            new("demo-publisher", "演示发布", Role.Publisher, NewPassword()),
            new("demo-auditor", "演示审计", Role.Auditor, NewPassword()),
        ];
        foreach (var account in all)
        {
            string[] regions = account.Role is Role.Supervisor or Role.Handler ? ["360100000000"] : [Kernel.Web.StaffScope.Anywhere];
            _ = (await create.RunAsync(new(account.Name, account.DisplayName, [account.Role], [], regions, account.Password), Actor.House, cancel)).Value;
        }

        return all;
    }

    /// <summary>Key of the invented business system.</summary>
    public static async Task<string> ConnectAsync(IServiceProvider scoped, CancellationToken cancel) =>
        (await scoped.GetRequiredService<CreateClient>().RunAsync("演示业务系统", ["cases:write", "evaluations:write"], [], [], Actor.House, cancel)).Value.Key;

    /// <summary>What people wrote, by level.</summary>
    public static ILookup<int, string> Comments()
    {
        using var reader = new StreamReader(File("Comments"));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(l => l.Split(',', 2)).ToLookup(l => int.Parse(l[0], System.Globalization.CultureInfo.InvariantCulture), l => l[1]);
    }

    private static Stream File(string name) => typeof(CityPlan).Assembly.GetManifestResourceStream(name + ".csv")!;

    /// <summary>Some of each kind, always: drawn from all of them at once, one in twelve had no digit and was refused as too weak.</summary>
    internal static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz", 6) + RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ", 5) + RandomNumberGenerator.GetString("23456789", 5);
}
