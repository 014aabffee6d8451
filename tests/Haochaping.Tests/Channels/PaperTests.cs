using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Haochaping.Channels.Contracts;
using Haochaping.Channels.Domain;
using Haochaping.Channels.Storage;
using Haochaping.Evaluations.Storage;
using Haochaping.Identity.Contracts;
using Haochaping.Identity.Storage;
using Haochaping.Kernel.Data;
using Haochaping.Testing;
using Haochaping.Tests.Evaluations;
using Haochaping.Tests.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Channels;

/// <summary>纸质评价表: every serial is accounted for, two people of another unit key in, and the signature's day decides.</summary>
public sealed class PaperTests
{
    private static readonly byte[] Frame = [0xFF, 0xC0, 0x00, 0x08, 8, 0, 2, 0, 3, 1];
    private static readonly byte[] Scan = [0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x0A, .. "Exif\0\0GP"u8, .. Frame, 0xFF, 0xDA, 0x00, 0x02, 0x11, 0x22, 0xFF, 0xD9];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    [Requirement("JL-13d")]
    public async Task Two_people_of_another_unit_key_in_alike_and_the_signature_decides(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var (serial, number) = (await house.IssueAsync(2), await house.ServedAsync());
        house.Town.Clock.SetNow("2020-11-27T10:00"); // long after the window, nine days after the signature
        await house.Town.SettleAsync();
        using var first = await house.KeyerAsync();
        using var second = await house.KeyerAsync();
        using var own = await house.KeyerAsync("JX-CITY");

        (await own.EnterAsync(serial, number)).ShouldContain("评价表由其他单位的人员录入");
        (await first.EnterAsync(serial, number)).ShouldBe("EnteredOnce");
        (await first.EnterAsync(serial, number)).ShouldContain("您已经录入过这张表");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
        (await second.EnterAsync(serial, number)).ShouldBe("Recorded");
        (await second.EnterAsync(serial, number)).ShouldContain("已经登记");

        var rating = await house.Town.LookAsync(db => db.Evaluations.SingleAsync(Cancel));
        (rating.Channel, (int)rating.Level, rating.RealName, rating.CapturedAt!.Value.Day).ShouldBe(("paper_form", 4, false, 18));
        (await house.Town.FactsAsync<PaperFormsIssued>()).Count.ShouldBe(1);
        (await house.Town.FactsAsync<PaperFormEntered>()).Select(f => (f.Round, f.Outcome)).OrderBy(f => f.Round).ShouldBe([(1, "first"), (2, "recorded")]);
        (await house.Town.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Where_the_two_differ_a_third_person_decides(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var (serial, number) = (await house.IssueAsync(1), await house.ServedAsync());
        using var first = await house.KeyerAsync();
        using var second = await house.KeyerAsync();
        using var third = await house.KeyerAsync();
        await first.EnterAsync(serial, number, level: 4);
        (await second.EnterAsync(serial, number, level: 1)).ShouldBe("Mismatch");
        (await second.EnterAsync(serial, number, level: 4)).ShouldContain("您已经录入过这张表");
        (await house.Town.LookAsync(db => db.Evaluations.CountAsync(Cancel))).ShouldBe(0);
        (await third.EnterAsync(serial, number, level: 1)).ShouldBe("Recorded");
        ((int)(await house.Town.LookAsync(db => db.Evaluations.SingleAsync(Cancel))).Level).ShouldBe(1);
        (await house.Town.LookAsync(db => db.PaperForms.SingleAsync(Cancel))).Entries.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task What_is_wrong_on_or_with_the_paper_is_told_at_once(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var (serial, number) = (await house.IssueAsync(1), await house.ServedAsync());
        using var keyer = await house.KeyerAsync();
        (await keyer.EnterAsync(serial[..^1] + (serial[^1] == '0' ? '1' : '0'), number)).ShouldContain("表号不正确");
        (await keyer.EnterAsync(Serial.Of(77777, 1), number)).ShouldContain("没有这个表号");
        (await keyer.EnterAsync(serial, "X-404")).ShouldContain("请核对办件编号和服务日期");
        (await keyer.EnterAsync(serial, number, served: "2020-11-17")).ShouldContain("请核对办件编号和服务日期");
        (await keyer.EnterAsync(serial, number, signed: "2020-11-17")).ShouldContain("签名日期早于服务日期");
        (await keyer.EnterAsync(serial, number, signed: "2021-01-01")).ShouldContain("签名日期不正确");
        (await keyer.EnterAsync(serial, number, scan: [])).ShouldContain("请附上评价表的扫描件");
        (await keyer.EnterAsync(serial, number, scan: "<svg onload=alert(1)>"u8.ToArray())).ShouldContain("JPEG、PNG 或 PDF");
        (await keyer.EnterAsync(serial, number, scan: Scan[..14])).ShouldContain("JPEG、PNG 或 PDF");
        (await keyer.EnterAsync(serial, number, scan: [.. Scan, .. new byte[ScanFile.Largest]])).ShouldContain("超过 5 MB");
        house.Town.Clock.SetNow("2020-11-29T10:00");
        using var later = await house.KeyerAsync();
        (await later.EnterAsync(serial, number)).ShouldContain("签名已超过 10 天");
        (await house.Town.LookAsync(db => db.PaperForms.SingleAsync(Cancel))).State.ShouldBe(PaperState.Issued);
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task A_form_of_a_service_that_was_rated_elsewhere_or_signed_too_late_is_refused_with_its_reason(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var (serial, number) = (await house.IssueAsync(1), await house.ServedAsync());
        await house.Town.Rate(await house.Town.LinkOf(number), 5);
        using var first = await house.KeyerAsync();
        using var second = await house.KeyerAsync();
        await first.EnterAsync(serial, number);
        (await second.EnterAsync(serial, number)).ShouldBe("Refused");
        (await house.Town.LookAsync(db => db.PaperForms.SingleAsync(Cancel))).Code.ShouldBe("already-answered");
        using var unit = await Desk.OfAsync(house.Town, Role.Handler, ["JX-CITY"], []);
        (await unit.GoAsync("/console/paper?state=Refused")).Html.ShouldContain("already-answered");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task Every_serial_is_listed_printed_and_can_be_voided_with_a_reason(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var serial = await house.IssueAsync(3);
        using var unit = await Desk.OfAsync(house.Town, Role.Handler, ["JX-CITY"], []);
        Regex.Count((await unit.GoAsync("/console/paper?state=Issued")).Html, "<code>").ShouldBe(3);
        var print = (await unit.GoAsync("/console/paper/print/1")).Html;
        (Regex.Count(print, "paper-form\""), Regex.Count(print, "<svg aria-hidden=\"true\" ")).ShouldBe((3, 3));

        await unit.GoAsync("/console/paper");
        (await unit.FillAsync("void", ("Form.Serial", "123"), ("Form.Reason", "Lost"))).Html.ShouldContain("表号不正确");
        await unit.GoAsync("/console/paper");
        await unit.FillAsync("void", ("Form.Serial", serial), ("Form.Reason", "Lost"));
        (await unit.GoAsync("/console/paper?state=Void")).Html.ShouldContain("遗失");
        (await house.Town.FactsAsync<PaperFormVoided>()).Single().Reason.ShouldBe("lost");
        using var keyer = await house.KeyerAsync();
        (await keyer.EnterAsync(serial, await house.ServedAsync())).ShouldContain("已经作废");
        Regex.Count((await unit.GoAsync("/console/paper/print/1")).Html, "paper-form\"").ShouldBe(2);

        await house.Town.SettleAsync();
        (await house.Town.FaultsAsync()).ShouldBeEmpty();
        await house.Town.LookAsync(db => db.PaperForms.Where(f => f.Serial == serial).ExecuteUpdateAsync(set => set.SetProperty(f => f.State, PaperState.Recorded), Cancel));
        await house.Town.LookAsync(db => db.PaperForms.Where(f => f.Serial != serial).Take(1).ExecuteDeleteAsync(Cancel));
        (await house.Town.FaultsAsync()).Select(f => f.Code).ShouldBe(["form-altered", "form-missing"]);

        using var stranger = await Desk.OfAsync(house.Town, Role.Handler, ["JX-POLICE"], []);
        (await stranger.GoAsync("/console/paper")).Html.ShouldContain("没有评价表");
        (await stranger.GoAsync("/console/paper/print/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        using var shenzhen = await Desk.OfAsync(house.Town, Role.Supervisor, [], ["*"]);
        await shenzhen.GoAsync("/console/paper/issue");
        (await shenzhen.FillAsync("issue", ("Form.Institution", "SZ-CITY"), ("Form.Count", "1"))).Html.ShouldContain("当地规定没有列出这种评价渠道");
    }

    [Theory, MemberData(nameof(Stores.Both), MemberType = typeof(Stores))]
    public async Task The_scan_is_kept_sealed_without_the_place_it_was_taken_and_never_shown_to_the_unit(TownStore store)
    {
        await using var house = await OpenAsync(store);
        var (serial, number) = (await house.IssueAsync(1), await house.ServedAsync());
        using var keyer = await house.KeyerAsync();
        await keyer.EnterAsync(serial, number);
        var kept = await keyer.ScanAsync(serial);
        kept.ShouldBe([0xFF, 0xD8, .. Frame, 0xFF, 0xDA, 0x00, 0x02, 0x11, 0x22, 0xFF, 0xD9]);
        (await house.Town.LookAsync(db => db.Files.SingleAsync(Cancel))).Box.AsSpan().IndexOf(kept.AsSpan(3)).ShouldBe(-1);
        using var own = await house.KeyerAsync("JX-CITY");
        (await own.ScanAsync(serial)).ShouldBeEmpty();
        (await house.Town.FactsAsync<FileRevealed>()).ShouldHaveSingleItem().Purpose.ShouldBe(Purpose.Entry, "every look is noted");

        (await house.Town.FaultsAsync()).ShouldBeEmpty();
        await house.Town.LookAsync(db => db.Files.ExecuteDeleteAsync(Cancel));
        (await house.Town.FaultsAsync()).ShouldHaveSingleItem().Table.ShouldBe("identity_files", "a scan that is made away with is missed");
        await house.Town.LookAsync(db => db.PaperForms.ExecuteUpdateAsync(set => set.SetProperty(f => f.Scan, "other"), Cancel));
        (await house.Town.FaultsAsync()).ShouldContain(f => f.Table == "channels_paper_forms" && f.Column == "scan");
    }

    private static Task<PaperTown> OpenAsync(TownStore store) => PaperTown.OpenAsync(store, Scan);
}
