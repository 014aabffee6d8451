using Haochaping.Appeals.Contracts;
using Haochaping.Appeals.Domain;
using Haochaping.Cases.Contracts;
using Haochaping.Evaluations.Contracts;
using Haochaping.Kernel;
using Haochaping.Kernel.Actors;
using Haochaping.Policy.Contracts;
using Haochaping.Testing;
using Haochaping.Tests.WorkOrders;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Appeals;

/// <summary>What may be contested, by whom and until when, under the rules as they ship.</summary>
public sealed class AppealTests
{
    private static readonly DateTimeOffset Rated = Some.At("2020-11-03T10:00");

    [Theory]
    [InlineData("JX", "总体评价、服务态度、办事流程")]
    [InlineData("JL", "总体评价、服务态度、办事流程")]
    [InlineData("SZ", "服务态度")]
    public void What_may_be_contested_is_the_packs_word(string pack, string items) =>
        Contestable.Of(Rules(pack).Pack, ARating(("办事流程", 2), ("服务态度", 1), ("服务水平", 4))).ShouldBe(items.Split('、'), ignoreOrder: true);

    [Fact]
    public void An_overall_grade_alone_is_the_persons_record_in_Shenzhen() =>
        Contestable.Of(Rules("SZ").Pack, ARating()).ShouldBe([Contestable.Person]);

    [Fact]
    [Requirement("SZ-22c")]
    public void Process_is_refused_with_the_article()
    {
        var no = File("SZ", AppellantKind.Staff, "办事流程", ("办事流程", 2)).Refusal!;

        (no.Code, no.Article).ShouldBe(("not-appealable", "深圳 第二十二条"));
    }

    [Theory]
    [InlineData("JX", AppellantKind.Agency, true)]
    [InlineData("JX", AppellantKind.Platform, false)]
    [InlineData("JL", AppellantKind.Platform, true)]
    [InlineData("SZ", AppellantKind.Agency, false)]
    [InlineData("SZ", AppellantKind.Staff, true)]
    [InlineData("CQ", AppellantKind.Agency, false)]
    [InlineData("CQ", AppellantKind.Staff, true)]
    [Requirement("CQ-3.5.1c")]
    public void Who_may_appeal_is_the_packs_word(string pack, AppellantKind by, bool may) =>
        (File(pack, by, "服务态度", ("服务态度", 1)).Refusal?.Code).ShouldBe(may ? null : "appellant-not-allowed");

    [Fact]
    public void The_last_day_is_in_time_and_the_next_is_too_late()
    {
        File("JX", AppellantKind.Agency, "总体评价", Some.At("2020-11-10T23:59")).Refusal.ShouldBeNull();
        File("JX", AppellantKind.Agency, "总体评价", Some.At("2020-11-11T00:00")).Refusal!.Code.ShouldBe("filed-too-late");
    }

    [Fact]
    public void An_office_that_was_rated_is_in_conflict_but_not_where_it_manages_the_person()
    {
        var hand = new Hand(new(ActorKind.Staff, "2"), new(["CITY"], []), Handles: true, Supervises: false);

        AnAppeal("JX").ConflictsOf(Rules("JX"), hand, default).ShouldBe([Conflict.SameOffice]);
        AnAppeal("SZ").ConflictsOf(Rules("SZ"), hand, default).ShouldBeEmpty();
        AnAppeal("SZ").ConflictsOf(Rules("SZ"), hand, new(HasActed: true, IsRatedPerson: true)).ShouldBe([Conflict.RatedPerson, Conflict.Acted]);
    }

    [Fact]
    public void A_malicious_rating_always_goes_to_the_authority()
    {
        var hand = new Hand(new(ActorKind.Staff, "2"), new(["CITY"], []), Handles: true, Supervises: false);

        AnAppeal("SZ").May(Right.Decide, Rules("SZ"), hand).ShouldBeTrue();
        var appeal = AnAppeal("SZ");
        (appeal with { About = appeal.About with { Ground = AppealGround.Malicious } }).May(Right.Decide, Rules("SZ"), hand).ShouldBeFalse();
    }

    [Fact]
    public void The_supervisor_of_the_persons_own_unit_is_not_the_authority()
    {
        var hand = new Hand(new(ActorKind.Staff, "2"), new(["CITY"], []), Handles: false, Supervises: true);
        var appeal = AnAppeal("SZ");

        appeal.May(Right.Propose, Rules("SZ"), hand).ShouldBeTrue("as the personnel unit");
        (appeal with { About = appeal.About with { Ground = AppealGround.Malicious } }).May(Right.Decide, Rules("SZ"), hand).ShouldBeFalse();
        appeal.May(Right.Reaudit, Rules("SZ"), hand).ShouldBeFalse();
    }

    [Fact]
    public void An_appeal_before_the_line_is_not_the_regions()
    {
        var region = new Hand(new(ActorKind.Staff, "2"), new([], ["44"]), Handles: false, Supervises: true);
        var line = new Hand(new(ActorKind.Staff, "3"), new(["LINE"], []), Handles: false, Supervises: true);

        AnAppeal("JX").May(Right.Propose, Rules("JX"), region).ShouldBeTrue();
        var before = AnAppeal("JX") with { DeskCode = "LINE", DeskRegion = "360000000000" };
        (before.May(Right.Propose, Rules("JX"), region), before.May(Right.Propose, Rules("JX"), line)).ShouldBe((false, true));
    }

    [Theory]
    [InlineData("JX", nameof(AppealState.Upheld))]
    [InlineData("SZ", nameof(AppealState.Proposed))]
    public void A_confirmed_slip_needs_no_second_person_but_where_the_persons_own_unit_confirms(string pack, string state) =>
        AMistake(pack).Propose(Rules(pack), new(true, [], EvidenceMethod.Phone, CauseKind.Staff, "录音 R-1"), Rated.AddDays(2)).Value.State.ToString().ShouldBe(state);

    [Fact]
    public void A_rater_who_meant_it_takes_the_fast_lane_away()
    {
        var answered = AMistake("JX").Answer(Rules("JX"), isSlip: false, "属实", Rated.AddDays(1)).Value;

        answered.Propose(Rules("JX"), new(true, [], EvidenceMethod.Phone, CauseKind.Staff, "录音 R-1"), Rated.AddDays(2)).Value.State.ShouldBe(AppealState.Proposed);
    }

    private static Appeal AMistake(string pack)
    {
        var appeal = AnAppeal(pack);
        return appeal with { Slip = SlipConfirmation.RecordedCall, About = appeal.About with { Ground = AppealGround.Mistaken } };
    }

    private static Rules Rules(string pack) => new(Some.Set.Find(pack, new DateOnly(2020, 11, 3))!, Some.Deadlines);

    private static Result<AppealClaim> File(string pack, AppellantKind by, string against, params (string Name, int Level)[] indicators) =>
        Appeal.Contest(Rules(pack), ARating(indicators), new(by, AppealGround.Untrue, [against], "与录像不符", null), Rated.AddDays(1));

    private static Result<AppealClaim> File(string pack, AppellantKind by, string against, DateTimeOffset at) =>
        Appeal.Contest(Rules(pack), ARating(), new(by, AppealGround.Untrue, [against], "与录像不符", null), at);

    private static EvaluationSubmitted ARating(params (string Name, int Level)[] indicators)
    {
        var place = new ServicePlace("town", "T-1", "440300000000", "CITY", "演示局", null, "ITEM", "登记", "HALL", "A01", Ids.Derive("staff", "1"), HandlingChannel.Window);
        return new(
            Ids.Derive("case", "T-1"), new(Ids.Derive("task", "T-1"), SubjectKind.Service, place, "SZ@test", Rated, 1), Level.Dissatisfied, true, false,
            indicators.ToDictionary(i => i.Name, i => (Level)i.Level), [], null, "device", false, true, null, Rated, null);
    }

    private static Appeal AnAppeal(string pack)
    {
        var (rules, rated) = (Rules(pack), ARating());
        var id = Ids.Derive("appeal", "T-1");
        return new()
        {
            CaseId = rated.CaseId, Id = id, TaskId = rated.Task.TaskId, Number = "S-1", CaseNumber = "T-1", Institution = "CITY", Region = "440300000000", PersonnelUnit = "CITY",
            DeskCode = "", DeskRegion = "440300000000", DeskName = "演示局", FiledBy = "staff:1", FiledAsStaff = true, FiledAt = Rated, DecideBy = new(2020, 11, 20), State = AppealState.Reviewing,
            About = new(id, "S-1", rated.Task, rated.Level, true, false, true, false, "device", new(2020, 11, 3), rules.Pack.Ref.ToString(), AppellantKind.Staff, AppealGround.Untrue, new(false, true, []), Party.PersonnelUnit, ""),
        };
    }
}
