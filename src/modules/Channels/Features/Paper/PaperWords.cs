using Haochaping.Channels.Storage;
using Haochaping.Ui;

namespace Haochaping.Channels.Features.Paper;

/// <summary>评价表用语 — how the pages say a state or a reason.</summary>
internal static class PaperWords
{
    public static string Of(PaperState state) => state switch
    {
        PaperState.Issued => Words.Key("未收回"),
        PaperState.EnteredOnce => Words.Key("已录入一次"),
        PaperState.Mismatch => Words.Key("两次录入不一致"),
        PaperState.Recorded => Words.Key("已登记评价"),
        PaperState.Refused => Words.Key("不予登记"),
        PaperState.Void => Words.Key("已作废"),
    };

    public static Tone Tone(PaperState state) => state switch
    {
        PaperState.Recorded => Ui.Tone.Ok,
        PaperState.Mismatch or PaperState.Refused => Ui.Tone.Warn,
        PaperState.Issued or PaperState.EnteredOnce or PaperState.Void => Ui.Tone.Plain,
    };

    public static string Of(VoidReason reason) => reason switch
    {
        VoidReason.Spoiled => Words.Key("填写作废"),
        VoidReason.Lost => Words.Key("遗失"),
        VoidReason.Misprinted => Words.Key("印刷有误"),
    };
}
