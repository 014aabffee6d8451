using Haochaping.Evaluations.Domain;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Microsoft.Extensions.Logging;

namespace Haochaping.Evaluations.Features.Pictures;

/// <summary>
/// 保存图片 — before the rating and outside the lane, so that no large file holds up other people's ratings, and a rating is acknowledged
/// only when both are durable. What surely did not become a rating of its own is dropped; where nobody knows, the sweep does it later.
/// </summary>
internal sealed partial class KeepPictures(ISealedFiles files, IStore store, ILogger<KeepPictures> log)
{
    public async Task<Result<Receipt>> AroundAsync(Submission submission, IReadOnlyList<FileContent> pictures, Func<Submission, Task<Result<Receipt>>> submit)
    {
        if (pictures.Count == 0)
        {
            return await submit(submission);
        }

        try
        {
            await files.PutAsync(submission.CaseId, submission.EntryId, pictures, CancellationToken.None);
        }
        catch (Exception e) when (store.Diagnose(e) is { } away)
        {
            return away;
        }

        var answer = await submit(submission);
        if (answer.Is(out var receipt, out var refusal) ? receipt.Outcome != Outcome.Recorded : refusal.Kind != RefusalKind.Busy)
        {
            await DropAsync(submission);
        }

        return answer;
    }

    // The answer stands, whatever becomes of the files.
    private async Task DropAsync(Submission submission)
    {
        try
        {
            await files.SettleAsync(submission.CaseId, submission.EntryId, CancellationToken.None);
        }
        catch (Exception e)
        {
            Left(log, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Pictures of a rating that was not taken are left to the sweep.")]
    private static partial void Left(ILogger log, Exception exception);
}
