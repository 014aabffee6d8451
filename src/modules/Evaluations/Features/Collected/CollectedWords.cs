using Haochaping.Cases.Contracts;
using Haochaping.Ui;

namespace Haochaping.Evaluations.Features.Collected;

/// <summary>随报评价用语 — how the page says where a collected rating stands, and what to do about it.</summary>
internal static class CollectedWords
{
    public static string Of(RatingState state) => state switch
    {
        RatingState.Missing => Words.Key("未随报"),
        RatingState.Waiting => Words.Key("待登记"),
        RatingState.Recorded => Words.Key("已登记"),
        RatingState.AlreadyAnswered => Words.Key("此前已评价"),
        RatingState.Refused => Words.Key("未采用"),
    };

    /// <param name="state">Where it stands.</param>
    /// <param name="isOfVisit">The visit answers for the case.</param>
    public static string ToDo(RatingState state, bool isOfVisit) => state switch
    {
        RatingState.Waiting when isOfVisit => Words.Key("请业务系统汇聚本件所属的到访，登记到访后即登记评价。"),
        RatingState.Missing or RatingState.Waiting => Words.Key("一般几秒内登记；长时间不变，请告知系统管理员。"),
        RatingState.Refused => Words.Key("请业务系统更正评价后重发本件；当事人会另行收到评价邀请。"),
        RatingState.Recorded or RatingState.AlreadyAnswered => Words.Key("不必处理：以先到的评价为准。"),
    };
}
