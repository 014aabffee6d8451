using Haochaping.Host.Scratch;
using Haochaping.Policy.Contracts;

namespace Haochaping.Host.Rehearsal;

/// <summary>办件汇聚 — a business system reports a case, or what happened to one it reported before.</summary>
[Place(1)]
internal sealed class CaseStep() : StepKind(
    "case", "办件", "业务系统汇聚一个办件；同一编号再次汇聚，补充后来的环节。",
    Field.Must("number", "编号", Kinds.NewSubject, "办件编号，文件内唯一"),
    Field.May("institution", "机构", Kinds.Text, "收件机构编码，默认 CITY"),
    Field.May("handling_institution", "办理机构", Kinds.Text, "作出决定的机构，与收件机构不同时填写"),
    Field.May("item", "事项", Kinds.Text, "事项编码，默认 ITEM-机构编码"),
    Field.May("channel", "办理方式", Handling, "默认 online"),
    Field.May("certificate", "证照", Certificate, "默认 none"),
    Field.May("hall", "大厅", Kinds.Text, "窗口办理时默认 HALL"),
    Field.May("window", "窗口", Kinds.Text, "窗口号"),
    Field.May("staff", "工号", Kinds.Text, "值班表没有记载时的经办人员"),
    Field.May("applicant", "申请人", Kinds.Text, "谁：同名即同一人，默认与编号同名；none 为未知"),
    Field.May("agent", "代办人", Agent, "由谁代办"),
    Field.May("visit", "到访", Kinds.Text, "所属到访的编号"),
    Field.May("batch", "批量", Kinds.NewSubject, "同一窗口单次申报的批量业务的编号"),
    Field.May("theme", "主题", Kinds.NewSubject, "所属主题业务的编号，也作名称"),
    Field.May("size", "件数", Kinds.Number, "该批量或主题共几件"),
    Field.May("lead", "牵头", Kinds.Text, "主题的牵头部门，默认 AUTHORITY"),
    Field.May("service", "服务次数", Kinds.Number, "默认 1"),
    Field.May("events", "环节", Kinds.MapOf(Event, Kinds.MomentOrNow), "默认 decided: now；{} 为尚无环节"),
    Field.May("rating", "评价", Kinds.Level, "随办件带来的评价"))
{
    private static readonly Kind Handling = Kinds.Choice(("online", "网上"), ("window", "窗口"), ("kiosk", "自助终端"), ("hotline", "热线"));
    private static readonly Kind Certificate = Kinds.Choice(("none", "无"), ("paper", "纸质"), ("electronic", "电子"), ("mailed", "邮寄"));
    private static readonly Kind Agent = Kinds.Choice(("enterpriseHandler", "企业经办人"), ("entrustedAgent", "委托代理人"), ("governmentAgent", "政府代办员"));
    private static readonly Kind Event = Kinds.Choice(
        ("received", "收件成功"), ("receiptFailed", "收件不成功"), ("accepted", "受理"), ("acceptanceRefused", "不予受理"), ("decided", "作出决定"),
        ("returned", "退件"), ("certificateSigned", "签领证照"), ("courierSigned", "快递签收"), ("processEnded", "自助流程结束"), ("contactEnded", "通话结束"));

    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var institution = given.Of("institution", "CITY");
        var channel = given.Of("channel", "online");
        var who = stage.Applicants[given.Of("number")] = given["applicant"] ?? stage.Applicants.GetValueOrDefault(given.Of("number"), given.Of("number"));
        foreach (var group in new[] { given["batch"], given["theme"] }.OfType<string>())
        {
            stage.Applicants[group] = who; // one applicant for all its cases
        }

        var body = new
        {
            source = Stage.Source,
            caseNumber = given["number"],
            serviceNumber = int.Parse(given.Of("service", "1"), System.Globalization.CultureInfo.InvariantCulture),
            item = given.Of("item", "ITEM-" + institution),
            receivingInstitution = institution,
            handlingInstitution = given["handling_institution"],
            hall = given["hall"] ?? (given["window"] is null ? null : "HALL"),
            window = given["window"],
            staff = given["staff"],
            channel,
            certificate = given["certificate"],
            applicant = who == "none" ? null : stage.Person(who, "person"),
            agent = given["agent"] is { } kind ? stage.Person("代办 " + given["number"], kind) : null,
            visit = given["visit"],
            batch = given["batch"] is { } batch ? new { number = batch, size = Size(given) } : null,
            theme = given["theme"] is { } theme ? new { number = theme, size = Size(given), name = theme, lead = given.Of("lead", "AUTHORITY") } : null,
            events = Events(stage, given, channel),
            rating = given["rating"] is { } level ? new { level = Number(level), channel = "window_device", capturedAt = stage.Now } : null,
        };
        return (await (await stage.BusinessAsync(cancel)).AskAsync("/api/v1/cases", body, cancel)).First();
    }

    /// <summary>5 to 1 of a statutory word.</summary>
    public static int Number(string level) => (int)Level.OfWord(level)!.Value;

    private static int? Size(Given given) => given["size"] is { } size ? int.Parse(size, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static object[] Events(Stage stage, Given given, string channel)
    {
        if (!given.Values.TryGetValue("events", out var events))
        {
            var end = channel switch { "hotline" => "contactEnded", "kiosk" => "processEnded", _ => "decided" };
            return [new { kind = end, at = stage.Now }];
        }

        return [.. events.Pairs.Select(e => new { kind = e.Key, at = e.Value == Kinds.Now ? stage.Now : Kinds.ParseMoment(e.Value)!.Value })];
    }
}
