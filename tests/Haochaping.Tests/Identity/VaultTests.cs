using System.Text.Json;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using FactAttribute = Xunit.FactAttribute;

namespace Haochaping.Tests.Identity;

public sealed class VaultTests : IAsyncLifetime
{
    private static readonly PersonalData Somebody = new("甲某某", CertificateKind.ResidentIdCard, "000000190001010011", "10000000001", "某市某区某路一号");
    private static readonly Actor Handler = new(ActorKind.Staff, "a1");
    private IdentityHouse house = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => house = await IdentityHouse.StartAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task What_is_sealed_comes_back_whole()
    {
        var token = await house.SealAsync(Somebody);
        (await house.RevealAsync(token)).Value.ShouldBe(Somebody);
    }

    [Fact]
    public async Task The_same_person_written_in_two_ways_is_one_person()
    {
        var one = await house.SealAsync(Somebody with { CertificateNumber = "00000019000101001x" });
        var two = await house.SealAsync(new PersonalData(CertificateKind: CertificateKind.ResidentIdCard, CertificateNumber: " ００００００19000101001X ", Phone: "+86 100-0000-0002"));
        two.ShouldBe(one);
        (await house.RevealAsync(one)).Value.ShouldBe(Somebody with { CertificateNumber = "00000019000101001X", Phone = "10000000002" });
        house.Vault.TokenOf(Somebody, Guid.Empty).ShouldNotBe(one);
    }

    [Fact]
    public async Task Persons_without_certificate_and_phone_are_one_per_subject()
    {
        var name = new PersonalData("乙某某", Phone: " ");
        var (a, b) = (Guid.Parse("00000000-0000-8000-8000-00000000000a"), Guid.Parse("00000000-0000-8000-8000-00000000000b"));
        var tokens = await house.SealAsync(new(a, name), new(b, name), new(a, name));
        tokens[0].ShouldNotBe(tokens[1]);
        tokens[0].ShouldBe(tokens[2]);
    }

    [Fact]
    public async Task A_thousand_persons_are_sealed_in_one_batch()
    {
        var persons = Enumerable.Range(0, 1000).Select(i => new PersonToSeal(Guid.Empty, new("某", Phone: $"100{i % 990:D8}"))).ToArray();
        var tokens = await house.SealAsync(persons);
        await house.SealAsync(persons);
        tokens.Count.ShouldBe(1000);
        (await house.WithDbAsync(db => db.VaultPersons.CountAsync(Cancel))).ShouldBe(990);
        (await house.WithDbAsync(db => db.VaultPersons.MaxAsync(p => p.Version, Cancel))).ShouldBe(1);
    }

    [Requirement("JX-20c", "JL-26e", "HK-2.3e")]
    [Fact]
    public async Task Nothing_personal_stands_readable_in_the_store()
    {
        await house.SealAsync(Somebody);
        await house.WithDbAsync(db => db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", Cancel));
        var bytes = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(house.Folder, "house.db"), Cancel));
        foreach (var canary in new[] { "000000190001010011", "10000000001", System.Text.Encoding.Latin1.GetString("甲某某"u8) })
        {
            bytes.ShouldNotContain(canary);
        }
    }

    [Requirement("JX-20d", "JL-26b", "SZ-16b")]
    [Fact]
    public async Task Every_reading_leaves_a_record_and_a_fact()
    {
        var token = await house.SealAsync(Somebody);
        await house.RevealAsync(token);
        await house.RevealAsync(token);
        await house.Vault.RevealAsync(token, Actor.House, Purpose.Invitation, Guid.Empty, Cancel);
        var records = await house.WithDbAsync(db => db.AccessLog.OrderBy(r => r.Id).ToListAsync(Cancel));
        records.Select(r => (r.Actor, r.Purpose, r.Token)).ShouldBe(
            [("staff:a1", Purpose.Contact, token.Value), ("staff:a1", Purpose.Contact, token.Value), ("system", Purpose.Invitation, token.Value)], ignoreOrder: true);
        (await house.WithDbAsync(db => db.Journal.CountAsync(e => e.Type == "person-revealed@1", Cancel))).ShouldBe(2);
    }

    [Requirement("JX-20c", "JL-26e", "SZ-16b")]
    [Fact]
    public async Task Masked_forms_need_no_purpose_and_tell_little()
    {
        var token = await house.SealAsync(Somebody);
        (await house.Vault.MaskAsync([token], Cancel))[token].ShouldBe(new MaskedPerson("甲**", "000*************11", "100****0001"));
        (await house.WithDbAsync(db => db.AccessLog.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory]
    [InlineData(ProofKind.Certificate, "0011", true)]
    [InlineData(ProofKind.Certificate, "010011", true)]
    [InlineData(ProofKind.Certificate, "0012", false)]
    [InlineData(ProofKind.Certificate, "11", false)]
    [InlineData(ProofKind.Certificate, "", false)]
    [InlineData(ProofKind.Phone, "0001", true)]
    [InlineData(ProofKind.Phone, "０００１", true)]
    [InlineData(ProofKind.Phone, "0011", false)]
    public async Task Last_digits_prove_the_person(ProofKind kind, string digits, bool right)
    {
        var token = await house.SealAsync(Somebody);
        (await house.Vault.MatchesAsync(token, kind, digits, Cancel)).ShouldBe(right);
        (await house.Vault.MatchesAsync(new PersonToken(Guid.Empty), kind, digits, Cancel)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_erased_person_is_unreadable_and_all_else_stays()
    {
        var gone = await house.SealAsync(Somebody);
        var stays = await house.SealAsync(Somebody with { CertificateNumber = "000000190001010022" });
        await house.RevealAsync(gone);
        (await house.Vault.EraseAsync(gone, Handler, "本人撤回同意", Cancel)).ShouldBeTrue();
        (await house.Vault.EraseAsync(gone, Handler, "本人撤回同意", Cancel)).ShouldBeFalse();

        (await house.RevealAsync(gone)).Refusal!.Code.ShouldBe("person-unknown");
        (await house.RevealAsync(stays)).Value.Name.ShouldBe("甲某某");
        (await house.WithDbAsync(db => db.AccessLog.CountAsync(r => r.Token == gone.Value, Cancel))).ShouldBe(1);
        (await house.WithDbAsync(db => db.Journal.CountAsync(e => e.Type == "person-erased@1", Cancel))).ShouldBe(1);
    }

    [Fact]
    public async Task A_restored_backup_forgets_again_whom_the_list_names_but_not_who_came_back()
    {
        var token = await house.SealAsync(Somebody);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.Vault.EraseAsync(token, Handler, "本人撤回同意", Cancel);
        var list = await house.DoAsync((IErasures e) => e.ListAsync(Cancel));

        await using var restored = await IdentityHouse.StartAsync();
        var old = await restored.SealAsync(Somebody);
        list = [list[0] with { Token = old }];
        (await restored.DoAsync((IErasures e) => e.ReplayAsync(list, Cancel))).ShouldBe(1);
        (await restored.RevealAsync(old)).Refusal.ShouldNotBeNull();

        restored.Clock.Advance(TimeSpan.FromDays(2));
        await restored.SealAsync(Somebody);
        (await restored.DoAsync((IErasures e) => e.ReplayAsync(list, Cancel))).ShouldBe(0);
        (await restored.RevealAsync(old)).Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task A_wrong_key_file_is_refused_once_the_vault_holds_somebody()
    {
        (await CheckAsync()).ShouldBeNull();
        File.Delete(house.KeyPath);
        await using (var emptyVault = await IdentityHouse.StartAsync(house))
        {
            (await CheckAsync(emptyVault)).ShouldBeNull();
            await emptyVault.SealAsync(Somebody);
            (await CheckAsync(emptyVault)).ShouldBeNull();
        }

        File.Delete(house.KeyPath);
        await using var wrong = await IdentityHouse.StartAsync(house);
        (await CheckAsync(wrong)).ShouldBe("vault-key-wrong");
    }

    [Fact]
    public async Task A_rotated_key_writes_and_the_old_one_still_reads()
    {
        (await CheckAsync()).ShouldBeNull();
        var before = await house.SealAsync(Somebody);
        KeyFile.Rotate(house.KeyPath, KeyPurposes.Vault, house.Clock).Refusal.ShouldBeNull();
        await using var later = await IdentityHouse.StartAsync(house);
        (await CheckAsync(later)).ShouldBeNull();
        (await later.RevealAsync(before)).Value.ShouldBe(Somebody);

        var after = await later.SealAsync(Somebody with { CertificateNumber = "000000190001010022" });
        (await house.WithDbAsync(db => db.VaultPersons.Select(p => p.KeyId).Distinct().CountAsync(Cancel))).ShouldBe(2);
        (await house.RevealAsync(after)).Refusal.ShouldBeNull("the running node reads the key file again when it meets an unknown key");
        (await CheckAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_personal_slips_into_text_json_or_logs()
    {
        var token = await house.SealAsync(Somebody);
        await house.RevealAsync(token);
        await house.Vault.EraseAsync(token, Handler, "到期", Cancel);
        Somebody.ToString().ShouldBe("PersonalData");
        $"{new PersonToSeal(Guid.Empty, Somebody)}".ShouldNotContain("甲");
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(Somebody));
        Should.Throw<NotSupportedException>(() => JsonSerializer.Serialize(new { who = Somebody }, FactJson.Options));
        house.Log.Text.ShouldContain("identity_vault_persons");
        foreach (var canary in new[] { "甲某某", "000000190001010011", "10000000001", "某市某区" })
        {
            house.Log.Text.ShouldNotContain(canary);
        }
    }

    [Fact]
    public void A_commitment_needs_both_salt_and_text()
    {
        var salt = Commitment.NewSalt();
        Commitment.Of("窗口态度差", salt).ShouldBe(Commitment.Of("窗口态度差", salt));
        Commitment.Of("窗口态度差", salt).ShouldNotBe(Commitment.Of("窗口态度差", Commitment.NewSalt()));
        Should.Throw<ArgumentException>(() => Commitment.Of("窗口态度差", []));
    }

    private async Task<string?> CheckAsync(IdentityHouse? node = null) =>
        (await (node ?? house).DoAsync((IVaultCheck check) => check.RunAsync(Cancel))).Refusal?.Code;
}
