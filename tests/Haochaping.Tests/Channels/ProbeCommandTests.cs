using System.Text.Json;
using Haochaping.Host.Commands;
using Haochaping.Testing;
using Haochaping.Tests.Host;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary><c>haochaping probe</c> beside the real program.</summary>
[Collection(nameof(HouseProcess))]
public sealed class ProbeCommandTests
{
    [Fact]
    public async Task The_command_probes_the_running_house_and_says_how_much_arrived()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite); // what arrives on both stores: ProbeTests
        var settings = await town.LeaveAsync();
        await using var house = await HouseProcess.ServeAsync(settings);
        var (code, output, errors) = await HouseProcess.RunAsync(settings, "probe", "--item", "JX-ITEM-1", "--url", house.Address.ToString(), "--channel", "sms", "window_device", "--json");
        code.ShouldBe(0, output + errors);
        var told = JsonDocument.Parse(output).RootElement;
        (told.GetProperty("sent").GetInt32(), told.GetProperty("arrived").GetInt32(), told.GetProperty("lost").GetArrayLength()).ShouldBe((10, 10, 0));
        (await HouseProcess.RunAsync(settings, "verify")).Code.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_probed_is_refused_in_a_sentence()
    {
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var settings = await town.LeaveAsync();
        (await TellAsync("probe")).Code.ShouldBe(64);
        (await TellAsync("probe", "--item", "JX-ITEM-1", "--url", "http://127.0.0.1:1", "--channel", "pigeon")).Errors.ShouldContain("不认识渠道“pigeon”");
        (await TellAsync("probe", "--item", "NOWHERE", "--url", "http://127.0.0.1:1")).Errors.ShouldContain("事项目录中没有“NOWHERE”");
        var (code, errors) = await TellAsync("probe", "--item", "JX-ITEM-1", "--url", "http://127.0.0.1:1");
        (code, errors.Contains("连不上", StringComparison.Ordinal)).ShouldBe((1, true));

        async Task<(int Code, string Errors)> TellAsync(params string[] words)
        {
            await using var said = new StringWriter();
            var terminal = new Terminal(TextWriter.Null, said, TextReader.Null, IsInteractive: false, builder => builder.Configuration.AddInMemoryCollection(settings));
            return (await HouseCommands.RunAsync(words, terminal), said.ToString());
        }
    }
}
