using Haochaping.Identity.Contracts;
using Haochaping.Policy.Contracts;
using Haochaping.WorkOrders.Contracts;
using Haochaping.WorkOrders.Domain;

namespace Haochaping.WorkOrders.Features;

/// <summary>办结 — what follows where a result counts: lines and facts, the filing with the upper level, the message to the rater.</summary>
internal sealed class FinishOrder(TellRater tell, ISealedFiles files)
{
    public async Task<Result<OrderAnswer>> RunAsync(Held held, Order next, string result, string reply, IReadOnlyList<FileContent> evidence, CancellationToken cancel)
    {
        var (resultSaid, replySaid) = (held.Write(OrderAct.Handled, result, null, Named.Word(next.Outcome)), held.Write(OrderAct.Replied, reply, null));
        var handled = new OrderHandled(
            next.CaseId, next.About, held.Now, next.Outcome, next.Verdict!.Value, next.Cause, next.OnTime == true, next.Contact, next.Round, resultSaid, replySaid) { Evidence = EvidenceFiles.Hashes(evidence) };
        held.Leave(handled, files, evidence);
        if (held.Rules.Pack.WorkOrder.UpperFiling is var upper && upper != Party.None)
        {
            held.Note(OrderAct.Filed, Parties.Word(upper));
            held.Leave(new ResultFiled(next.CaseId, next.About, held.Now, upper));
        }

        held.LeaveIfClosed(next);
        await tell.RepliedAsync(held.Db, next, held.Now, cancel);
        return await held.SaveAsync(next, cancel);
    }
}
