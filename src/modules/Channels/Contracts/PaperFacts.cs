using Haochaping.Identity.Contracts;
using Haochaping.Kernel.Facts;

namespace Haochaping.Channels.Contracts;

/// <summary>已发放评价表 — serial-numbered paper forms were printed for a place without equipment (吉林 第十三条).</summary>
/// <param name="CaseId">Key of the batch.</param>
/// <param name="Institution">Code of the institution whose services they rate.</param>
/// <param name="Region">Its division code.</param>
/// <param name="First">First serial.</param>
/// <param name="Last">Last serial.</param>
[Fact("paper-forms-issued", 1)]
public sealed record PaperFormsIssued(Guid CaseId, string Institution, string Region, string First, string Last) : IFact;

/// <summary>已录入评价表 — one person keyed a form in.</summary>
/// <param name="CaseId">Key of the batch.</param>
/// <param name="Serial">Serial of the form.</param>
/// <param name="Round">1 first entry, 2 second by another person, 3 the third look.</param>
/// <param name="Scan">SHA-256 (hex) of the scan as it is kept.</param>
/// <param name="ServedOn">Day of the service, as written.</param>
/// <param name="SignedOn">Day of the signature: decides whether it was in time (Q47).</param>
/// <param name="Outcome">first, mismatch, recorded or refused.</param>
/// <param name="Code">Why it was refused.</param>
[Fact("paper-form-entered", 1)]
public sealed record PaperFormEntered(Guid CaseId, string Serial, int Round, string Scan, DateOnly ServedOn, DateOnly SignedOn, string Outcome, string? Code) : INamesFiles
{
    // Kept with the first entry; the later ones only say what they looked at.
    IReadOnlyList<string> INamesFiles.Files => Round == 1 ? [Scan] : [];
}

/// <summary>已作废评价表 — a form that can never be entered, so that every serial is accounted for.</summary>
/// <param name="CaseId">Key of the batch.</param>
/// <param name="Serial">Serial of the form.</param>
/// <param name="Reason">spoiled, lost or misprinted.</param>
[Fact("paper-form-voided", 1)]
public sealed record PaperFormVoided(Guid CaseId, string Serial, string Reason) : IFact;
