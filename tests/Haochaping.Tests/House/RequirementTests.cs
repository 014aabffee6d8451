using System.Reflection;
using Haochaping.Host.Rehearsal;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class RequirementTests
{
    private static readonly IReadOnlySet<string> Known = Ids(TheHouse.Read("docs/requirements.csv"));

    [Fact]
    public void Every_requirement_a_test_claims_exists()
    {
        var claimed = Claims(typeof(RequirementTests).Assembly.GetTypes().Where(t => t != typeof(MadeUp))).SelectMany(c => c.Select(where => (c.Key, Where: where)))
            .Concat(Rehearsed()).ToLookup(c => c.Key, c => c.Where);
        TestContext.Current.TestOutputHelper?.WriteLine($"{claimed.Count} of {Known.Count} requirements are proven by a test:");
        foreach (var claim in claimed.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{claim.Key}: {string.Join(", ", claim.Order(StringComparer.Ordinal))}");
        }

        claimed.Select(c => c.Key).Except(Known).ShouldBeEmpty();
    }

    [Fact]
    public void Ids_are_read_past_quoted_lines() =>
        Ids("id,quote\nA-1,\"one, two\nA-2,three\"\nA-3,x\n").ShouldBe(["A-1", "A-3"], ignoreOrder: true);

    [Fact]
    public void Bites_when_a_claim_is_made_up() =>
        Claims([typeof(MadeUp)]).ToDictionary(c => c.Key, c => c.Single()).ShouldBe(new Dictionary<string, string>
        {
            ["XX-1"] = "MadeUp",
            ["XX-2"] = "MadeUp.Claims_too_much",
        }, ignoreOrder: true);

    // Every shipped scenario is played by ShippedTests; what it says it proves is proven there.
    private static IEnumerable<(string Key, string Where)> Rehearsed() =>
        from file in Rehearsals.Shipped.Files
        let script = ScriptReader.Read(file, TheHouse.Read(file), new Findings(file))
        from id in script?.Proves ?? []
        select (id, Path.GetFileName(file));

    private static ILookup<string, string> Claims(IEnumerable<Type> types)
    {
        const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return (from type in types
                from member in type.GetMethods(Everything).Cast<MemberInfo>().Prepend(type)
                from attribute in member.GetCustomAttributes<RequirementAttribute>(inherit: false)
                from id in attribute.Ids
                select (Id: id, Where: member == type ? type.Name : $"{type.Name}.{member.Name}")).Distinct().ToLookup(c => c.Id, c => c.Where);
    }

    private static HashSet<string> Ids(string csv)
    {
        var ids = new HashSet<string>();
        var quoted = false;
        foreach (var line in csv.Split('\n').Skip(1))
        {
            if (!quoted && line.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
            {
                ids.Add(line[..comma]);
            }

            quoted ^= line.Count(c => c == '"') % 2 == 1;
        }

        return ids;
    }

    [Requirement("XX-1")]
    private sealed class MadeUp
    {
        [Requirement("XX-2")]
        public static void Claims_too_much() => throw new InvalidOperationException();
    }
}
