using Haochaping.Ui;

namespace Haochaping.Cases.Contracts;

/// <summary>办理方式用语.</summary>
public static class HandlingWords
{
    /// <summary>The Chinese word; the key for <see cref="Words"/>.</summary>
    public static string Word(this HandlingChannel channel) => channel switch
    {
        HandlingChannel.Online => Words.Key("网上办理"),
        HandlingChannel.Window => Words.Key("窗口办理"),
        HandlingChannel.Kiosk => Words.Key("自助终端"),
        HandlingChannel.Hotline => Words.Key("热线"),
    };
}
