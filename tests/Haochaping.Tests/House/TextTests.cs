using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

public sealed class TextTests
{
    private static readonly IReadOnlyList<TextFile> Source =
        [.. TheHouse.Files("src", ".cs", ".razor").Where(f => !f.Path.Contains("/Migrations/", StringComparison.Ordinal))];

    private static readonly IReadOnlyList<TextFile> Modules = [.. Source.Where(f => f.Path.StartsWith("src/modules/", StringComparison.Ordinal))];

    private static readonly IReadOnlyList<TextFile> Everything =
        [.. new[] { "src", "tests", "docs", "policy", "bench", ".ci", ".config" }.SelectMany(f => TheHouse.Files(f)).Concat(TopLevel()).Where(IsText)];

    [Fact]
    public void No_file_is_longer_than_a_reader_bears()
    {
        TestContext.Current.TestOutputHelper?.WriteLine(TextRules.SizeTable(Source));
        TextRules.TooLong([.. Source, .. TheHouse.Files("tests", ".cs")]).ShouldBeEmpty();
    }

    [Fact]
    public void The_kernel_stays_small_and_knows_no_domain_word()
    {
        var kernel = Source.Where(f => f.Path.StartsWith("src/Haochaping.Kernel/", StringComparison.Ordinal)).ToList();
        kernel.Sum(f => f.Lines).ShouldBeLessThanOrEqualTo(TextRules.KernelCap);
        TextRules.DomainWords(kernel).ShouldBeEmpty();
    }

    [Fact]
    public void Namespaces_follow_folders() => TextRules.Misplaced(Modules.Where(f => f.Path.EndsWith(".cs", StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public void Every_domain_and_contract_type_has_its_Chinese_name() =>
        TextRules.Wordless(Modules.Where(f => f.Path.Contains("/Domain/", StringComparison.Ordinal) || f.Path.Contains("/Contracts/", StringComparison.Ordinal)), TheHouse.Read("docs/glossary.md"))
            .ShouldBeEmpty();

    [Fact]
    public void Nobody_reads_the_clock() => TextRules.ReadsTheClock(Source).ShouldBeEmpty();

    [Fact]
    public void Nothing_names_a_package_registry() => TextRules.KnowsRegistries(Everything).ShouldBeEmpty();

    [Fact]
    public void Nothing_names_a_machine_or_a_real_number() => TextRules.KnowsPlacesOrPeople(Everything).ShouldBeEmpty();

    [Fact]
    public void Every_room_has_its_page() =>
        TheHouse.Inhabited.Where(m => !File.Exists(Repository.Path($"src/modules/{m}/README.md"))).ShouldBeEmpty();

    [Fact]
    public void Links_between_documents_lead_somewhere() => TextRules.DeadLinks(Documents, Exists).ShouldBeEmpty();

    [Fact]
    public void Decisions_are_numbered_without_a_gap() =>
        TheHouse.Files("docs/adr", ".md").Select(f => int.Parse(Path.GetFileName(f.Path)[..4])).ShouldBe(Enumerable.Range(1, TheHouse.Files("docs/adr", ".md").Count));

    [Fact]
    public void Bites_when_a_link_is_dead() =>
        TextRules.DeadLinks([new("docs/a.md", "[b](b.md) [c](../c.md#part) [web](https://a.example) [me](#me)")], path => path == "c.md").ShouldBe(["docs/a.md leads to docs/b.md"]);

    [Fact]
    public void Bites_when_a_file_is_long() =>
        TextRules.TooLong([new("a.cs", new string('\n', 300)), new("b.cs", string.Join('\n', Enumerable.Repeat("x", 301)))]).ShouldBe(["b.cs has 301 lines"]);

    [Fact]
    public void Bites_when_the_kernel_talks_shop() =>
        TextRules.DomainWords([new("k.cs", "// an Evaluation, for example\nvar x = \"差评\"; record AppealFiled; OrderBy(x)")]).ShouldBe(["k.cs says 差评", "k.cs says Appeal"]);

    [Fact]
    public void Bites_when_a_namespace_strays() =>
        TextRules.Misplaced([new("src/modules/Sea/Domain/Fish.cs", "namespace Haochaping.Sea.Contracts;"), new("src/modules/Sea/SeaModule.cs", "namespace Haochaping.Sea;"), new("src/modules/Sea/Domain/Deep/Eel.cs", "namespace Haochaping.Sea.Domain;")])
            .ShouldBe(["src/modules/Sea/Domain/Fish.cs is in Haochaping.Sea.Contracts, not in Haochaping.Sea.Domain"]);

    [Fact]
    public void Bites_when_a_type_has_no_Chinese_name()
    {
        const string Text = """
            /// <summary>鱼 — a fish.</summary>
            [Fact("fish", 1)]
            public sealed record Fish(int Size);

            /// <summary>
            /// 虾 — a shrimp.
            /// </summary>
            public readonly record struct Shrimp;

            /// <summary>A crab.</summary>
            internal sealed class Crab;

            internal enum Known;

            internal static class Functions;

            internal abstract partial class Bare;

            public sealed partial record Fish;

            """;
        TextRules.Wordless([new("f.cs", Text)], "| 熟 | `Known` |").ShouldBe(
        [
            "f.cs: Crab has no Chinese name, neither in its summary nor in docs/glossary.md",
            "f.cs: Bare has no Chinese name, neither in its summary nor in docs/glossary.md",
        ]);
    }

    [Fact]
    public void Bites_when_the_clock_is_read() =>
        TextRules.ReadsTheClock([new("a.razor", "@DateTime.Now"), new("b.cs", "// DateTime.Now is banned"), new("src/Haochaping.Kernel/Ids.cs", "Guid.CreateVersion7(x)")])
            .ShouldBe(["a.razor says DateTime.Now"]);

    [Fact]
    public void Bites_when_a_lock_file_says_where_from() =>
        TextRules.KnowsRegistries(
        [
            new("package-lock.json", "\"resolved\": \"" + "https://mirror.example/a.tgz\""),
            new("packages.lock.json", "\"resolved\": \"10.0.14\""),
            new(".npmrc", "regis" + "try=https://regis" + "try.npm" + "js.org"),
        ]).ShouldBe(["package-lock.json names a package registry", ".npmrc names a package registry"]);

    [Fact]
    public void Bites_when_a_file_knows_places_or_people() =>
        TextRules.KnowsPlacesOrPeople([new("a.md", "x\nsee /ho" + "me/somebody/notes"), new("b.cs", "\"139" + "00000001\" 10000000001 /console/work-orders")])
            .ShouldBe(["a.md:2 says /ho" + "me/s", "b.cs:1 says 139" + "00000001"]);

    private static IEnumerable<TextFile> Documents => Everything.Where(f => f.Path.EndsWith(".md", StringComparison.Ordinal));

    private static bool Exists(string path) => Path.Exists(Repository.Path(path));

    private static IEnumerable<TextFile> TopLevel() =>
        Directory.GetFiles(Repository.Root).Where(f => Path.GetFileName(f) != ".git").Select(f => new TextFile(Path.GetFileName(f), File.ReadAllText(f)));

    private static bool IsText(TextFile file) => !file.Text.AsSpan(0, Math.Min(file.Text.Length, 4096)).Contains('\0');
}
