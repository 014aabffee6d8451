using Haochaping.Kernel.Data;
using Haochaping.Kernel.Facts;
using Haochaping.Kernel.Jobs;

namespace Haochaping.Host.Demo;

/// <summary>
/// 占住的任务 — while the demo city lives through its past, the jobs of a server beside it must rest: they would expire at once
/// what is a month old. So the city holds their leases, like any other node.
/// </summary>
internal sealed class HeldJobs : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);
    private readonly Leases leases = new(TimeProvider.System);
    private readonly IServiceScopeFactory scopes;
    private readonly IReadOnlyList<string> names;
    private readonly CancellationTokenSource stop = new();
    private readonly Task renewing;

    private HeldJobs(IServiceProvider services)
    {
        scopes = services.GetRequiredService<IServiceScopeFactory>();
        names = [.. services.GetServices<JobEntry>().Select(j => j.Name), nameof(FollowerRunner)];
        renewing = RenewAsync();
    }

    /// <summary>Takes every lease; null when another process has one, so is running.</summary>
    public static async Task<HeldJobs?> TakeAsync(IServiceProvider services, CancellationToken cancel)
    {
        var held = new HeldJobs(services);
        if (await held.HoldAsync(cancel))
        {
            return held;
        }

        await held.DisposeAsync();
        return null;
    }

    /// <summary>Gives all of them back, so that others go on at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing;
        await using var scope = scopes.CreateAsyncScope();
        await leases.ReleaseAsync(scope.ServiceProvider.GetRequiredService<AppDb>(), CancellationToken.None);
        stop.Dispose();
    }

    private async Task<bool> HoldAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        foreach (var name in names)
        {
            if (!await leases.TakeAsync(db, name, cancel))
            {
                return false;
            }
        }

        return true;
    }

    private async Task RenewAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Renewal, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                await HoldAsync(CancellationToken.None);
            }
        }
    }
}
