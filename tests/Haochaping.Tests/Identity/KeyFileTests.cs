using Haochaping.Kernel.Keys;
using Haochaping.Testing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class KeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("haochaping-keys-").FullName;
    private readonly FakeClock clock = new("2026-03-02T09:00");

    private string KeyPath => Path.Combine(folder, "config", "keys.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_key_file_is_for_its_owner_only()
    {
        KeyFile.Init(KeyPath, clock).Refusal.ShouldBeNull();
        File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        KeyFile.Rotate(KeyPath, KeyPurposes.Links, clock).Refusal.ShouldBeNull();
        File.GetUnixFileMode(KeyPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public void A_file_others_may_touch_is_refused(UnixFileMode more)
    {
        KeyFile.Init(KeyPath, clock);
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        KeyFile.Open(KeyPath).Refusal!.Code.ShouldBe("keys-readable-by-others");
    }

    [Fact]
    public void A_key_file_is_never_overwritten_by_init_or_import()
    {
        KeyFile.Init(KeyPath, clock);
        var text = KeyFile.Export(KeyPath, "一句足够长的离线备份口令").Value;
        KeyFile.Init(KeyPath, clock).Refusal!.Code.ShouldBe("keys-exist");
        KeyFile.Import(KeyPath, text, "一句足够长的离线备份口令").Refusal!.Code.ShouldBe("keys-exist");
    }

    [Fact]
    public void A_key_file_inside_the_data_folder_is_refused_also_by_a_link()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        KeyFile.OpenOrInit(Path.Combine(data, "keys.json"), data, clock).Refusal!.Code.ShouldBe("keys-in-data-folder");
        KeyFile.OpenOrInit(Path.Combine(data, "deeper", "keys.json"), data, clock).Refusal!.Code.ShouldBe("keys-in-data-folder");
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, data);
        KeyFile.OpenOrInit(Path.Combine(link, "keys.json"), data, clock).Refusal!.Code.ShouldBe("keys-in-data-folder");
        KeyFile.OpenOrInit(KeyPath, data, clock).Refusal.ShouldBeNull();
    }

    [Fact]
    public void An_exported_text_brings_the_same_keys_back_with_the_passphrase_only()
    {
        KeyFile.Init(KeyPath, clock);
        var text = KeyFile.Export(KeyPath, "一句足够长的离线备份口令").Value;
        text.ShouldNotContain(Convert.ToBase64String(KeyFile.Open(KeyPath).Value.Current(KeyPurposes.Vault).Secret.Span)[..16]);
        var other = Path.Combine(folder, "other", "keys.json");
        KeyFile.Import(other, text, "另一句同样长的离线备份口令").Refusal!.Code.ShouldBe("wrong-passphrase");
        KeyFile.Import(other, text.Replace("BEGIN", "BEGAN", StringComparison.Ordinal), "一句足够长的离线备份口令").Refusal!.Code.ShouldBe("not-a-key-export");
        KeyFile.Import(other, text.Replace("\n", "\r\n", StringComparison.Ordinal), "一句足够长的离线备份口令").Refusal.ShouldBeNull();
        KeyFile.Open(other).Value.Fingerprint.ShouldBe(KeyFile.Open(KeyPath).Value.Fingerprint);
        KeyFile.Export(KeyPath, "太短").Refusal!.Code.ShouldBe("passphrase-too-short");
    }

    [Fact]
    public void A_rotated_key_is_retired_but_found_and_the_index_key_never_rotates()
    {
        KeyFile.Init(KeyPath, clock);
        var before = KeyFile.Open(KeyPath).Value;
        var old = before.Current(KeyPurposes.Receipts);
        KeyFile.Rotate(KeyPath, KeyPurposes.Receipts, clock).Refusal.ShouldBeNull();
        var after = KeyFile.Open(KeyPath).Value;
        after.Current(KeyPurposes.Receipts).Id.ShouldNotBe(old.Id);
        after.Find(KeyPurposes.Receipts, old.Id)!.Retired.ShouldBeTrue();
        after.Find(KeyPurposes.Links, old.Id).ShouldBeNull("a key serves one purpose only");
        after.Fingerprint.ShouldNotBe(before.Fingerprint);
        KeyFile.Rotate(KeyPath, KeyPurposes.VaultIndex, clock).Refusal!.Code.ShouldBe("key-does-not-rotate");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"version\":1,\"keys\":[]}")]
    [InlineData("{\"version\":2,\"keys\":null}")]
    public void A_damaged_file_is_refused_not_replaced(string content)
    {
        KeyFile.Init(KeyPath, clock);
        File.WriteAllText(KeyPath, content);
        KeyFile.OpenOrInit(KeyPath, Path.Combine(folder, "data"), clock).Refusal!.Code.ShouldBe("keys-damaged");
        File.ReadAllText(KeyPath).ShouldBe(content);
    }

    [Fact]
    public void A_secret_never_shows_in_text()
    {
        KeyFile.Init(KeyPath, clock);
        var key = KeyFile.Open(KeyPath).Value.Current(KeyPurposes.Vault);
        key.ToString().ShouldBe($"vault/{key.Id}");
    }

    [Fact]
    public void The_settings_name_the_file()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Keys:File", KeyPath)]).Build();
        KeyFile.PathFrom(settings).ShouldBe(KeyPath);
        KeyFile.PathFrom(new ConfigurationBuilder().Build()).ShouldEndWith(Path.Combine("haochaping", "keys.json"));
    }
}
