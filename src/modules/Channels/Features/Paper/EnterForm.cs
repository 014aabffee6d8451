using System.Globalization;
using Haochaping.Cases.Contracts;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Contracts;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Time;
using Haochaping.Kernel.Web;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Channels.Features.Paper;

/// <summary>
/// 录入评价表 — by people of another unit than the one rated, two of them and each for themselves; where they differ a third looks
/// (吉林 第十三条). The signature's day decides whether it was in time; keyed in within ten days of it (Q47).
/// </summary>
internal sealed class EnterForm(AppDb db, NearForms near, ICases cases, IRatingDesk desk, ISealedFiles files, TimeProvider clock)
{
    private const int DaysToEnter = 10;

    private static readonly Refusal Unknown = new(RefusalKind.NotFound, "form-unknown", "没有这个表号：请核对表上的号码，或作废后改用其他渠道。");
    private static readonly Refusal OwnUnit = new(RefusalKind.NotAllowed, "own-unit", "评价表由其他单位的人员录入：请交给本单位以外的人员。");
    private static readonly Refusal Again = new(RefusalKind.Conflict, "entered-by-you", "您已经录入过这张表：须由另一人再次录入。");
    private static readonly Refusal Done = new(RefusalKind.Conflict, "form-done", "这张表已经登记或已经作废，不能再次录入。");
    private static readonly Refusal Busy = new(RefusalKind.Conflict, "form-changed", "另一人刚刚录入了这张表：请重新打开后再试。");

    /// <summary>Returns the state of the form afterwards.</summary>
    public async Task<Result<PaperState>> RunAsync(Request request, byte[] file, Actor by, StaffScope scope, CancellationToken cancel)
    {
        // parse
        var now = clock.Now();
        if (!Parse(request, by, now).Is(out var entry, out var refusal))
        {
            return refusal;
        }

        // load
        var serial = Serial.Read(request.Serial);
        if (await db.PaperForms.FirstOrDefaultAsync(f => f.Serial == serial, cancel) is not { } form || !await near.IsNearAsync(form, scope, cancel))
        {
            return Unknown;
        }

        var batch = await db.PaperBatches.AsNoTracking().FirstAsync(b => b.Number == form.Batch, cancel);
        var task = await TaskAsync(form, entry, cancel);

        // decide
        if (May(form, by, await near.IsOwnUnitAsync(form, scope, cancel)) is { } no)
        {
            return no;
        }

        if (form.Entries.Count == 0 && now.BusinessDate() > entry.SignedOn.AddDays(DaysToEnter))
        {
            return Complaint("signedOn", "entered-too-late", $"签名已超过 {DaysToEnter} 天，不能再录入：请作废这张表。");
        }

        if (task is null)
        {
            return Complaint("caseNumber", "service-unknown", "没有这个单位在这一天办结、办件编号相同的服务：请核对办件编号和服务日期。");
        }

        if (form.Scan is null)
        {
            if (!ScanFile.Read(file).Is(out var scan, out var bad))
            {
                return bad;
            }

            files.Seal(db, batch.Key, PaperFormRow.EntryOf(form.Serial, 1), [scan]);
            form.Scan = scan.Hash;
        }

        // save
        return await SaveAsync(form, batch, entry, task, by, now, cancel);
    }

    private async Task<Result<PaperState>> SaveAsync(
        PaperFormRow form, PaperBatchRow batch, PaperEntry entry, RatableTask task, Actor by, DateTimeOffset now, CancellationToken cancel)
    {
        var round = form.Entries.Count + 1;
        var isSettled = round == 3 || (round == 2 && form.Entries[0].Agrees(entry));
        var refusal = isSettled ? await HandInAsync(entry, task, now) : null;
        if (refusal?.Kind == RefusalKind.Busy)
        {
            return refusal;
        }

        form.State = refusal is not null ? PaperState.Refused : isSettled ? PaperState.Recorded : round == 1 ? PaperState.EnteredOnce : PaperState.Mismatch;
        form.Entries = isSettled ? [] : [.. form.Entries, entry];
        (form.CaseId, form.TaskId, form.Code, form.ChangedAt, form.Version) = (task.CaseId, task.TaskId, refusal?.Code, now, form.Version + 1);
        var outcome = form.State switch
        {
            PaperState.EnteredOnce => "first",
            PaperState.Mismatch => "mismatch",
            PaperState.Recorded => "recorded",
            _ => "refused",
        };
        db.Leave(
            new PaperFormEntered(batch.Key, form.Serial, round, form.Scan!, entry.ServedOn, entry.SignedOn, outcome, form.Code),
            PaperFormRow.EntryOf(form.Serial, round), by, now);
        try
        {
            await db.SaveChangesAsync(cancel);
            return form.State;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return Busy;
        }
    }

    // The same content again, after a crash, is answered as the first time.
    private async Task<Refusal?> HandInAsync(PaperEntry entry, RatableTask task, DateTimeOffset now)
    {
        var signed = new[] { entry.SignedOn.EndOfDay().AddMilliseconds(-1), now }.Min(); // only the day is on the paper
        var given = await desk.RateAsync(new RatingGiven
        {
            CaseId = task.CaseId, TaskId = task.TaskId, Level = entry.Level, Text = entry.Text, Channel = ChannelKind.PaperForm, ReceivedAt = now, CapturedAt = signed, Proven = false,
        });
        return given.Is(out var taken, out var refusal)
            ? taken.Outcome == RatingOutcome.AlreadyAnswered ? new Refusal(RefusalKind.Conflict, "already-answered", "此前已由其他渠道评价，以先到的为准。") : null
            : refusal;
    }

    private async Task<RatableTask?> TaskAsync(PaperFormRow form, PaperEntry entry, CancellationToken cancel)
    {
        var found = await cases.FindAsync(entry.CaseNumber, cancel);
        var tasks = found.Count == 0 ? [] : await desk.FindAsync(new RatableQuery { Cases = found, Institution = form.Institution }, cancel);
        return tasks.FirstOrDefault(t => t.Kind.IsWhole && t.CompletedAt.BusinessDate() == entry.ServedOn);
    }

    /// <summary>Why this person may not key this form in, or null.</summary>
    private static Refusal? May(PaperFormRow form, Actor by, bool isOwnUnit) =>
        isOwnUnit ? OwnUnit
        : form.State is PaperState.Recorded or PaperState.Refused or PaperState.Void ? Done
        : form.Entries.Any(e => e.By == by.Id) ? Again
        : null;

    private static Result<PaperEntry> Parse(Request request, Actor by, DateTimeOffset now)
    {
        var parsing = new Parsing();
        var today = now.BusinessDate();
        if (Serial.Read(request.Serial) is null)
        {
            parsing.Complain("serial", "bad-serial", "表号不正确：请按表上的 10 位数字核对。");
        }

        var number = parsing.Text("caseNumber", request.CaseNumber, 100, required: true) ?? "";
        var level = parsing.Number("level", request.Level, 1, 5, required: true) ?? 1;
        var text = parsing.Text("text", request.Text, 500);
        var served = Day(parsing, "servedOn", "服务日期", request.ServedOn, today);
        var signed = Day(parsing, "signedOn", "签名日期", request.SignedOn, today);
        if (served is { } on && signed < on)
        {
            parsing.Complain("signedOn", "signed-before", "签名日期早于服务日期：请核对。");
        }

        return parsing.IsClean ? new PaperEntry(by.Id, number, served!.Value, signed!.Value, level, text) : parsing.ToRefusal("invalid-entry");
    }

    private static DateOnly? Day(Parsing parsing, string field, string name, string? value, DateOnly today)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today)
        {
            return day;
        }

        parsing.Complain(field, "bad-day", $"{name}不正确：请填写不晚于今天的日期。");
        return null;
    }

    private static Refusal Complaint(string field, string code, string message) => new(RefusalKind.Unprocessable, code, message, Complaints: [new(field, code, message)]);

    /// <summary>A form as somebody read it.</summary>
    internal sealed record Request(string? Serial, string? CaseNumber, string? ServedOn, string? SignedOn, int? Level, string? Text);
}
