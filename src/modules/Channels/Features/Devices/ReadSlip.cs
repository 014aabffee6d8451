using Haochaping.Catalog.Contracts;
using Haochaping.Cases.Contracts;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Haochaping.Channels.Features.Devices;

/// <summary>回执 — what is printed: the case, its window, the signed code that leads to this one rating.</summary>
internal sealed record Slip(
    string Place, string At, string Window, string Item, string CaseNumber, string? Staff, string? WorkNumber, DateTimeOffset GivenAt, DateTimeOffset? ClosesAt, string Qr);

/// <summary>取回执.</summary>
internal sealed class ReadSlip(AppDb db, IRatingDesk desk, ICatalog catalog, IConfiguration settings)
{
    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "prompt-unknown", "没有这次邀请。");

    public async Task<Result<Slip>> RunAsync(Guid id, StaffScope scope, HttpRequest request, CancellationToken cancel)
    {
        if (await db.Prompts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) is not { } prompt || !scope.Covers(prompt.Institution, prompt.Region, prompt.Hall, prompt.Staff)
            || (await desk.FindAsync(new() { Cases = [prompt.CaseId] }, cancel)).FirstOrDefault(t => t.TaskId == prompt.TaskId) is not { } task)
        {
            return Unknown;
        }

        // Printed when materials were taken: the code is that of the whole service, which opens with its completion.
        var early = task.Kind == SubjectKind.ReceiptStage && task.Cases == 1;
        var path = early
            ? desk.AwaitedPathOf(CaseKeys.Case(task.Place.Source, task.Place.CaseNumber), ChannelKind.ReceiptDynamicQr)
            : desk.PathOf(task.CaseId, task.TaskId, ChannelKind.ReceiptDynamicQr);
        var staff = task.Place.Staff is { } token ? (await catalog.FindStaffByTokenAsync([token], cancel)).GetValueOrDefault(token) : null;
        var hall = (await catalog.FindHallsAsync([prompt.Hall], cancel)).GetValueOrDefault(prompt.Hall)?.Name;
        return new Slip(
            prompt.Hall.Length > 0 ? prompt.Hall : prompt.Institution, hall ?? task.Place.InstitutionName, prompt.Window, task.Place.ItemName, prompt.CaseNumber,
            staff?.DisplayName, staff?.WorkNumber, prompt.GivenAt, early ? null : task.ClosesAt, QrPicture.Svg(QrPicture.Link(settings, request, path)));
    }
}
