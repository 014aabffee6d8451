using System.Text.Json;
using System.Text.RegularExpressions;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>The commands, as a person or a script meets them.</summary>
public sealed partial class CommandTests : IDisposable
{
    private readonly Shell shell = new();

    public static TheoryData<string> Commands =>
    [
        "", "serve", "migrate", "seed-demo", "import", "create-client", "create-admin", "verify", "backup", "restore", "policy", "policy explain", "doctor",
        "key", "key init", "key export", "key import", "key rotate", "key fingerprint",
    ];

    public static TheoryData<string, int> Mistakes => new()
    {
        { "no-such-command", 64 }, { "policy", 64 }, { "policy explain --pack JX", 64 }, { "policy explain --pack", 64 }, { "import regions", 64 }, { "import nonsense x.csv", 64 },
        { "create-client A", 64 }, { "doctor --jsno", 64 }, { "seed-demo --cases 0", 64 }, { "key", 64 }, { "key rotate", 64 },
        { "policy explain --pack XX --clock accept --from 2020-09-28", 1 }, { "policy explain --pack JX --clock nonsense --from 2020-09-28", 1 },
        { "policy explain --pack JX --clock accept --from yesterday", 1 }, { "key fingerprint", 1 }, { "key rotate vault-index", 1 }, { "import regions missing.csv", 1 },
        { "create-admin somebody", 1 }, { "verify", 1 }, { "seed-demo --remove", 1 }, { "key export", 1 },
        { "backup", 64 }, { "backup missing/x.zip", 1 }, { "restore", 64 }, { "restore missing.zip", 1 },
    };

    public void Dispose() => shell.Dispose();

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_in_both_languages_and_touches_nothing(string command)
    {
        var (code, output, errors) = await shell.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        code.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
        output.Split('\n')[0].ShouldMatch("\\p{IsCJKUnifiedIdeographs}.*[A-Za-z]{3}");
        output.ShouldContain("退出码：0 成功");
        Described().Matches(output).Select(m => m.Value).ShouldAllBe(line => Both().IsMatch(line));
        Directory.Exists(shell.DataFolder).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Mistakes))]
    public async Task A_mistake_gets_one_chinese_sentence_and_its_exit_code(string line, int expected)
    {
        var (code, output, errors) = await shell.RunAsync(line.Split(' '));
        code.ShouldBe(expected, errors);
        output.ShouldBeEmpty();
        errors.ShouldMatch("\\p{IsCJKUnifiedIdeographs}{2}");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_look_leaves_neither_keys_nor_data_behind()
    {
        await shell.RunAsync("doctor");
        await shell.RunAsync("policy", "explain", "--pack", "JX", "--clock", "accept", "--from", "2020-09-28");
        File.Exists(shell.KeyFile).ShouldBeFalse();
        File.Exists(Path.Combine(shell.DataFolder, "haochaping.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_goes_through_its_whole_life_by_command()
    {
        var phrase = shell.Write("phrase", "一句足够长的离线备份口令\n");
        (await shell.RunAsync("key", "init")).Code.ShouldBe(0);
        (await shell.RunAsync("key", "init")).Code.ShouldBe(1);
        var fingerprint = (await shell.RunAsync("key", "fingerprint")).Output;
        fingerprint.Trim().ShouldMatch("^([0-9a-f]{4}-){7}[0-9a-f]{4}$");
        var export = shell.Write("export", (await shell.RunAsync("key", "export", "--passphrase-file", phrase)).Output);
        (await shell.RunAsync("key", "rotate", "receipts")).Code.ShouldBe(0);
        (await shell.RunAsync("key", "fingerprint")).Output.ShouldNotBe(fingerprint);
        (await shell.RunAsync("key", "import", export, "--passphrase-file", phrase)).Code.ShouldBe(1, "a file is never overwritten");
        File.Delete(shell.KeyFile);
        (await shell.RunAsync("key", "import", export, "--passphrase-file", phrase)).Code.ShouldBe(0);
        (await shell.RunAsync("key", "fingerprint")).Output.ShouldBe(fingerprint);
    }

    [Fact]
    public async Task A_new_installation_is_set_up_by_commands_alone_and_verifies()
    {
        (await shell.RunAsync("migrate")).Code.ShouldBe(0);
        var regions = shell.Write("regions.csv", "code,name,level,parent\n36,江西省,1,\n3601,南昌市,2,36\n");
        (await shell.RunAsync("import", "regions", regions)).Code.ShouldBe(1, "nobody confirmed");
        var imported = JsonDocument.Parse((await shell.RunAsync("import", "regions", regions, "--effective-from", "2015-01-01", "--yes", "--json")).Output).RootElement;
        imported.GetProperty("added").GetInt32().ShouldBe(2);
        var client = JsonDocument.Parse((await shell.RunAsync("create-client", "演示业务系统", "--scope", "cases:write", "evaluations:write", "--json")).Output).RootElement;
        client.GetProperty("key").GetString().ShouldNotBeNullOrEmpty();
        var password = shell.Write("password", "演示口令-long-enough-1\n");
        var admin = await shell.RunAsync("create-admin", "demo-root", "--password-file", password);
        admin.Code.ShouldBe(0, admin.Errors);
        (await shell.RunAsync("create-admin", "demo-root", "--password-file", password)).Code.ShouldBe(1);
        (await shell.RunAsync("create-admin", "demo-root", "--password-file", password, "--reset")).Code.ShouldBe(0);
        var (code, output, errors) = await shell.RunAsync("verify", "--json");
        code.ShouldBe(0, errors);
        JsonDocument.Parse(output).RootElement.GetProperty("isClean").GetBoolean().ShouldBeTrue();
        var findings = JsonDocument.Parse((await shell.RunAsync("doctor", "--json")).Output).RootElement;
        findings.GetProperty("light").GetString().ShouldBe("yellow");
    }

    [GeneratedRegex("^  \\S+.*$", RegexOptions.Multiline)]
    private static partial Regex Described();

    [GeneratedRegex("[。）] [A-Z].*\\.$")]
    private static partial Regex Both();
}
