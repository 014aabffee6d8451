using System.Net;
using System.Text;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Testing;
using Haochaping.Tests.Browser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Evaluations;

/// <summary>In elder mode the question and the five words can be heard: by a voice of the device, or by what an administrator recorded.</summary>
[Trait("Kind", "Browser")]
public sealed class AloudTests(Chromium chromium)
{
    private const string Mute = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });";

    private const string Speaks =
        """
        window.said = [];
        window.SpeechSynthesisUtterance = function (text) { this.text = text; };
        Object.defineProperty(window, 'speechSynthesis', { value: {
          getVoices: function () { return [{ lang: 'en-GB' }, { lang: 'zh-CN' }]; },
          speak: function (words) { window.said.push([words.text, words.voice.lang, document.querySelectorAll('.reading').length]); setTimeout(words.onend, 1); },
          cancel: function () { } } });
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Where_the_device_has_no_voice_the_recordings_of_the_place_are_played(TownStore store)
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(store);
        var path = "/e/" + await town.LinkOf(await town.ACaseIsCompleted());
        var elder = await chromium.VisitAsync(town, new Look(Elder: true));
        await elder.AddInitScriptAsync(Mute);
        await elder.OpenAsync(path);
        (await elder.Locator("#aloud").IsVisibleAsync()).ShouldBeFalse("where nothing can be heard, nothing is promised");

        var desk = await AdministratorAsync(town);
        await desk.OpenAsync("/console/recordings");
        await desk.FillAsync("#f-dialect", "演示话");
        await desk.ClickAsync("button:has-text('添加')");
        await desk.Locator("text=还差 6 段").WaitForAsync();
        await desk.SetInputFilesAsync("input[name=question]", new FilePayload { Name = "say.mp3", MimeType = "audio/mpeg", Buffer = Encoding.UTF8.GetBytes("<script>alert(1)</script> is no sound, whatever the name says") });
        await desk.ClickAsync("button:has-text('保存录音')");
        (await desk.InnerTextAsync("#problem")).ShouldContain("录音须为 MP3、M4A 或 WAV 文件");
        foreach (var (phrase, i) in SpokenPhrases.All.Select((p, i) => (p, i)))
        {
            await desk.SetInputFilesAsync($"input[name='{phrase}']", new FilePayload { Name = "any.bin", MimeType = "application/octet-stream", Buffer = Wav((byte)i) });
            if (i == 4)
            {
                await desk.ClickAsync("button:has-text('保存录音')");
                await desk.Locator("text=还差 1 段").WaitForAsync();
                await elder.ReloadAsync();
                (await elder.Locator("#aloud").IsVisibleAsync()).ShouldBeFalse("praise and complaint are heard alike, or not at all");
            }
        }

        await desk.ClickAsync("button:has-text('保存录音')");
        await desk.Locator("text=已提供给评价人").WaitForAsync();
        await desk.EvalOnSelectorAsync("audio", "a => { a.play(); }");
        await Assertions.Expect(desk.Locator("audio >> nth=0")).ToHaveJSPropertyAsync("ended", true);

        var heard = new List<IResponse>();
        elder.Response += (_, answer) => heard.AddRange(answer.Url.Contains("/spoken/", StringComparison.Ordinal) ? [answer] : []);
        await elder.ReloadAsync();
        (await elder.Locator("#f-aloud").IsVisibleAsync()).ShouldBeFalse("there is nothing to choose");
        await elder.ClickAsync("#aloud button");
        await Assertions.Expect(elder.Locator("#aloud button")).ToHaveAttributeAsync("aria-pressed", "false");
        heard.Select(a => a.Url.Split('/')[^1]).Distinct().ShouldBe(SpokenPhrases.All.Select((_, i) => new SoundFile("", Wav((byte)i)).Hash));
        heard.ShouldAllBe(a => a.Headers["cache-control"].Contains("immutable") && a.Headers["content-type"] == "audio/wav");
        (await elder.AxeAsync()).ShouldBeEmpty();
        (await elder.SqueezedAsync()).ShouldBeEmpty();

        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        await town.LookAsync(db => db.Recordings.Where(r => r.Phrase == "1").ExecuteUpdateAsync(set => set.SetProperty(r => r.Content, Wav(9)), Cancel));
        var fault = (await town.FaultsAsync()).ShouldHaveSingleItem();
        (fault.Table, fault.Column, fault.Code).ShouldBe(("evaluations_recordings", "content", "row-altered"));

        await desk.ClickAsync("button[name=remove][value='1']");
        await desk.Locator("text=还差 1 段").WaitForAsync();
        await desk.ClickAsync("button[name=remove][value=all]");
        await desk.Locator("text=演示话").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        using var gone = await town.Citizen.GetAsync("/spoken/" + new SoundFile("", Wav(0)).Hash, Cancel);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.FactsAsync<RecordingChanged>()).Count.ShouldBe(12);
        await town.SettleAsync();
        (await town.FaultsAsync()).ShouldBeEmpty();
        await desk.Context.CloseAsync();
        await elder.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_it_has_one_it_speaks_the_question_and_the_five_words_in_their_order()
    {
        Chromium.SkipWhereMissing();
        await using var town = await Town.OpenAsync(TownStore.Sqlite);
        var page = await chromium.VisitAsync(town, new Look(Elder: true));
        await page.AddInitScriptAsync(Speaks);
        await page.OpenAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        await page.ClickAsync("#aloud button");
        await page.UntilAsync("window.said.length === 6");
        await Assertions.Expect(page.Locator("#aloud button")).ToHaveTextAsync("朗读问题和选项");
        (await page.EvaluateAsync<string[]>("window.said.map(s => s.join(' '))")).ShouldBe(
            ["总体评价：您对本次服务满意吗？ zh-CN 1", "非常满意 zh-CN 1", "满意 zh-CN 1", "基本满意 zh-CN 1", "不满意 zh-CN 1", "非常不满意 zh-CN 1"]);
        (await page.Locator(".level input:checked").CountAsync()).ShouldBe(0, "to hear a word is not to choose it");
        await page.Context.CloseAsync();

        var plain = await chromium.VisitAsync(town, new Look());
        await plain.OpenAsync("/e/" + await town.LinkOf(await town.ACaseIsCompleted()));
        (await plain.Locator("#aloud, script[src*=aloud]").CountAsync()).ShouldBe(0, "who does not need it does not load it");
        await plain.Context.CloseAsync();
    }

    [Fact]
    public void A_recording_is_known_by_its_content()
    {
        SoundFile.Read(Wav(1)).Value.Type.ShouldBe("audio/wav");
        SoundFile.Read([.. "ID3"u8, .. new byte[60]]).Value.Type.ShouldBe("audio/mpeg");
        SoundFile.Read([0xFF, 0xFB, 0x90, 0x00, .. new byte[60]]).Value.Type.ShouldBe("audio/mpeg");
        SoundFile.Read([0, 0, 0, 0x20, .. "ftypM4A "u8, .. new byte[60]]).Value.Type.ShouldBe("audio/mp4");
        foreach (var file in new byte[][] { [], [.. "RIFF"u8, .. new byte[60]], [0, 0, 0, 0x20, .. "ftypqt  "u8, .. new byte[60]], [0xFF, 0xFF, 0xFF, 0xFF, .. new byte[60]], [.. "<html>"u8, .. new byte[60]], Wav(1)[..40] })
        {
            SoundFile.Read(file).Refusal!.Code.ShouldBe("sound-unknown");
        }

        SoundFile.Read([.. Wav(1), .. new byte[SoundFile.Largest]]).Refusal!.Code.ShouldBe("sound-too-large");
    }

    // A fiftieth of a second of near silence.
    private static byte[] Wav(byte level)
    {
        var sound = Enumerable.Repeat((byte)(120 + level), 160).ToArray();
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + sound.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(8000);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(sound.Length);
        writer.Write(sound);
        return file.ToArray();
    }

    private async Task<IPage> AdministratorAsync(Town town)
    {
        await using (var scope = town.Services.CreateAsyncScope())
        {
            _ = (await scope.ServiceProvider.GetRequiredService<CreateStaff>().RunAsync(new NewStaff("chief", "演示人员", [Role.Administrator], [], ["*"], StoryTown.Password), Actor.House, Cancel)).Value;
        }

        var page = await chromium.VisitAsync(town, new Look(1440, Touch: false));
        await page.SignInAsync(town, "chief", StoryTown.Password);
        return page;
    }
}
