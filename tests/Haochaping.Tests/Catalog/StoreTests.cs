using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Features;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Catalog;

public sealed class StoreTests : IAsyncLifetime
{
    private const string Regions = "code,name\n36,江西省\n3601,南昌市\n360102,东湖区\n360102001,某街道\n";
    private const string Institutions =
        "编码,机构名称,类型,区划代码\nXC,区行政审批局,政务服务管理部门,360102\nPCS,某派出所,行政机关,360102001\nJD,某街道办事处,乡镇（街道）机构,360102001\n";

    private readonly CatalogHouse house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => house.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Nothing_is_saved_before_it_is_confirmed_and_a_second_import_changes_nothing()
    {
        var preview = await house.PreviewAsync(ImportKind.Regions, Regions);
        preview.Counts.ShouldBe(new ImportCounts(4, 0, 0, 0, 0));
        (await house.Catalog.FindRegionAsync("360102", Cancel)).ShouldBeNull();

        (await house.ImportAsync(ImportKind.Regions, Regions)).ShouldBe(new ImportCounts(4, 0, 0, 0, 0));
        (await house.Catalog.FindRegionAsync("360102", Cancel))!.ToString().ShouldBe("江西省 / 南昌市 / 东湖区");
        (await house.ImportAsync(ImportKind.Regions, Regions)).ShouldBe(new ImportCounts(0, 0, 4, 0, 0));
    }

    [Fact]
    public async Task A_confirmation_stands_for_one_preview_only()
    {
        var first = await house.PreviewAsync(ImportKind.Regions, Regions);
        await house.ImportAsync(ImportKind.Regions, "code,name\n36,江西省\n");
        (await house.Import.ConfirmAsync(first.Id, "another", house.Clerk, Cancel)).Refusal!.Code.ShouldBe("import-changed");
        (await house.Import.ConfirmAsync(first.Id, first.Confirmation, house.Clerk, Cancel)).Refusal!.Code.ShouldBe("import-changed");
    }

    [Fact]
    public async Task A_changed_name_makes_a_new_version_and_the_old_day_keeps_the_old_name()
    {
        await house.ImportAsync(ImportKind.Regions, Regions);
        await house.ImportAsync(ImportKind.Institutions, Institutions);
        house.Clock.Advance(TimeSpan.FromDays(10));
        var counts = await house.ImportAsync(ImportKind.Institutions, "编码,机构名称,区划代码\nPCS,新名派出所,360102001\n");
        counts.ShouldBe(new ImportCounts(0, 1, 0, 0, 0));

        (await house.Catalog.FindInstitutionAsync("PCS", Cancel))!.Name.ShouldBe("新名派出所");
        var then = await house.Catalog.FindInstitutionsAsync(["PCS"], new DateOnly(2026, 11, 25), Cancel);
        then["PCS"].Name.ShouldBe("某派出所");
        then["PCS"].Kind.ShouldBe(BodyKind.GovernmentDepartment);
        (await house.Catalog.FindInstitutionAsync("PCS", Cancel))!.Kind.ShouldBe(BodyKind.GovernmentDepartment, "a column that is not in the file says nothing");
    }

    [Fact]
    public async Task The_county_leads_the_orders_of_township_bodies_by_kind_and_not_by_region()
    {
        await house.ImportAsync(ImportKind.Regions, Regions);
        await house.ImportAsync(ImportKind.Institutions, Institutions);
        (await house.Catalog.FindInstitutionAsync("JD", Cancel))!.IsLedByCounty.ShouldBeTrue();
        (await house.Catalog.FindInstitutionAsync("PCS", Cancel))!.IsLedByCounty.ShouldBeFalse();
        (await house.Catalog.CountyAuthorityOfAsync("360102001", Cancel))!.Code.ShouldBe("XC");
    }

    [Fact]
    public async Task Who_sat_at_the_window_is_looked_up_by_time_and_survives_a_transfer()
    {
        await house.ImportAsync(ImportKind.Regions, Regions);
        await house.ImportAsync(ImportKind.Institutions, Institutions);
        await house.ImportAsync(ImportKind.Halls, "大厅编码,大厅名称,区划代码\nH1,区政务大厅,360102\n");
        await house.ImportAsync(ImportKind.Windows, "大厅编码,窗口号,机构编码\nH1,3,XC\n");
        await house.ImportAsync(ImportKind.Staff, "工号,姓名,机构编码,人员管理单位\n1024,甲某,XC,PCS\n1025,乙某,XC,XC\n");
        await house.ImportAsync(ImportKind.Roster, "大厅编码,窗口号,机构编码,工号,上岗时间,离岗时间\nH1,3,XC,1024,2026-11-20 09:00,2026-11-20 12:00\nXC,3,XC,1025,2026-11-20 12:00,\n");
        var before = (await house.Catalog.FindStaffAsync("XC", "1024", Cancel))!;
        before.PersonnelUnitCode.ShouldBe("PCS");

        house.Clock.Advance(TimeSpan.FromDays(30));
        await house.ImportAsync(ImportKind.Staff, "工号,姓名,机构编码,人员管理单位\n1024,甲某,JD,PCS\n");

        var window = new WindowKey("H1", "3");
        (await house.Catalog.WhoSatAtAsync(window, At(11, 59), Cancel))!.Token.ShouldBe(before.Token);
        (await house.Catalog.WhoSatAtAsync(window, At(12, 0), Cancel))!.WorkNumber.ShouldBe("1025");
        (await house.Catalog.WhoSatAtAsync(window, At(8, 59), Cancel)).ShouldBeNull();
        (await house.Catalog.FindStaffAsync("JD", "1024", Cancel))!.Token.ShouldBe(before.Token);
    }

    [Fact]
    public async Task Items_bring_their_institutions_when_asked_and_a_handling_item_answers_by_its_main_item()
    {
        await house.ImportAsync(ImportKind.Regions, Regions);
        var main = new string('1', 31);
        var counts = await house.ImportAsync(
            ImportKind.Items, $"department,dept_code,item_name,item_code,area_code,task_type,环节\n区经信局,JXJ,备案,{main},360102,1,提交申请；受理；办结\n", createMissing: true);
        counts.ShouldBe(new ImportCounts(1, 0, 0, 0, 1));
        var item = (await house.Catalog.FindItemAsync(main + "02", Cancel))!;
        item.ItemType.ShouldBe("01");
        item.Stages.ShouldBe(["提交申请", "受理", "办结"]);
        item.RatingEnabled.ShouldBeTrue();
        (await house.Catalog.FindInstitutionAsync("JXJ", Cancel))!.Name.ShouldBe("区经信局");
    }

    [Fact]
    public async Task A_broken_off_import_goes_on_where_it_stopped()
    {
        var csv = "code,name\n36,江西省\n" + string.Concat(Enumerable.Range(1, 90).Select(c => $"36{c:00},第{c}市\n" + string.Concat(Enumerable.Range(1, 20).Select(d => $"36{c:00}{d:00},第{d}区\n"))));
        var preview = await house.PreviewAsync(ImportKind.Regions, csv);
        await house.Import.ConfirmAsync(preview.Id, preview.Confirmation, house.Clerk, Cancel);
        using (var broken = CancellationTokenSource.CreateLinkedTokenSource(Cancel))
        {
            var progress = new BreaksOff(1_000, broken);
            await Should.ThrowAsync<OperationCanceledException>(() => house.Import.SaveAsync(preview.Id, progress, broken.Token));
        }

        var counts = await house.FreshImport().SaveAsync(preview.Id, null, Cancel);
        counts.Value.ShouldBe(preview.Counts);
        (await house.Import.SaveAsync(preview.Id, null, Cancel)).Value.ShouldBe(preview.Counts);
        (await house.Catalog.FindRegionAsync("369020", Cancel)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_file_that_nobody_confirms_is_forgotten_after_a_day()
    {
        var preview = await house.PreviewAsync(ImportKind.Regions, Regions);
        house.Clock.Advance(TimeSpan.FromHours(25));
        (await house.RunForgetAsync()).ShouldBe(2);
        (await house.RunForgetAsync()).ShouldBe(0);
        (await house.Import.ConfirmAsync(preview.Id, preview.Confirmation, house.Clerk, Cancel)).Refusal!.Code.ShouldBe("import-settled");
    }

    [Fact]
    public async Task Rejected_rows_can_be_downloaded_corrected_and_imported()
    {
        var preview = await house.PreviewAsync(ImportKind.Regions, "code,name,level\n36,江西省,1\n=3601,\"=南昌,市\",2\n");
        preview.Counts.Rejected.ShouldBe(1);
        var planned = (await house.Get<DownloadRejectedRows>().RunAsync(preview.Id, Cancel)).Value;
        var file = string.Concat(DownloadRejectedRows.Lines(planned));
        file.ShouldContain("\"'=3601\",\"'=南昌,市\",\"2\",\"code：");
        await house.ImportAsync(ImportKind.Regions, "code,name\n36,江西省\n");
        await house.ImportAsync(ImportKind.Regions, file.Replace("'=3601", "3601"));
        (await house.Catalog.FindRegionAsync("3601", Cancel))!.Self.Name.ShouldBe("=南昌,市");
    }

    [Fact]
    public async Task A_thousand_look_ups_ask_the_store_once_and_an_import_makes_them_fresh()
    {
        await house.ImportAsync(ImportKind.Regions, Regions);
        (await house.Catalog.FindInstitutionsAsync([.. Enumerable.Range(0, 1000).Select(i => $"X{i}"), "XC"], null, Cancel)).ShouldBeEmpty();
        await house.ImportAsync(ImportKind.Institutions, Institutions);
        (await house.Catalog.FindInstitutionAsync("XC", Cancel)).ShouldNotBeNull();
    }

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 20, hour, minute, 0, TimeSpan.FromHours(8));

    private sealed class BreaksOff(int after, CancellationTokenSource broken) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Done >= after)
            {
                broken.Cancel();
            }
        }
    }
}
