using System.Reflection;
using Haochaping.Host.Rehearsal;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class RequirementTests
{
    private const string Page = "docs/requirements.md";
    private static readonly IReadOnlyList<Requirement> Known = Requirement.Read(TheHouse.Read("docs/requirements.csv"));

    [Fact]
    public void Every_requirement_a_test_claims_exists() => Claimed().Select(c => c.Key).Except(Known.Select(r => r.Id)).ShouldBeEmpty();

    [Fact]
    public void What_no_software_can_do_is_claimed_by_no_test() => Claimed().Select(c => c.Key).Intersect(Known.Where(r => !r.IsSoftware).Select(r => r.Id)).ShouldBeEmpty();

    [Fact]
    public void The_page_says_what_is_proven_and_who_will_bring_the_rest()
    {
        var now = RequirementPage.Write(Known, Claimed());
        if (Environment.GetEnvironmentVariable("HAOCHAPING_RENEW") == "1")
        {
            File.WriteAllText(Repository.Path(Page), now);
        }

        TheHouse.Read(Page).ShouldBe(now, $"HAOCHAPING_RENEW=1 ./test --filter-class '*.{nameof(RequirementTests)}' writes it anew");
    }

    [Fact]
    public void Ids_are_read_past_quoted_lines() =>
        Requirement.Read("id,capability,level,quote\nA-1,FRM,M,\"one, two\nA-2,three\"\nA-3,WO,O,x\n").ShouldBe([new("A-1", "FRM", "M"), new("A-3", "WO", "O")]);

    [Fact]
    public void Bites_when_a_claim_is_made_up() =>
        Claims([typeof(MadeUp)]).ToDictionary(c => c.Key, c => c.Single()).ShouldBe(new Dictionary<string, string>
        {
            ["XX-1"] = "MadeUp",
            ["XX-2"] = "MadeUp.Claims_too_much",
        }, ignoreOrder: true);

    private static ILookup<string, string> Claimed() =>
        Claims(typeof(RequirementTests).Assembly.GetTypes().Where(t => t != typeof(MadeUp))).SelectMany(c => c.Select(where => (c.Key, Where: where)))
            .Concat(Rehearsed()).ToLookup(c => c.Key, c => c.Where);

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

    [Requirement("XX-1")]
    private sealed class MadeUp
    {
        [Requirement("XX-2")]
        public static void Claims_too_much() => throw new InvalidOperationException();
    }
}
