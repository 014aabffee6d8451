using System.Threading.Channels;

namespace Haochaping.Speed.Contenders;

/// <summary>Group commit and nothing else: the limit of this machine.</summary>
internal sealed class Groups
{
    private const int Most = 256;

    private readonly Channel<(Rating Rating, TaskCompletionSource Done)> queue = Channel.CreateBounded<(Rating, TaskCompletionSource)>(16 * Most);
    private readonly IRows rows;

    public Groups(IRows rows, int lanes)
    {
        this.rows = rows;
        for (var i = 0; i < lanes; i++)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public async Task SaveAsync(Rating rating)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await queue.Writer.WriteAsync((rating, done));
        await done.Task;
    }

    private async Task RunAsync()
    {
        var batch = new List<(Rating Rating, TaskCompletionSource Done)>(Most);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < Most && queue.Reader.TryRead(out var item))
            {
                batch.Add(item);
            }

            await rows.SaveAllAsync([.. batch.Select(b => b.Rating)]);
            batch.ForEach(b => b.Done.SetResult());
            batch.Clear();
        }
    }
}
