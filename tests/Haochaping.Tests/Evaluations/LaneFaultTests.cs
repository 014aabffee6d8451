using System.Data.Common;
using System.Net;
using Haochaping.Evaluations.Domain;
using Haochaping.Evaluations.Features;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Data;
using Haochaping.Kernel.Time;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using static Haochaping.Tests.Evaluations.Reporting;

namespace Haochaping.Tests.Evaluations;

using SubmitLanes = Lanes<Submission, TaskRow, Result<Receipt>>;

/// <summary>What goes wrong beneath the door: a lane fails nobody but whom it must, and loses nothing it acknowledged.</summary>
public sealed class LaneFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Not in attributes: their strings are UTF-8 and would heal what is broken on purpose.
    private static readonly string[] Broken = ["a\0b", "a\ud800b", "\udc00"];

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Texts_no_store_can_keep_fail_none_of_253_others(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var tasks = await TasksAsync(town, 256);
        await using var lane = ALane(town);
        var answers = tasks.Select((t, i) => lane.Lanes.SubmitAsync(Of(t, town, text: i is >= 100 and < 103 ? Broken[i - 100] : "😀 好"))).ToList();
        await lane.StartAsync();
        var results = await Task.WhenAll(answers);

        results.Select(Flat).Count(r => r.Refusal is null).ShouldBe(253);
        foreach (var refused in results[100..103].Select(r => Flat(r).Refusal!))
        {
            (refused.Kind, refused.Code).ShouldBe((RefusalKind.Unprocessable, "rating-incomplete"));
            refused.Complaints!.Single().Code.ShouldBe("text-not-storable");
        }

        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(253);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_the_store_itself_refuses_fails_only_its_own_sender(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var tasks = await TasksAsync(town, 256);
        await using var lane = ALane(town);
        var clash = await town.LookAsync(db => db.Set<Kernel.Facts.JournalEntry>().Where(e => e.CaseId == tasks[7].CaseId).Select(e => e.EntryId).FirstAsync(Cancel));
        var answers = tasks.Select((t, i) => lane.Lanes.SubmitAsync(
            i == 7 ? Of(t, town) with { EntryId = clash } : i == 8 ? Of(t, town) with { Channel = "sm\0s" } : Of(t, town))).ToList();
        await lane.StartAsync();

        var others = await Task.WhenAll(answers.Where((_, i) => i is not (7 or 8)));
        others.ShouldAllBe(r => Flat(r).Refusal == null);
        await Should.ThrowAsync<Exception>(() => answers[7]); // a key that is taken is a bug of ours: its sender gets the error page, nobody else
        if (store == TownStore.Postgres)
        {
            Flat(await answers[8]).Refusal!.Code.ShouldBe("text-not-storable");
        }
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_lost_answer_to_COMMIT_yields_one_rating_and_the_same_receipt(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var task = (await TasksAsync(town, 1))[0];
        var lost = new LostCommit();
        await using var lane = ALane(town, lost);
        await lane.StartAsync();
        var submission = Of(task, town);

        var receipt = Flat(await lane.Lanes.SubmitAsync(submission)).Value;
        lost.Lost.ShouldBe(1);
        (receipt.Outcome, receipt.ReceivedAt).ShouldBe((Outcome.Recorded, submission.ReceivedAt));
        Flat(await lane.Lanes.SubmitAsync(submission with { EntryId = Ids.New(town.Clock) })).Value.ReceiptCode.ShouldBe(receipt.ReceiptCode);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
        (await town.FactsAsync<Haochaping.Evaluations.Contracts.EvaluationSubmitted>()).Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_store_that_is_away_is_told_to_all_256_after_two_tries_and_not_after_512(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var tasks = await TasksAsync(town, 256);
        var away = new StoreAway(store);
        await using var lane = ALane(town, away);
        var answers = tasks.Select(t => lane.Lanes.SubmitAsync(Of(t, town))).ToList();
        await lane.StartAsync();

        (await Task.WhenAll(answers)).ShouldAllBe(a => Flat(a).Refusal!.Kind == RefusalKind.Busy && Flat(a).Refusal!.Code == "storage-unavailable");
        away.Asked.ShouldBeLessThanOrEqualTo(2 * town.Services.GetRequiredService<IStore>().WriteLanes);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_full_queue_says_so_at_once_and_everything_it_took_is_answered(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var task = (await TasksAsync(town, 1))[0];
        await using var lane = ALane(town);
        var taken = Enumerable.Range(0, 4096).Select(_ => lane.Lanes.SubmitAsync(Of(task, town))).ToList();
        taken.ShouldAllBe(t => !t.IsCompleted);
        var full = (await lane.Lanes.SubmitAsync(Of(task, town))).Refusal!;
        (full.Kind, full.Code).ShouldBe((RefusalKind.Busy, "busy"));

        await lane.StartAsync();
        var receipts = (await Task.WhenAll(taken)).Select(r => Flat(r).Value.ReceiptCode).Distinct();
        receipts.Count().ShouldBe(1);
        (await town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task At_the_front_door_busy_is_503_with_Retry_After(TownStore store)
    {
        await using var town = await Town.OpenAsync(store, "2020-09-28T15:00");
        var token = await town.LinkOf(await town.ACaseIsCompleted());
        await town.Services.GetRequiredService<SubmitLanes>().StopAsync(Cancel); // the house is closing: its queue takes nothing more
        var busy = await town.Rate(token, 5);
        busy.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter.ShouldNotBeNull();
        (await busy.CodeOf()).ShouldBe("busy");
    }

    private static async Task<IReadOnlyList<TaskRow>> TasksAsync(Town town, int count)
    {
        var cases = Enumerable.Range(0, count).Select(i => ACase($"F-{i}", "2020-09-28T09:00:00+08:00"));
        await town.PostAsync("/api/v1/cases", new { cases });
        await town.SettleAsync();
        var tasks = await town.LookAsync(db => db.Tasks.AsNoTracking().ToListAsync(Cancel));
        tasks.Count.ShouldBe(count);
        return tasks;
    }

    private static Submission Of(TaskRow task, Town town, string? text = null)
    {
        var verdict = new Verdict(Level.Satisfied, new Dictionary<string, Level>(), [], text, Private: false);
        return new(task.CaseId, task.TaskId, verdict, (verdict with { Text = null }).Hash(), "sms", town.Clock.Now(), null, Ids.New(town.Clock), Proven: true, Commitment.NewSalt());
    }

    private static Result<Receipt> Flat(Result<Result<Receipt>> answer) => answer.Then(r => r);

    // A lane of its own over the town's store, not yet running: what is queued before the start is one batch.
    private static Lane ALane(Town town, params IInterceptor[] interceptors)
    {
        var store = town.Services.GetRequiredService<IStore>();
        var services = new ServiceCollection()
            .AddSingleton(town.Services.GetRequiredService<HouseModel>())
            .AddDbContext<AppDb>(options =>
            {
                store.Configure(options);
                HouseModel.TellApart(options);
                options.AddInterceptors(interceptors);
            })
            .BuildServiceProvider();
        var work = town.Services.GetRequiredService<ILaneWork<Submission, TaskRow, Result<Receipt>>>();
        return new Lane(new SubmitLanes(services.GetRequiredService<IServiceScopeFactory>(), store, work, NullLogger<SubmitLanes>.Instance), services);
    }

    private sealed record Lane(SubmitLanes Lanes, ServiceProvider Services) : IAsyncDisposable
    {
        public Task StartAsync() => Lanes.StartAsync(Cancel);

        public async ValueTask DisposeAsync()
        {
            await Lanes.StopAsync(CancellationToken.None);
            Lanes.Dispose();
            await Services.DisposeAsync();
        }
    }

    // Nobody reaches the store.
    private sealed class StoreAway(TownStore store) : DbConnectionInterceptor
    {
        private int asked;

        public int Asked => asked;

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref asked);
            throw store == TownStore.Postgres ? new Npgsql.NpgsqlException("The line is dead.") : new Microsoft.Data.Sqlite.SqliteException("The disk is gone.", 14);
        }
    }

    // The store has committed, and the word of it is lost on the way: once.
    private sealed class LostCommit : DbTransactionInterceptor
    {
        public int Lost { get; private set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            if (Lost == 0)
            {
                Lost++;
                throw new IOException("The connection broke.");
            }

            return Task.CompletedTask;
        }
    }
}
