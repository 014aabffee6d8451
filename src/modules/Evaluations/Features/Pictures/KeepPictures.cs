using Haochaping.Evaluations.Domain;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;

namespace Haochaping.Evaluations.Features.Pictures;

/// <summary>
/// 保存图片 — before the rating and outside the lane, so that no large file holds up other people's ratings, and a rating is acknowledged
/// only when both are durable. What did not become a rating of its own is dropped.
/// </summary>
internal sealed class KeepPictures(ISealedFiles files)
{
    public async Task<Result<Receipt>> AroundAsync(Submission submission, IReadOnlyList<FileContent> pictures, Func<Submission, Task<Result<Receipt>>> submit)
    {
        if (pictures.Count == 0)
        {
            return await submit(submission);
        }

        await files.PutAsync(submission.CaseId, submission.EntryId, pictures, CancellationToken.None);
        var answer = await submit(submission);
        if (!answer.Is(out var receipt, out _) || receipt.Outcome != Outcome.Recorded)
        {
            await files.SettleAsync(submission.CaseId, submission.EntryId, CancellationToken.None);
        }

        return answer;
    }
}
