using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Identity;

public sealed class DataProtectionTests
{
    [Fact]
    public async Task The_ring_is_shared_by_nodes_survives_a_restart_and_stands_sealed()
    {
        await using var first = await IdentityHouse.StartAsync();
        var cookie = Protector(first).Protect("session");
        await using (var second = await IdentityHouse.StartAsync(first))
        {
            Protector(second).Unprotect(cookie).ShouldBe("session");
            Protector(first).Unprotect(Protector(second).Protect("other way round")).ShouldBe("other way round");
        }

        await using var restarted = await IdentityHouse.StartAsync(first);
        Protector(restarted).Unprotect(cookie).ShouldBe("session");
        var rows = await first.WithDbAsync(db => db.Set<Kernel.Keys.RingKey>().ToListAsync(TestContext.Current.CancellationToken));
        rows.ShouldAllBe(row => row.Xml.Contains("RingOpener") && !row.Xml.Contains("masterKey"));
    }

    [Fact]
    public async Task Without_the_key_file_the_ring_does_not_open()
    {
        await using var first = await IdentityHouse.StartAsync();
        var cookie = Protector(first).Protect("session");
        File.Delete(first.KeyPath);
        await using var thief = await IdentityHouse.StartAsync(first);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => Protector(thief).Unprotect(cookie));
    }

    private static IDataProtector Protector(IdentityHouse node) => node.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
