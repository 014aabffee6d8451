using Haochaping.Kernel;
using Haochaping.Kernel.Time;
using Haochaping.Ui;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace Haochaping.Tests.Ui;

public sealed class WordsTests
{
    private static readonly WordBook Book = new([typeof(WordBook).Assembly]);
    private static readonly Words Chinese = new(Language.Chinese);
    private static readonly Words English = new(Book.Find("en-GB")!);

    [Fact]
    public void Chinese_is_the_key_and_English_the_entry()
    {
        Chinese["非常满意"].ShouldBe("非常满意");
        English["非常满意"].ShouldBe("Very satisfied");
        English["没有译文的话 {0}", 1].ShouldBe("没有译文的话 1");
    }

    [Fact]
    public void English_counts_one_and_many()
    {
        English["{0} 件待办", 1].ShouldBe("1 item to do");
        English["{0} 件待办", 2].ShouldBe("2 items to do");
    }

    [Fact]
    public void Dates_are_written_as_people_write_them()
    {
        var at = new DateTimeOffset(2026, 11, 18, 7, 20, 0, TimeSpan.Zero);
        Chinese.Moment(at).ShouldBe("2026 年 11 月 18 日 15:20");
        English.Moment(at).ShouldBe("18 Nov 2026, 15:20");
        Chinese["截至 {0}", at.BusinessDate()].ShouldBe("截至 2026 年 11 月 18 日");
    }

    [Fact]
    public void Midnight_belongs_to_the_day_before()
    {
        var end = new DateOnly(2026, 11, 25).EndOfDay();
        Chinese.Deadline(end).ShouldBe("11 月 25 日 24:00");
        English.Deadline(end, withYear: true).ShouldBe("25 Nov 2026, 24:00");
        Chinese.Deadline(end.AddMinutes(-30)).ShouldBe("11 月 25 日 23:30");
    }

    [Theory]
    [InlineData(1, "100%")]
    [InlineData(0, "0%")]
    [InlineData(0.984375, "98.4%")]
    [InlineData(0.99999, "99.9%")]
    [InlineData(0.00001, "<0.1%")]
    [InlineData(double.NaN, "—")]
    public void Only_everything_is_a_hundred_per_cent(double share, string text) => Chinese.Percent(share).ShouldBe(text);

    [Fact]
    public void Numbers_have_separators()
    {
        Chinese.Number(1234567).ShouldBe("1,234,567");
        Chinese.Ratio(74690, 117808).ShouldBe("74,690 / 117,808");
    }

    [Fact]
    public void A_refusal_without_a_translation_speaks_Chinese() =>
        English.Refusal(new(RefusalKind.Expired, "no-such-code", "已过期限。")).ShouldBe("已过期限。");

    [Theory]
    [InlineData("", null, null, "zh")]
    [InlineData("", null, "fr, en;q=0.8", "en")]
    [InlineData("", null, "en;q=0.3, zh-CN;q=0.9", "zh")]
    [InlineData("", "lang=en", "zh-CN", "en")]
    [InlineData("?lang=zh", "lang=en", "en", "zh")]
    [InlineData("?lang=xx", null, null, "zh")]
    public void The_language_is_asked_for_then_remembered_then_negotiated(string query, string? cookie, string? accept, string code)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        context.Request.Headers.Cookie = cookie;
        context.Request.Headers.AcceptLanguage = accept;
        new Preferences(new HttpContextAccessor { HttpContext = context }, Book).Language.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("/a?b=1", "/a?b=1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nx: y", "/")]
    [InlineData(null, "/")]
    public void A_preference_link_never_leaves_the_house(string? path, string target) => PreferenceLinks.Local(path).ShouldBe(target);
}
