using Haochaping.Evaluations.Contracts;
using Haochaping.Evaluations.Storage;
using Haochaping.Ui;

namespace Haochaping.Evaluations.Domain;

/// <summary>The Chinese words of codes, as officials say them.</summary>
internal static class TaskWords
{
    public static string Of(TaskState state) => state switch
    {
        TaskState.Open => Words.Key("待评价"),
        TaskState.Answered => Words.Key("已评价"),
        TaskState.Defaulted => Words.Key("已默认评价"),
        TaskState.Unrated => Words.Key("已过期未评价"),
        TaskState.Withdrawn => Words.Key("已撤下（未受理）"),
    };

    public static string Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Service => Words.Key("办件（一事一评）"),
        SubjectKind.Visit => Words.Key("到访（一次一评）"),
        SubjectKind.TurnedAway => Words.Key("被婉拒的到访"),
        SubjectKind.Contact => Words.Key("热线通话"),
        SubjectKind.ReceiptStage or SubjectKind.ReceivedStage => Words.Key("收件环节"),
        SubjectKind.AcceptedStage => Words.Key("受理环节"),
        SubjectKind.DecidedStage => Words.Key("决定环节"),
        SubjectKind.Batch => Words.Key("批量业务"),
        SubjectKind.Theme => Words.Key("主题业务"),
        SubjectKind.ThemeItem => Words.Key("关联业务"),
        SubjectKind.CertificateStage => Words.Key("出证环节"),
    };
}
