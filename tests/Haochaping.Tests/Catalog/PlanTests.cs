using Haochaping.Catalog.Contracts;
using Haochaping.Catalog.Domain;
using Haochaping.Catalog.Domain.Importing;
using Haochaping.Catalog.Domain.Kinds;
using Haochaping.Catalog.Domain.Sheets;
using Haochaping.Testing;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Catalog;

public sealed class PlanTests
{
    private const string Item = "511Z07001006-511602000000-000-11511301008778183N-1-00";

    [Theory]
    [InlineData("36", "360000000000", 1, "")]
    [InlineData("3601", "360100000000", 2, "360000000000")]
    [InlineData("360102", "360102000000", 3, "360100000000")]
    [InlineData("360102001", "360102001000", 4, "360102000000")]
    [InlineData("360102001003", "360102001003", 5, "360102001000")]
    [Requirement("SZ-03b")]
    public void A_short_code_is_padded_and_shows_its_level_and_parent(string text, string code, int level, string parent)
    {
        RegionCode.TryNormalise(text, out var found).ShouldBeTrue();
        found.ShouldBe(code);
        ((int)RegionCode.LevelOf(code)).ShouldBe(level);
        RegionCode.ParentOf(code).ShouldBe(parent);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("36010")]
    [InlineData("36A102")]
    [InlineData("001122")]
    public void A_code_of_another_shape_is_refused(string text) => RegionCode.TryNormalise(text, out _).ShouldBeFalse();

    [Fact]
    public void Each_bad_cell_is_named_with_line_column_value_and_code()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name,level\n36,江西省,1\n36x,某市,2\n3601,,2\n");
        plan.Counts.ShouldBe(new ImportCounts(1, 0, 0, 2, 0));
        plan.Rejected.Select(r => (r.Line, r.Column, r.Value, r.Code)).ShouldBe([(3, "code", "36x", "bad-region-code"), (4, "name", "", "required")]);
    }

    [Fact]
    public void A_level_that_contradicts_the_code_is_refused() =>
        Planned.Of(ImportKind.Regions, "code,name,level\n36,江西省,2\n").Rejected.ShouldHaveSingleItem().Code.ShouldBe("wrong-level");

    [Fact]
    public void A_parent_that_nobody_knows_is_refused_and_so_is_everything_below()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name\n360102,东湖区\n360102001,某街道\n");
        plan.Rejected.Select(r => r.Code).ShouldBe(["unknown-parent", "unknown-parent"]);
    }

    [Fact]
    public void Children_may_stand_before_their_parents() =>
        Planned.Of(ImportKind.Regions, "code,name\n360102,东湖区\n3601,南昌市\n36,江西省\n").Counts.Added.ShouldBe(3);

    [Fact]
    public void A_circle_of_superiors_is_refused()
    {
        var known = Planned.Knows((ImportKind.Regions, "360102000000"));
        var plan = Planned.Of(ImportKind.Institutions, "code,name,region,parent_code\nA,甲,360102,B\nB,乙,360102,A\n", known);
        plan.Rejected.Select(r => r.Code).ShouldBe(["unknown-parent", "unknown-parent"]);
    }

    [Fact]
    public void A_city_that_stands_in_as_its_own_county_says_nothing_new()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name,level,parent\n44,广东省,1,\n4419,东莞市,2,44\n441900,东莞市,3,4419\n441900003,东城街道,4,441900\n");
        plan.Counts.ShouldBe(new ImportCounts(3, 0, 1, 0, 0));
    }

    [Fact]
    public void The_same_row_twice_is_kept_once_and_a_contradiction_is_refused()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name\n36,江西省\n36,江西省\n36,江南省\n");
        plan.Counts.ShouldBe(new ImportCounts(1, 0, 1, 1, 0));
        plan.Rejected.Single().Code.ShouldBe("duplicate-in-file");
        plan.Rejected.Single().Reason.ShouldContain("第 2 行");
    }

    [Fact]
    public void The_item_list_of_a_district_is_taken_as_it_is()
    {
        var csv = $"department,dept_code,group,item_name,item_code,area_code,task_type\n区经信局,11511301008778183N,未分类,企业投资项目备案,{Item},511602000000,10\n";
        var known = Planned.Knows((ImportKind.Regions, "511602000000"));

        Planned.Of(ImportKind.Items, csv, known).Rejected.Single().Code.ShouldBe("unknown-institution");

        var plan = Planned.Of(ImportKind.Items, csv, known, createMissing: true);
        plan.Counts.ShouldBe(new ImportCounts(1, 0, 0, 0, 1));
        plan.Plan.Institutions["11511301008778183N"].Of("name").ShouldBe("区经信局");
        plan.Plan.Walk().Single().Draft.Values.Of("type").ShouldBe("10");
        plan.Plan.Walk().Single().Draft.Key.ShouldBe(Item);
    }

    [Fact]
    public void A_region_that_is_not_registered_refuses_the_item() =>
        Planned.Of(ImportKind.Items, $"department,dept_code,item_name,item_code,area_code\n局,A,事项,{Item},511602\n", createMissing: true)
            .Rejected.ShouldHaveSingleItem().Code.ShouldBe("unknown-region");

    [Fact]
    [Requirement("JX-03a", "JX-03b", "JL-02b", "GZ-02c", "SZ-02b", "GEN-B02c")]
    public void Every_kind_of_body_in_the_measures_can_be_registered()
    {
        string[] words =
        [
            "行政机关", "部门管理机构", "法律法规授权组织", "党群机构", "公共服务企业", "公共服务事业单位", "政务服务管理部门", "政务服务中心",
            "乡镇（街道）机构", "村（社区）机构", "合作服务网点", "中介服务超市", "12345热线",
        ];
        var csv = "编码,机构名称,类型,区划代码\n" + string.Concat(words.Select((w, i) => $"I{i},机构{i},{w},360102\n"));
        var plan = Planned.Of(ImportKind.Institutions, csv, Planned.Knows((ImportKind.Regions, "360102000000")));
        plan.Counts.Added.ShouldBe(words.Length);
        plan.Plan.Walk().Select(r => r.Draft.Values.Of("kind")).Distinct().Count().ShouldBe(words.Length);
    }

    [Fact]
    public void A_window_outside_halls_is_known_by_its_body()
    {
        var known = Planned.Knows((ImportKind.Institutions, "A"), (ImportKind.Halls, "H"));
        Planned.Of(ImportKind.Windows, "大厅编码,窗口号,机构编码\nH,3,A\n,1,A\n", known).Plan.Walk().Select(r => r.Draft.Key).ShouldBe(["H/3", "A/1"]);
    }

    [Fact]
    public void A_shift_that_ends_before_it_begins_is_refused()
    {
        var known = Planned.Knows((ImportKind.Windows, "H/3"), (ImportKind.Staff, "A/1024"));
        var plan = Planned.Of(ImportKind.Roster, "大厅编码,窗口号,机构编码,工号,上岗时间,离岗时间\nH,3,A,1024,2026-11-22 17:00,2026-11-22 09:00\n", known);
        plan.Rejected.ShouldHaveSingleItem().Code.ShouldBe("ends-before-it-begins");
    }

    [Fact]
    public void Headings_are_recognised_in_Chinese_and_English()
    {
        Columns.Suggest(ItemKind.Rules, ["department", "dept_code", "group", "item_name", "item_code", "area_code", "task_type"]).ShouldBe(
            new Dictionary<string, string>
            {
                ["code"] = "item_code", ["name"] = "item_name", ["type"] = "task_type", ["institution"] = "dept_code",
                ["institutionName"] = "department", ["region"] = "area_code", ["mainName"] = "group",
            },
            ignoreOrder: true);
        Columns.Suggest(StaffKinds.Staff, ["*工号", "姓 名", "所在机构编码（18位）"]).Keys.ShouldBe(["workNumber", "name", "institution"]);
    }

    [Fact]
    public void A_mapping_is_refused_with_every_complaint_at_once()
    {
        var sheet = Sheet.Open(Files.Utf8("a,b\n1,2\n")).Value;
        var no = Columns.Of(RegionKind.Rules, sheet, new Dictionary<string, string> { ["nope"] = "a", ["level"] = "z" }).Refusal!;
        no.Complaints!.Select(c => c.Code).ShouldBe(["unknown-field", "unknown-column", "column-required", "column-required"]);
    }

    [Fact]
    public void A_row_with_more_cells_than_headings_is_refused_and_a_shorter_one_is_filled_up()
    {
        var plan = Planned.Of(ImportKind.Regions, "code,name,level\n36,江西省,1,多余\n37,山东省\n");
        plan.Rejected.ShouldHaveSingleItem().Code.ShouldBe("too-many-cells");
        plan.Counts.Added.ShouldBe(1);
    }
}
