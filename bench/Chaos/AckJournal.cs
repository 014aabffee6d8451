using System.Text;
using System.Threading.Channels;

namespace Haochaping.Chaos;

/// <summary>
/// 收条簿 — what the house acknowledged, written down outside the house and synced to disk before it is counted: the witness against which
/// the house is held. Acknowledgements that arrive together share one sync.
/// </summary>
internal sealed class AckJournal : IAsyncDisposable
{
    private readonly FileStream file;
    private readonly Channel<(string Line, TaskCompletionSource Written)> queue = Channel.CreateUnbounded<(string, TaskCompletionSource)>();
    private readonly Task pump;

    public AckJournal(string path)
    {
        Path = path;
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        pump = Task.Run(PumpAsync);
    }

    public string Path { get; }

    /// <summary>Completes when it is on disk.</summary>
    public Task WriteAsync(Ticket ticket, string acknowledged)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        queue.Writer.TryWrite(($"{ticket.CaseNumber}\t{ticket.Way.Name}\t{ticket.Level}\t{acknowledged}\n", written));
        return written.Task;
    }

    /// <summary>What stands in it, read back from the disk: number of the case, way, level and the word of the acknowledgement.</summary>
    public async Task<IReadOnlyList<(string CaseNumber, string Way, int Level, string Word)>> ReadAsync() =>
        [.. (await File.ReadAllLinesAsync(Path)).Select(line => line.Split('\t')).Select(part => (part[0], part[1], part[2][0] - '0', part[3]))];

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await pump;
        await file.DisposeAsync();
    }

    private async Task PumpAsync()
    {
        var together = new List<TaskCompletionSource>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (queue.Reader.TryRead(out var next))
            {
                file.Write(Encoding.UTF8.GetBytes(next.Line));
                together.Add(next.Written);
            }

            file.Flush(flushToDisk: true);
            together.ForEach(written => written.SetResult());
            together.Clear();
        }
    }
}
