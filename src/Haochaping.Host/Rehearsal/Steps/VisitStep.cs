using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>到访 — a person leaves a window, with cases or turned away.</summary>
[Place(2)]
internal sealed class VisitStep() : StepKind(
    "visit", "到访", "业务系统登记一次到访：某人离开窗口，办了哪些件，或没有办成。",
    Field.Must("number", "编号", Kinds.NewSubject, "到访编号，文件内唯一"),
    Field.May("institution", "机构", Kinds.Text, "窗口所属机构，默认 CITY"),
    Field.May("hall", "大厅", Kinds.Text, "默认 HALL"),
    Field.May("window", "窗口", Kinds.Text, "默认 A01"),
    Field.May("cases", "办件", EntryReader.SubjectList, "所办的件；不写即没有办成（被婉拒）"),
    Field.May("visitor", "来访人", Kinds.Text, "谁：同名即同一人，默认与编号同名；none 为未知"),
    Field.May("ended", "结束", Kinds.MomentOrNow, "默认 now"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var who = stage.Applicants[given.Of("number")] = given.Of("visitor", given.Of("number"));
        var body = new
        {
            source = Stage.Source,
            visitNumber = given["number"],
            institution = given.Of("institution", "CITY"),
            hall = given.Of("hall", "HALL"),
            window = given.Of("window", "A01"),
            visitor = who == "none" ? null : stage.Person(who, "person"),
            cases = given.Items("cases") ?? [],
            endedAt = given.Moment("ended", stage.Now),
        };
        return await (await stage.BusinessAsync(cancel)).AskAsync("/api/v1/visits", body, cancel);
    }
}
