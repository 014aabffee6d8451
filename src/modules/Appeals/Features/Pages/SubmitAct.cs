using Haochaping.Appeals.Domain;
using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Appeals.Features.Pages;

/// <summary>表单办理 — turns a posted form into the request of its act; the same acts as behind the JSON endpoints.</summary>
internal sealed class SubmitAct(EndorseAppeal endorse, ProposeDecision propose, DecideAppeal decide, ReauditAppeal reaudit, WithdrawAppeal withdraw)
{
    public Task<Result<AppealAnswer>> RunAsync(Guid id, string verb, PostedForm form, Hand hand, CancellationToken cancel)
    {
        var version = form.Version;
        return verb switch
        {
            "endorse" => endorse.RunAsync(id, new(form.Flag("agrees"), form.Text("opinion"), version), hand, cancel),
            "propose" => propose.RunAsync(id, new(form.Flag("uphold"), form.All("adopted"), form.Choice<EvidenceMethod>("method"), form.Choice<CauseKind>("cause"), form.Text("finding"), version), hand, cancel),
            "decide" => decide.RunAsync(id, new(form.Flag("agrees"), form.Text("reason"), version), hand, cancel),
            "reaudit" => reaudit.RunAsync(id, new(form.Flag("confirmed"), form.Text("finding"), version), hand, cancel),
            "withdraw" => withdraw.RunAsync(id, new(version), hand, cancel),
            _ => Task.FromResult<Result<AppealAnswer>>(new Refusal(RefusalKind.BadRequest, "act-unknown", "没有这项操作，请刷新后重试。")),
        };
    }
}
