using Haochaping.Host.Scratch;

namespace Haochaping.Host.Rehearsal;

/// <summary>评价 — a citizen opens the link of a channel, proves themselves where that is asked for, and rates.</summary>
[Place(3)]
internal sealed class RateStep() : StepKind(
    "rate", "评价", "群众经某一渠道打开评价链接并评价；没有入口时即为拒绝 task-not-found。",
    Field.Must("case", "办件", Kinds.Subject, "办件或到访编号"),
    Field.May("level", "等级", Kinds.Level, "总体评价；主题业务只评关联业务时不写"),
    Field.May("items", "关联业务", Kinds.MapOf(Kinds.Text, Kinds.Level), "主题业务：关联业务的办件编号 → 等级"),
    Field.May("channel", "渠道", Kinds.Channel, "默认 sms"),
    Field.May("stage", "环节", Kinds.Stage, "只评一个环节；不写即评整个服务"),
    Field.May("indicators", "指标", Kinds.MapOf(Kinds.Text, Kinds.Level), "分项评价"),
    Field.May("questions", "问询", Kinds.MapOf(Kinds.Text, Kinds.Text), "问询项目 → 所选答案"),
    Field.May("tags", "原因", Kinds.ListOf(Kinds.Text), "标签代码"),
    Field.May("text", "文字", Kinds.Text, "意见"),
    Field.May("private", "不公开", Kinds.Flag, "选择不公开"),
    Field.May("proof", "核验", Kinds.Choice(("right", "通过"), ("wrong", "不符"), ("none", "不核验")), "需要实名时怎样核验，默认 right"),
    Field.May("rater", "评价人", Kinds.Text, "以谁的证件核验，默认办件申请人"))
{
    public override async Task<Answer> ActAsync(Stage stage, Given given, CancellationToken cancel)
    {
        var subject = given.Of("case");
        var link = await stage.LinkAsync(subject, given.Of("channel", "sms"), given["stage"], cancel);
        if (!link.IsYes)
        {
            return link;
        }

        var path = "/api/v1/tasks/" + link.Code("token");
        var (proof, refused) = await ProveAsync(stage, given, path, cancel);
        if (refused is not null)
        {
            return refused;
        }

        var answer = await stage.Citizen.AskAsync(path + "/evaluation", new
        {
            level = given["level"] is { } level ? CaseStep.Number(level) : (int?)null,
            items = given.Pairs("items") is { Count: > 0 } linked ? linked.Select(i => new { caseNumber = i.Key, level = CaseStep.Number(i.Value) }).ToList() : null,
            indicators = given.Pairs("indicators") is { Count: > 0 } grades ? grades.ToDictionary(g => g.Key, g => CaseStep.Number(g.Value)) : null,
            questions = await AnsweredAsync(stage, given, path, cancel),
            tags = given.Items("tags"),
            text = given["text"],
            @private = given.Flag("private"),
            proof,
        }, cancel);
        if (answer.IsYes)
        {
            stage.Receipts[subject] = answer.Code("receiptCode");
        }

        return answer;
    }

    // By the words of the form; what the form does not offer is sent as question or answer 0, and refused.
    private static async Task<Dictionary<string, int>?> AnsweredAsync(Stage stage, Given given, string path, CancellationToken cancel)
    {
        if (given.Pairs("questions") is not { Count: > 0 } said)
        {
            return null;
        }

        var asked = (await stage.Citizen.LookAsync(path, cancel)).Body.GetProperty("questions").EnumerateArray().ToDictionary(q => q.GetProperty("text").GetString()!);
        return said.ToDictionary(
            s => asked.TryGetValue(s.Key, out var question) ? question.GetProperty("code").GetString()! : s.Key,
            s => asked.TryGetValue(s.Key, out var question) ? question.GetProperty("choices").EnumerateArray().Select(c => c.GetString()).ToList().IndexOf(s.Value) + 1 : 0);
    }

    private static async Task<(string? Proof, Answer? Refused)> ProveAsync(Stage stage, Given given, string path, CancellationToken cancel)
    {
        var form = await stage.Citizen.LookAsync(path, cancel);
        var how = given.Of("proof", "right");
        if (form.Code("needsProof") != "true" || how == "none")
        {
            return (null, null);
        }

        var answer = await stage.Citizen.AskAsync(path + "/proof", new { certificate = how == "wrong" ? "999999" : stage.Proof(given["rater"] ?? stage.Applicants[given.Of("case")]) }, cancel);
        return answer.IsYes ? (answer.Code("proof"), null) : (null, answer);
    }
}
