using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features.Pages;

/// <summary>表单办理 — turns a posted form into the request of its act; the same acts as behind the JSON endpoints.</summary>
internal sealed class SubmitAct(
    ForwardOrder forward, ReturnOrder giveBack, AcceptOrder accept, RecordContact contact, VerifyOrder verify, TakeMeasure measure, ShareOrder share, ReportSubtask subtask, ReleaseCoHandler release,
    ExtendOrder extend, ReportRectification report, AuditResult audit, RecordTalk talk, RecordVisit visit, RemindUnit remind, UrgeOrder urge, BeginListedSupervision list, EndListedSupervision unlist)
{
    public async Task<Result<OrderAnswer>> RunAsync(Guid id, PostedForm form, Hand hand, CancellationToken cancel)
    {
        var version = form.Version;
        return await (form.Act switch
        {
            OrderAct.Forwarded => forward.RunAsync(id, new(form.Text("unit"), version), hand, cancel),
            OrderAct.Returned => giveBack.RunAsync(id, new(form.Text("reason"), version), hand, cancel),
            OrderAct.Accepted => accept.RunAsync(id, new(form.Text("officer"), version), hand, cancel),
            OrderAct.Contacted => contact.RunAsync(id, new(form.Choice<ContactMethod>("method"), form.Flag("reached"), form.Text("recording"), form.Text("note"), version), hand, cancel),
            OrderAct.Verified => verify.RunAsync(id, new(form.Choice<Verdict>("verdict"), form.Choice<Triage>("triage"), form.Choice<CauseKind>("cause"), form.Text("finding"), version), hand, cancel),
            OrderAct.MeasureTaken => measure.RunAsync(id, new(form.Choice<HandlingMethod>("method"), form.Day("promised"), form.Text("measure"), version), hand, cancel),
            OrderAct.Shared => share.RunAsync(id, new(form.Text("unit"), form.Text("task"), form.Day("due"), version), hand, cancel),
            OrderAct.Released => release.RunAsync(id, new(form.Text("unit"), form.Text("reason"), version), hand, cancel),
            OrderAct.SubtaskReported => subtask.RunAsync(id, new(form.Text("text"), version), hand, cancel),
            OrderAct.Extended => extend.RunAsync(id, new(form.Text("reason"), form.Day("newDay"), version), hand, cancel),
            OrderAct.Handled => report.RunAsync(id, new(form.Text("result"), form.Text("reply"), version, await EvidenceFiles.Rule.ChosenAsync(form.Files(EvidenceFiles.Field), cancel)), hand, cancel),
            OrderAct.Audited => audit.RunAsync(id, new(form.Flag("approved"), form.Text("reason"), version), hand, cancel),
            OrderAct.Visited => visit.RunAsync(id, new(form.Choice<ContactMethod>("method"), form.Flag("reached"), form.Choice<Level>("satisfaction"), form.Text("note"), version, form.Choices<Level>("units.")), hand, cancel),
            OrderAct.Talked => talk.RunAsync(id, new(form.Text("heldBy"), form.Text("staff"), form.Day("heldOn"), form.Text("agreed"), version), hand, cancel),
            OrderAct.Reminded => remind.RunAsync(id, new(form.Text("text"), version), hand, cancel),
            OrderAct.Urged => urge.RunAsync(id, new(form.Text("text"), version), hand, cancel),
            OrderAct.Listed => list.RunAsync(id, new(form.Text("reason"), version), hand, cancel),
            OrderAct.Unlisted => unlist.RunAsync(id, new(form.Text("reason"), version), hand, cancel),
            _ => Task.FromResult<Result<OrderAnswer>>(new Refusal(RefusalKind.BadRequest, "act-unknown", "没有这项操作，请刷新后重试。")),
        });
    }
}
