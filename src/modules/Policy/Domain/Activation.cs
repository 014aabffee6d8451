using Haochaping.Policy.Contracts;
using Haochaping.Ui;

namespace Haochaping.Policy.Domain;

/// <summary>启用 — what an administrator must confirm before a pack rules, and what its pages must say.</summary>
internal static class Activation
{
    public static IReadOnlyList<string> Unconfirmed(Header header, DefaultRules defaults, bool isNational) => isNational ? [] :
    [
        .. header.From is null ? [Words.Key("施行日期未确认（effective_from）")] : (string[])[],
        .. defaults is { Apply: true, GradeConfirmed: false } ? [Words.Key("默认评价等级未确认（default_rating.grade_confirmed）")] : (string[])[],
        .. header is { Status: PackStatus.Trial, To: null, Continued: null }
            ? [Words.Key("试行截止日期或延续执行的依据未确认（effective_to 或 continued）")] : (string[])[],
        .. header is { Status: PackStatus.Expired, To: null, Continued: null }
            ? [Words.Key("失效日期或延续执行的依据未确认（effective_to 或 continued）")] : (string[])[],
    ];

    public static IReadOnlyList<Banner> Banners(Header header, IReadOnlyList<string> unconfirmed, IReadOnlyList<Signature> signatures) =>
    [
        .. signatures.Any(s => s.Demo) ? [new(Words.Key("演示规则：由演示确认文件启用，不具效力"))] : (Banner[])[],
        .. Status(header),
        .. unconfirmed.Count > 0 ? [new(Words.Key("未启用：{1}"), "", unconfirmed)] : (Banner[])[],
    ];

    private static IReadOnlyList<Banner> Status(Header header) => header.Status switch
    {
        PackStatus.InForce => [],
        PackStatus.Trial => [header.Continued is { } basis ? new(Words.Key("试行文件，延续执行：{0}"), basis) : new(Words.Key("试行文件"))],
        PackStatus.Excerpt => [new(Words.Key("原文为节录，未载明的适用国家默认"))],
        PackStatus.Expired => [header.Continued is { } basis ? new(Words.Key("原文已失效，延续执行：{0}"), basis) : new(Words.Key("原文已失效"))],
        PackStatus.Template => [new(Words.Key("模板，不是任何地方的规定"))],
    };
}
