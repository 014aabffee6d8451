using System.Net;
using Haochaping.Evaluations.Storage;
using Haochaping.Kernel.Facts;
using Haochaping.Ledger.Contracts;
using Haochaping.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Host;

/// <summary>
/// A house that stops in order, and one whose disk is full: what was answered with 2xx is there, and nobody is left without an answer. What
/// <c>kill -9</c> leaves is shown by <see cref="Durability.KillTests"/>.
/// </summary>
[Collection(nameof(HouseProcess))]
public sealed class CrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_house_that_is_told_to_stop_answers_everything_it_has_taken_in(TownStore store)
    {
        var (town, crowd) = await Crowd.GatherAsync(store, 200);
        await using var home = town;
        await using (var house = await HouseProcess.ServeAsync(await town.LeaveAsync()))
        {
            var stopped = Task.CompletedTask;
            var refused = await crowd.SubmitAsync(house.Address, crowd.Tokens, acknowledged => stopped = acknowledged == 20 ? house.SignalAsync("TERM") : stopped);
            await stopped;
            (await house.EndedAsync()).ShouldBe(0, house.Errors);
            refused.ShouldBeEmpty();
        }

        await town.ReturnAsync();
        await town.SettleAsync();
        var saved = await town.LookAsync(db => db.Receipts.Select(r => r.Code).ToListAsync(Cancel));
        saved.ShouldBe(crowd.Receipts.Values.Select(Crowd.CodeIn), ignoreOrder: true, "nothing was saved without an answer, nothing answered without being saved");
    }

    [Xunit.Fact]
    public async Task A_full_disk_refuses_with_503_loses_nothing_and_is_forgotten_when_there_is_room_again()
    {
        if (!await SmallDisk.IsPossibleAsync())
        {
            Assert.Skip(SmallDisk.WhySkipped);
        }

        var (town, crowd) = await Crowd.GatherAsync(TownStore.Sqlite, 400);
        await using var home = town;
        var settings = await town.LeaveAsync();
        await using var disk = new SmallDisk(settings["HAOCHAPING_DATA"]!);
        await using (var house = await HouseProcess.ServeAsync(disk.Of(settings), disk.Wrapper))
        {
            (await crowd.SubmitAsync(house.Address, crowd.Tokens.Take(50))).ShouldBeEmpty();

            disk.Fill(house);
            var refused = await crowd.SubmitAsync(house.Address, crowd.Tokens);
            refused.ShouldNotBeEmpty();
            refused.ShouldAllBe(r => r.Status == HttpStatusCode.ServiceUnavailable && r.RetryAfter != null && r.Body.Contains("磁盘已满") && r.Body.Contains("storage-full"));

            disk.MakeRoom(house);
            (await crowd.SubmitAsync(house.Address, crowd.Tokens)).ShouldBeEmpty();
            await disk.CarryHomeAsync(house);
        }

        await EverybodyIsThereOnceAsync(town, crowd);
    }

    private static async Task EverybodyIsThereOnceAsync(Town town, Crowd crowd)
    {
        await town.ReturnAsync();
        await town.SettleAsync();
        (await town.LookAsync(db => db.Receipts.Select(r => r.Code).ToListAsync(Cancel))).ShouldBe(crowd.Receipts.Values.Select(Crowd.CodeIn), ignoreOrder: true);
        crowd.Receipts.Count.ShouldBe(crowd.Tokens.Count);
        (await town.LookAsync(db => db.Journal.CountAsync(j => j.Type == "evaluation-submitted@1", Cancel))).ShouldBe(crowd.Tokens.Count);
        (await town.LookAsync(db => db.Unsealed.CountAsync(Cancel))).ShouldBe(0);

        await using var scope = town.Services.CreateAsyncScope();
        var faults = new List<Fault>();
        var report = await scope.ServiceProvider.GetRequiredService<IVerifyLedger>().RunAsync(faults.Add, null, null, Cancel);
        faults.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThanOrEqualTo(crowd.Tokens.Count);
        var (code, said, errors) = await HouseProcess.RunAsync(await town.LeaveAsync(), "verify", "--json");
        code.ShouldBe(0, errors);
        said.ShouldContain("\"isClean\": true");
    }
}
