using System.Diagnostics;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.House;

/// <summary>The rules the compiler holds really bite: tests/Crooked breaks each of them, with its expectation beside the line.</summary>
public sealed partial class CrookedTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task The_compiler_finds_every_planted_fault_and_no_other()
    {
        var expected = from file in TheHouse.Files("tests/Crooked", ".cs")
                       from line in file.Text.Split('\n').Index()
                       let code = Expectation().Match(line.Item)
                       where code.Success
                       select $"{Path.GetFileName(file.Path)}({line.Index + 1}): {code.Groups[1].Value}";
        var found = Diagnostic().Matches(await BuildAsync()).Select(m => $"{Path.GetFileName(m.Groups[1].Value)}({m.Groups[2].Value}): {m.Groups[3].Value}");

        found.Distinct().Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    // the projects it refers to are built already: they are what this test runs on
    private static async Task<string> BuildAsync()
    {
        var start = new ProcessStartInfo("dotnet",
            ["build", "tests/Crooked/Crooked.csproj", "-c", Configuration, "-nologo", "-v", "quiet", "-p:BuildProjectReferences=false", "--disable-build-servers"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        build.ExitCode.ShouldNotBe(0, output);
        return output;
    }

    [GeneratedRegex(@"// expect (\w+)")]
    private static partial Regex Expectation();

    [GeneratedRegex(@"([\w./\\-]+)\((\d+),\d+\): (?:error|warning) (\w+):")]
    private static partial Regex Diagnostic();
}
