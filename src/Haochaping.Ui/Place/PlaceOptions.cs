namespace Haochaping.Ui;

/// <summary>地方 — whose house this is; configuration section <c>Place</c>.</summary>
public sealed record PlaceOptions
{
    /// <summary>Name beside the brand on citizen and public pages: 南昌市政务服务.</summary>
    public string Name { get; init; } = Words.Key("政务服务");

    /// <summary>Short name in the console's menu: 南昌市.</summary>
    public string ShortName { get; init; } = "";

    /// <summary>The name on English pages; empty means the Chinese name (the default one has its English).</summary>
    public string EnglishName { get; init; } = "";

    /// <summary>The short name on English pages; empty means the Chinese short name.</summary>
    public string EnglishShortName { get; init; } = "";

    /// <summary>演示数据 — every page says that its data are invented.</summary>
    public bool Demo { get; init; }

    /// <summary>Telephone that error pages offer.</summary>
    public string Hotline { get; init; } = "12345";

    /// <summary>The name in the language of the words.</summary>
    public string NameIn(Words words) => words.IsChinese || EnglishName.Length == 0 ? words[Name] : EnglishName;

    /// <summary>The short name in the language of the words.</summary>
    public string ShortNameIn(Words words) => words.IsChinese || EnglishShortName.Length == 0 ? ShortName : EnglishShortName;
}
