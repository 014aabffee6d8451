using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Haochaping.Kernel.Jobs;

/// <summary>Runs the followers and every job of the house, each in its own loop, each under its own lease.</summary>
internal sealed partial class JobRunner(
    IServiceScopeFactory scopes,
    IEnumerable<JobEntry> jobs,
    FollowerRunner followers,
    Leases leases,
    TimeProvider clock,
    ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan FollowerPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        jobs.Select(job => LoopAsync(job.Name, job.Every, (scope, cancel) => ((IJob)scope.GetRequiredService(job.Type)).RunAsync(cancel), stoppingToken))
            .Append(LoopAsync(nameof(FollowerRunner), FollowerPause, (_, cancel) => followers.RunAsync(cancel), stoppingToken)));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await leases.ReleaseAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), cancellationToken);
    }

    private async Task LoopAsync(string name, TimeSpan pause, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var wait = pause;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var mine = await leases.TakeAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), name, cancel);
                if (mine && await work(scope.ServiceProvider, cancel) > 0)
                {
                    continue;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFault(e, name);
                wait = PauseAfterFault;
            }

            await Task.Delay(wait, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Job {Job} failed and will be tried again.")]
    private partial void LogFault(Exception e, string job);
}

/// <summary>Runs everything that is due, now and in order, until nothing moves: for tests and for the commands.</summary>
public sealed class Settler(IServiceScopeFactory scopes, IEnumerable<JobEntry> jobs, FollowerRunner followers)
{
    /// <summary>Seals, follows and does every due job until the house is quiet. Throws, with its name, when a job never is.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        string? busy = "";
        for (var round = 0; busy is not null; round++)
        {
            busy = round < 10_000 ? null : throw new InvalidOperationException($"{busy} never comes to an end."); // a million of anything takes a tenth of that
            foreach (var job in jobs)
            {
                await using var scope = scopes.CreateAsyncScope();
                busy = await ((IJob)scope.ServiceProvider.GetRequiredService(job.Type)).RunAsync(cancel) > 0 ? job.Name : busy;
            }

            busy = await followers.RunAsync(cancel) > 0 ? nameof(FollowerRunner) : busy;
        }
    }
}
