using System.Globalization;
using Haochaping.Appeals.Domain;
using Haochaping.Appeals.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Appeals.Features;

/// <summary>在办申诉 — one appeal in somebody's hands: one act writes one line, leaves one fact, and saves both with the next appeal or nothing.</summary>
internal sealed class Held(AppDb db, Appeal appeal, Rules rules, Actor by, DateTimeOffset now)
{
    // The tracked row becomes the next appeal when it is saved.
    private readonly int version = appeal.Version;

    /// <summary>Two people acted on the same appeal at once; the second is asked to look again.</summary>
    public static Refusal Changed { get; } = new(RefusalKind.Conflict, "appeal-changed", "申诉刚刚被其他人办理过。您填写的内容没有提交，请查看最新状态后再办理。");

    /// <summary>The appeal as it was when it was taken.</summary>
    public Appeal Appeal => appeal;

    /// <summary>The rules it is under.</summary>
    public Rules Rules => rules;

    /// <summary>The one instant of this act.</summary>
    public DateTimeOffset Now => now;

    public AppDb Db => db;

    /// <summary>Writes the line of an act; returns the commitment of its text for the fact, or null where nothing was written.</summary>
    public string? Write(AppealAct act, string? text, params IReadOnlyList<string> words)
    {
        var written = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        var salt = written is null ? null : Commitment.NewSalt();
        db.Add(new AppealLine { CaseId = appeal.CaseId, AppealId = appeal.Id, Line = version + 1, Act = act, At = now, By = by.ToString(), Words = words, Text = written, Salt = salt });
        return written is null ? null : Commitment.Of(written, salt);
    }

    /// <summary>Leaves the fact of an act; its key follows from appeal and version, so a repeat collides instead of doubling.</summary>
    public void Leave<TFact>(TFact fact, DateOnly? businessDate = null)
        where TFact : IFact =>
        db.Leave(fact, Ids.Derive("appeal-fact", appeal.Id.ToString(), version.ToString(CultureInfo.InvariantCulture)), by, now, businessDate);

    /// <summary>Saves the next appeal with line, fact and messages, unless somebody else was faster.</summary>
    public async Task<Result<AppealAnswer>> SaveAsync(Appeal next, CancellationToken cancel)
    {
        next = next with { Version = version + 1 };
        db.Entry(appeal).CurrentValues.SetValues(next);
        try
        {
            await db.SaveChangesAsync(cancel);
            return AppealAnswer.Of(next);
        }
        catch (DbUpdateException) when (Stale())
        {
            return Changed;
        }
    }

    // Which statement of the batch meets the other writer first is the store's business; the version says what happened.
    private bool Stale() => db.Appeals.AsNoTracking().Where(a => a.CaseId == appeal.CaseId && a.Id == appeal.Id).Select(a => a.Version).Single() != version;
}

/// <summary>办理结果 — what an act answers: where the appeal stands now.</summary>
internal sealed record AppealAnswer(Guid Id, string Number, AppealState State, DateOnly DecideBy, int Version)
{
    public static AppealAnswer Of(Appeal appeal) => new(appeal.Id, appeal.Number, appeal.State, appeal.DecideBy, appeal.Version);
}
