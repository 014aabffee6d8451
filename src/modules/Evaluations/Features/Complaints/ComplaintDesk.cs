using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Domain.Complaints;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;

namespace Haochaping.Evaluations.Features.Complaints;

/// <inheritdoc cref="IComplaintDesk" />
internal sealed class ComplaintDesk(FindComplaintSubject find, FileComplaint file) : IComplaintDesk
{
    private static readonly Refusal UnitUnknown = new(RefusalKind.Unprocessable, "complaint-unit-unknown", "目录中没有这个机构，投诉没有登记：请致电 12345。");

    public async Task<Result<ComplaintTaken>> FileAsync(ComplaintHanded handed, Actor by, CancellationToken cancel)
    {
        var wire = new ComplaintWire { Kind = handed.Kind, Text = handed.Text, Phone = handed.Phone };
        if (!wire.Parse().Is(out var given, out var refusal))
        {
            return refusal;
        }

        if (await SubjectAsync(handed, cancel) is not { } subject)
        {
            return UnitUnknown;
        }

        var filed = await file.RunAsync(subject, given, null, $"{handed.Key}/{given.Hash()}", handed.ReceivedAt, by, cancel);
        return filed.Then(receipt => (Result<ComplaintTaken>)new ComplaintTaken(receipt.ReceiptPath, receipt.ReceiptCode));
    }

    private async Task<ComplaintSubject?> SubjectAsync(ComplaintHanded handed, CancellationToken cancel)
    {
        var channel = ChannelCodes.Code(handed.Channel);
        return handed.Service is { } service && await find.ByTaskAsync(service.CaseId, service.TaskId, channel, cancel) is { } own ? own
            : await find.ByUnitAsync(handed.Institution, null, vouched: false, channel, cancel) is { } unit ? unit with { Place = unit.Place with { Hall = handed.Hall, Window = handed.Window } }
            : null;
    }
}
