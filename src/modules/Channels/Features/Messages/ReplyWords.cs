using Haochaping.Channels.Storage;
using Haochaping.Ui;

namespace Haochaping.Channels.Features.Messages;

/// <summary>短信回复用语 — how the page says what became of a message.</summary>
internal static class ReplyWords
{
    public static string Of(ReplyOutcome outcome) => outcome switch
    {
        ReplyOutcome.Rated => Words.Key("已登记评价"),
        ReplyOutcome.ReasonAsked => Words.Key("已请写明原因"),
        ReplyOutcome.WhichAsked => Words.Key("已请说明评哪一件"),
        ReplyOutcome.OptedOut => Words.Key("已退订"),
        ReplyOutcome.OptedIn => Words.Key("已恢复接收"),
        ReplyOutcome.Helped => Words.Key("已答复帮助"),
        ReplyOutcome.NotUnderstood => Words.Key("没有看懂"),
        ReplyOutcome.NotInvited => Words.Key("没有待评价的服务"),
        ReplyOutcome.AlreadyRated => Words.Key("此前已评价"),
        ReplyOutcome.TooLate => Words.Key("评价已截止"),
        ReplyOutcome.ReasonMissing => Words.Key("未写明原因"),
        ReplyOutcome.Refused => Words.Key("不符合评价规则"),
        ReplyOutcome.NotOffered => Words.Key("当地没有开通"),
    };

    public static Tone Tone(ReplyOutcome outcome) => outcome switch
    {
        ReplyOutcome.Rated => Ui.Tone.Ok,
        ReplyOutcome.NotUnderstood or ReplyOutcome.ReasonMissing or ReplyOutcome.Refused or ReplyOutcome.NotOffered => Ui.Tone.Warn,
        ReplyOutcome.ReasonAsked or ReplyOutcome.WhichAsked or ReplyOutcome.OptedOut or ReplyOutcome.OptedIn or ReplyOutcome.Helped
            or ReplyOutcome.NotInvited or ReplyOutcome.AlreadyRated or ReplyOutcome.TooLate => Ui.Tone.Plain,
    };
}
