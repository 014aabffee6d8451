using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>设备之门 — who knocks: <c>Authorization: Device {id}.{token}</c>; and whether a rating bears the device's own signature.</summary>
internal sealed class DeviceDoor(AppDb db, IDataProtectionProvider protection)
{
    private const string Scheme = "Device ";
    private readonly IDataProtector protector = protection.CreateProtector("channels.device-secret");

    public static Refusal Unknown { get; } = new(RefusalKind.NotSignedIn, "device-unknown", "没有登记这台评价器：请在评价器上重新打开 /device 页面，按屏幕上的代码确认。");

    /// <summary>The device behind a request, not tracked.</summary>
    public Task<DeviceRow?> FindAsync(HttpRequest request, CancellationToken cancel) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Scheme, StringComparison.Ordinal)
            ? FindAsync(header[Scheme.Length..], cancel)
            : Task.FromResult<DeviceRow?>(null);

    /// <summary>The device behind <c>{id}.{token}</c>.</summary>
    public async Task<DeviceRow?> FindAsync(string pass, CancellationToken cancel)
    {
        var dot = pass.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || !Guid.TryParse(pass.AsSpan(0, dot), out var id))
        {
            return null;
        }

        var hash = DeviceSecrets.Hash(pass[(dot + 1)..]);
        return await db.Devices.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.Token == hash, cancel);
    }

    /// <summary>A secret as it may lie in the store.</summary>
    public string Seal(string secret) => protector.Protect(secret);

    /// <summary>Did this very device sign the rating?</summary>
    public bool IsSigned(DeviceRow device, DeviceRating rating)
    {
        Span<byte> signature = stackalloc byte[64];
        if (!Convert.TryFromBase64String(rating.Signature ?? "", signature, out var length))
        {
            return false;
        }

        var text = rating.Canonical(device.Id);
        var given = signature[..length].ToArray();
        return device.KeyKind == "ecdsa"
            ? DeviceSecrets.IsSignedBy(device.Key, text, given)
            : DeviceSecrets.IsSignedWith(System.Text.Encoding.UTF8.GetBytes(protector.Unprotect(device.Key)), text, given);
    }
}
