using System.Net;
using System.Text;
using Haochaping.Kernel.Keys;
using Haochaping.Ledger.Contracts;
using Haochaping.Ledger.Features;
using Haochaping.Policy.Domain.Drafts;
using Haochaping.Policy.Features.Drafts;
using Haochaping.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Policy;

/// <summary>Rule packs that travel between places as one signed file, and files that should not have come.</summary>
public sealed class SignedPackTests : IAsyncLifetime
{
    private readonly string keys = Directory.CreateTempSubdirectory("haochaping-other-place-").FullName;
    private Town town = null!;
    private Drafter drafter = null!;

    public async ValueTask InitializeAsync()
    {
        town = await Town.OpenAsync(TownStore.Sqlite, "2026-11-18T09:00");
        drafter = await Drafter.ComeAsync(town, "first");
    }

    public async ValueTask DisposeAsync()
    {
        drafter.Dispose();
        await town.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    [Fact]
    public async Task What_this_house_exported_comes_back_as_a_draft_and_never_as_running()
    {
        var file = await ExportAsync();

        await UploadAsync(file);

        drafter.Browser.Status.ShouldBe(HttpStatusCode.OK);
        var row = (await DraftTests.Rows(town)).ShouldHaveSingleItem();
        (row.State, row.PackId, row.Signer).ShouldBe((DraftState.Draft, "JX", "haochaping/ledger/packs"));
        drafter.Browser.Html.ShouldContain("签名方 haochaping/ledger/packs");
    }

    [Fact]
    public async Task One_changed_letter_makes_the_signature_a_forgery()
    {
        var file = (await ExportAsync()).Replace("length: 5", "length: 1");

        await UploadAsync(file);

        drafter.Browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        drafter.Browser.Html.ShouldContain("签名与内容不符");
        (await DraftTests.Rows(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stranger_is_accepted_only_with_the_fingerprint_told_on_another_way()
    {
        var other = OtherPlace();
        var key = other.KeyOf(SignedPack.Purpose);
        var body = string.Join('\n', (await ExportAsync()).Split("\n\n")[0].Split('\n')[1..]);
        var file = other.Sign(SignedPack.Purpose, SignedPack.Write(body, key));

        await UploadAsync(file);
        drafter.Browser.Html.ShouldContain($"公钥指纹 {other.Fingerprint(key)}");
        await UploadAsync(file, "0000-0000-0000-0000-0000-0000-0000-0000");
        drafter.Browser.Html.ShouldContain("不在已知之列");
        (await DraftTests.Rows(town)).ShouldBeEmpty();

        await UploadAsync(file, other.Fingerprint(key)!);
        (await DraftTests.Rows(town)).ShouldHaveSingleItem().Signer.ShouldBe("elsewhere/packs");
    }

    [Fact]
    public void A_signed_text_never_passes_for_a_checkpoint()
    {
        var signatures = town.Services.GetRequiredService<ISignedTexts>();
        var logKeys = town.Services.GetRequiredService<LogKeys>().Current().Signer.Keys;

        var note = signatures.Sign(SignedPack.Purpose, "haochaping/ledger\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");

        logKeys.ShouldAllBe(k => signatures.Open(note, k.ToString()).Refusal!.Code == "signature-unknown");
    }

    [Theory]
    [InlineData("pack: {id: ND}\n", "国家默认随程序发布")]
    [InlineData("window: {length: 5}\n", "没有 pack.id")]
    [InlineData("pack: {id: &a JX}\nname: *a\n", "不能使用锚点和别名")]
    [InlineData("pack:\n\tid: JX\n", "不能用制表符")]
    [InlineData("pack: {id: JX", "YAML 语法错误")]
    [InlineData("# 规则包签名公钥 nobody\npack: {id: JX}\n", "签名公钥不完整")]
    public async Task A_file_that_is_no_pack_is_refused_with_a_sentence(string file, string sentence)
    {
        await UploadAsync(file);

        ((int)drafter.Browser.Status).ShouldBeInRange(400, 422);
        drafter.Browser.Html.ShouldContain(sentence);
        (await DraftTests.Rows(town)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_in_another_encoding_and_one_that_is_too_large_are_refused()
    {
        await drafter.Browser.GoAsync("/console/rules/drafts");
        (await drafter.Browser.UploadAsync("upload", "pack.yaml", [0xC6, 0xC0, 0xBC, 0xDB])).Html.ShouldContain("UTF-8");
        await drafter.Browser.GoAsync("/console/rules/drafts");
        (await drafter.Browser.UploadAsync("upload", "pack.yaml", new byte[(1 << 20) + 1])).Html.ShouldContain("至多 1048576 字节");
    }

    [Fact]
    public async Task A_pack_with_faults_is_a_draft_that_lists_them_all()
    {
        await UploadAsync("pack: {id: NC, name: 演示市, document: 演示办法, status: in_force}\nwindow: {length: many, colour: red}\ncites: {window.length: JX-06}\n");

        drafter.Browser.Html.ShouldContain("“many”须为 1 至 366 的整数");
        drafter.Browser.Html.ShouldContain("没有这一项");
        (await drafter.Browser.FillAsync("submit")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    private async Task<string> ExportAsync()
    {
        await drafter.Browser.GoAsync($"/console/rules/export?pack={Uri.EscapeDataString(DraftTests.Running(town))}");
        return drafter.Browser.Html;
    }

    private async Task UploadAsync(string file, string fingerprint = "")
    {
        await drafter.Browser.GoAsync("/console/rules/drafts");
        await drafter.Browser.UploadAsync("upload", "pack.yaml", Encoding.UTF8.GetBytes(file), ("fingerprint", fingerprint));
    }

    private SignedTexts OtherPlace()
    {
        var theirs = KeyFile.OpenOrInit(Path.Combine(keys, "keys.json"), Path.Combine(keys, "data"), TimeProvider.System).Value;
        return new SignedTexts(theirs, new LogKeys(theirs, new ConfigurationBuilder().AddInMemoryCollection([new("Ledger:Origin", "elsewhere")]).Build()));
    }
}
