using Haochaping.Catalog.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain.Devices;
using Haochaping.Channels.Storage;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Devices;

/// <summary>管理评价器 — confirms the code on a screen for a window, ends a device, asks it to load its page again.</summary>
internal sealed class EnrolDevice(AppDb db, ICatalog catalog, Bells bells, TimeProvider clock)
{
    private static readonly Refusal WrongCode = new(RefusalKind.NotFound, "code-unknown", "没有这个确认码，或已过期：请核对评价器屏幕上现在显示的代码。");
    private static readonly Refusal NoWindow = new(RefusalKind.NotFound, "window-unknown", "没有这个窗口，或不在您的范围内：请核对大厅（或机构）代码和窗口号。");
    private static readonly Refusal Gone = new(RefusalKind.NotFound, "device-not-found", "没有这台评价器，或不在您的范围内。");

    public async Task<Result<Done>> ConfirmAsync(string? code, string? place, string? window, string? serial, StaffScope scope, Actor by, CancellationToken cancel)
    {
        var now = clock.Now();
        var typed = DeviceSecrets.Read(code);
        if (await db.Devices.FirstOrDefaultAsync(d => d.Code == typed && d.State == DeviceState.Pending && d.CodeUntil > now, cancel) is not { } device)
        {
            return WrongCode;
        }

        if (string.IsNullOrWhiteSpace(place) || string.IsNullOrWhiteSpace(window) || await catalog.FindWindowAsync(place.Trim(), window.Trim(), cancel) is not { } found
            || await catalog.FindInstitutionAsync(found.InstitutionCode, cancel) is not { } body || !scope.Covers(body.Code, body.RegionCode, found.HallCode))
        {
            return NoWindow;
        }

        (device.State, device.Code, device.CodeUntil, device.EnrolledAt) = (DeviceState.Active, null, null, now);
        (device.Institution, device.Region, device.Hall, device.Window, device.WindowKey) = (body.Code, body.RegionCode, found.HallCode, found.Number, found.Key);
        device.Serial = Parsing.Clean(serial) is { Length: <= 60 } given ? given : device.Serial;
        device.Round++;
        db.Leave(new DeviceEnrolled(device.Id, device.Place, device.KeyKind, device.KeyKind == "ecdsa" ? DeviceSecrets.PrintOf(device.Key) : ""), Ids.Derive("device-enrolled", device.Id.ToString()), by, now);
        await db.SaveChangesAsync(cancel);
        return new Done();
    }

    public async Task<Result<Done>> RevokeAsync(Guid id, StaffScope scope, Actor by, CancellationToken cancel)
    {
        if (await OwnAsync(id, scope, cancel) is not { } device)
        {
            return Gone;
        }

        var now = clock.Now();
        (device.State, device.RevokedAt) = (DeviceState.Revoked, now);
        device.Round++;
        db.Leave(new DeviceRevoked(device.Id, device.Place), Ids.Derive("device-revoked", device.Id.ToString()), by, now);
        await db.SaveChangesAsync(cancel);
        bells.Ring(device.WindowKey);
        return new Done();
    }

    public async Task<Result<Done>> ReloadAsync(Guid id, StaffScope scope, CancellationToken cancel)
    {
        if (await OwnAsync(id, scope, cancel) is not { } device)
        {
            return Gone;
        }

        device.ReloadAskedAt = clock.Now();
        await db.SaveChangesAsync(cancel);
        bells.Ring(device.WindowKey);
        return new Done();
    }

    private async Task<DeviceRow?> OwnAsync(Guid id, StaffScope scope, CancellationToken cancel) =>
        await db.Devices.FirstOrDefaultAsync(d => d.Id == id && d.State == DeviceState.Active, cancel) is { } device && scope.Covers(device.Institution, device.Region, device.Hall) ? device : null;
}
