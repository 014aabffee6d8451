using Haochaping.Policy.Contracts;
using Microsoft.Extensions.Hosting;

namespace Haochaping.Policy.Features;

/// <summary>Loads and archives the rules before the first request; a bad pack refuses the start.</summary>
internal sealed class OpenRules(IRulePacks packs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!(await packs.OpenAsync(Task.CompletedTask, cancellationToken)).Is(out _, out var refusal))
        {
            throw new InvalidDataException($"{refusal.Message}\n{string.Join("\n", (refusal.Complaints ?? []).Select(c => $"{c.Field} [{c.Code}] {c.Message}"))}");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
