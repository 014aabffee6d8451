using System.Text.Json.Serialization;
using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Domain.Complaints;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Keys;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Haochaping.Evaluations.Features.Complaints;

/// <summary>登记投诉 — page and API alike; the same one sent again gets the same receipt (JX-15a, GEN-A07).</summary>
internal sealed class FileComplaint(AppDb db, IRulePacks packs, IVault vault, ISealedFiles files, IKeys keys)
{
    private const int MostTries = 3;
    private static readonly Refusal Differs = new(RefusalKind.Unprocessable, "complaint-differs", "同一编号已登记过另一份投诉：内容不同的投诉请用新的编号。");

    /// <param name="subject">Whom it is about.</param>
    /// <param name="given">What was said.</param>
    /// <param name="name">Name of who complains, where a system tells it.</param>
    /// <param name="key">What makes it this complaint and no other, whoever sends it again.</param>
    /// <param name="receivedAt">When it arrived.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<Result<ComplaintReceipt>> RunAsync(
        ComplaintSubject subject, ComplaintGiven given, string? name, string key, DateTimeOffset receivedAt, Actor by, CancellationToken cancel)
    {
        var id = Ids.Derive("complaint", key);
        for (var attempt = 1; ; attempt++)
        {
            // load
            if (await db.Complaints.AsNoTracking().FirstOrDefaultAsync(c => c.ComplaintId == id, cancel) is { } known)
            {
                return IsSame(known, subject, given, name) ? ReceiptOf(known, replayed: true) : Differs;
            }

            // decide
            var complainant = await SealAsync(given, name, id, cancel);
            var row = Row(subject, given, id, complainant, receivedAt);

            // save
            db.Add(row);
            files.Seal(db, row.CaseId, row.EntryId, given.Pictures);
            db.Add(new ReceiptRow { Code = ReceiptCode.Of(row.CaseId, id, keys), CaseId = row.CaseId, TaskId = id });
            db.Leave(
                new ComplaintFiled(row.CaseId, id, row.Kind, row.Place, row.Pack, Commitment.Of(row.Text, row.Salt), row.Channel, row.OwnCase, complainant, receivedAt) { Pictures = row.Pictures },
                row.EntryId, by, receivedAt);
            try
            {
                await db.SaveChangesAsync(cancel);
                return ReceiptOf(row, replayed: false);
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                db.ChangeTracker.Clear(); // the same form twice at once, or the same new phone in the vault: one look more tells
            }
        }
    }

    private bool IsSame(ComplaintRow known, ComplaintSubject subject, ComplaintGiven given, string? name) =>
        (known.Kind, known.Text, known.StatedNumber, known.Institution) == (given.Kind, given.Text, given.Number, subject.Place.Institution)
        && (known.Pictures ?? []).SequenceEqual(given.PictureHashes ?? [])
        && known.Complainant == (given.Phone is null ? default(Guid?) : vault.TokenOf(new PersonalData(Name: name, Phone: given.Phone), known.ComplaintId).Value);

    private async Task<Guid?> SealAsync(ComplaintGiven given, string? name, Guid id, CancellationToken cancel) =>
        given.Phone is null ? null : (await vault.SealAsync(db, [new(id, new PersonalData(Name: name, Phone: given.Phone))], cancel))[0].Value;

    private ComplaintRow Row(ComplaintSubject subject, ComplaintGiven given, Guid id, Guid? complainant, DateTimeOffset receivedAt) => new()
    {
        CaseId = subject.CaseId ?? id,
        ComplaintId = id,
        EntryId = Ids.Derive("complaint-filed", id.ToString()),
        Kind = given.Kind,
        Place = subject.Place,
        Institution = subject.Place.Institution,
        Region = subject.Place.Region,
        Pack = packs.For(subject.Place.Region, receivedAt.BusinessDate()).Ref.ToString(),
        Text = given.Text,
        Salt = Commitment.NewSalt(),
        StatedNumber = given.Number,
        Channel = subject.Channel,
        OwnCase = subject.OwnCase,
        Complainant = complainant,
        Pictures = given.PictureHashes,
        ReceivedAt = receivedAt,
    };

    private ComplaintReceipt ReceiptOf(ComplaintRow row, bool replayed) => new(ReceiptCode.Of(row.CaseId, row.ComplaintId, keys), row.ReceivedAt, replayed);
}

/// <summary>投诉回执 — the same bytes for the same complaint, however often it is sent.</summary>
/// <param name="ReceiptCode">回执码.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Replayed">It was there already.</param>
internal sealed record ComplaintReceipt(string ReceiptCode, DateTimeOffset ReceivedAt, [property: JsonIgnore] bool Replayed)
{
    /// <summary>Where the complainant sees what became of it.</summary>
    public string ReceiptPath => "/r/" + ReceiptCode;
}
