using System.Net.Http.Json;
using System.Text.Json;
using Haochaping.Kernel.Keys;
using Haochaping.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Haochaping.Chaos;

/// <summary>
/// One service, and everybody who might rate it at once: thirty-two firsts over every way that leads to it. One of them counts; the others
/// hear so; within a second the entry is closed on every way.
/// </summary>
internal static class FirstOfMany
{
    private const int AtOnce = 32;

    /// <summary>Rounds, those with not exactly one rating, requests that got no answer in words, and ways that were still open a second later.</summary>
    internal sealed record Outcome(int Rounds, int NotOne, int Unanswered, int StillOpen, IReadOnlyList<string> Faults);

    public static async Task<Outcome> RunAsync(TownStore store, int rounds, Func<Ground, Task>? spoil = null)
    {
        var ways = Way.All.Where(w => w.After is Served.Online or Served.AtWindow && !w.NeedsPhone).ToList();
        await using var ground = await Ground.OpenAsync(store, rounds, [.. Way.All.Where(w => w.Name == "kiosk")]);
        await (spoil?.Invoke(ground) ?? Task.CompletedTask);
        var keys = ground.Town.Services.GetRequiredService<IKeys>();
        var (unanswered, open) = (0, 0);
        foreach (var (round, lead) in ground.Tickets.Index())
        {
            var all = Enumerable.Range(0, AtOnce).Select(i => new Ticket(round + 1, ways[i % ways.Count], lead.At.AddMinutes(-5), keys, level: 1 + (i % 5))).ToList();
            var heard = await Task.WhenAll(all.Select(t => t.Way.SendAsync(t, ground.Door)));
            lead.Tries = 1;
            unanswered += heard.Count(h => h.Status is not (200 or 201 or 302 or 409 or 422));
            foreach (var channel in new[] { "website", "window_qr", "kiosk", "app" })
            {
                var state = await ground.Town.Citizen.GetFromJsonAsync<JsonElement>($"/api/v1/tasks/{lead.Link(channel)}");
                open += state.GetProperty("state").GetString() == "answered" ? 0 : 1;
            }
        }

        await using var books = await ground.BooksAsync();
        var ratings = await books.PerCaseAsync("SELECT case_id FROM evaluations");
        var facts = await books.PerCaseAsync("SELECT case_id FROM journal WHERE type = 'evaluation-submitted@1'");
        var notOne = ground.Tickets.Count(t => ratings.GetValueOrDefault(t.CaseId) != 1 || facts.GetValueOrDefault(t.CaseId) != 1);
        await ground.Town.SettleAsync();
        return new(rounds, notOne, unanswered, open, [.. (await ground.Town.FaultsAsync()).Select(f => f.Message)]);
    }
}
